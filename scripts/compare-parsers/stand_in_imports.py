"""Stand-ins for modules that cannot be imported."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Sequence
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

from stand_in_witness import OWN_FILES, WITNESS, is_project_file
from stand_ins import StubLoader, StubModule


def importing_file() -> str:
    """The file that holds the import statement (or the ``import_module`` call's caller) being executed."""
    frame: Optional[FrameType] = sys._getframe(1)
    import_module = f"{os.sep}importlib{os.sep}__init__.py"
    while frame is not None:
        file = frame.f_code.co_filename
        if not file.startswith(("<frozen importlib", OWN_FILES)) and not file.endswith(import_module):
            return file
        frame = frame.f_back
    return ""


class GuardedLoader(importlib.abc.Loader):
    """Loader of a module that exists; a stand-in takes its place when its code fails."""

    def __init__(self, loader: Any) -> None:
        self.loader = loader

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loader, name)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Any:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self.loader
        if module.__spec__ is not None:
            module.__spec__.loader = self.loader
        try:
            self.loader.exec_module(module)
        except (Exception, SystemExit) as error:
            WITNESS.replaced[module.__name__] = f"{type(error).__name__}: {error}".splitlines()[0]
            stand_in = StubModule(module.__name__)
            stand_in.__spec__ = module.__spec__
            sys.modules[module.__name__] = stand_in


class StubFinder:
    """Answers imports that the project's own code makes and that would fail.

    Imports made by installed packages fail as usual: they probe for optional packages. With ``lenient`` the project's
    own modules are replaced as well when they fail, but never a module of a ``management`` package.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.lenient = False
        self._searching: set[str] = set()

    def find_spec(
        self, name: str, path: Optional[Sequence[str]] = None, target: Optional[ModuleType] = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        parent = sys.modules.get(name.rpartition(".")[0])
        if isinstance(parent, StubModule):
            return self._stub_spec(name)
        if name in self._searching or name.partition(".")[0] in sys.builtin_module_names:
            return None
        if not is_project_file(self.root, importing_file()):
            return None
        spec = self._real_spec(name, path, target)
        if spec is None:
            may_invent = "." not in name or (self.lenient and ".management" not in name)
            return self._stub_spec(name) if may_invent else None
        if spec.loader is None or not self._may_replace(name, spec.origin or ""):
            return None
        spec.loader = GuardedLoader(spec.loader)
        return spec

    def _may_replace(self, name: str, origin: str) -> bool:
        if is_project_file(self.root, origin):
            return self.lenient and ".management" not in name
        return f"{os.sep}site-packages{os.sep}" in origin

    def _real_spec(
        self, name: str, path: Optional[Sequence[str]], target: Optional[ModuleType]
    ) -> Optional[importlib.machinery.ModuleSpec]:
        self._searching.add(name)
        try:
            for finder in sys.meta_path:
                find: Optional[Callable[..., Any]] = getattr(finder, "find_spec", None)
                if finder is self or find is None:
                    continue
                spec: Optional[importlib.machinery.ModuleSpec] = find(name, path, target)
                if spec is not None:
                    return spec
            return None
        finally:
            self._searching.discard(name)

    def _stub_spec(self, name: str) -> importlib.machinery.ModuleSpec:
        return importlib.machinery.ModuleSpec(name, StubLoader(), is_package=True)
