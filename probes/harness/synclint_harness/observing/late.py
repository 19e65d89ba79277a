"""Does something with a module as soon as it is imported, so that nobody imports what nobody needs."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

Action = Callable[[Any], None]


class _Loader(importlib.abc.Loader):
    def __init__(self, inner: Any, actions: Sequence[Action]) -> None:
        self._inner = inner
        self._actions = actions

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return self._inner.create_module(spec)

    def exec_module(self, module: Any) -> None:
        # The module is to look as if nobody had stood in between: `__spec__`, resources and zip files ask for the loader.
        if module.__spec__ is not None:
            module.__spec__.loader = self._inner
        module.__loader__ = self._inner
        self._inner.exec_module(module)
        for action in self._actions:
            action(module)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self) -> None:
        self.actions: dict[str, list[Action]] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        actions = self.actions.get(name)
        if actions is None:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None and hasattr(spec.loader, "exec_module"):
                    spec.loader = _Loader(spec.loader, actions)
                return spec
        return None


_finder = _Finder()


def when_imported(name: str, action: Action) -> None:
    """Call `action` with the module right after its code ran; now, where that is over."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)
    module = sys.modules.get(name)
    spec = getattr(module, "__spec__", None)
    if module is not None and not getattr(spec, "_initializing", False):
        action(module)
    _finder.actions.setdefault(name, []).append(action)
