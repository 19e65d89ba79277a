"""Callables of the project that return a configured value instead of running: clients of sources that nobody simulates."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from types import ModuleType
from typing import Any

from ..run import Json
from .late import when_imported


class Seams:
    def __init__(self) -> None:
        self._waiting: set[str] = set()

    def install(self, values: Mapping[str, Json]) -> None:
        for name, value in values.items():
            self._waiting.add(name)
            parts = name.split(".")
            # Where the module ends and the class begins is not known before they are imported.
            for length in range(len(parts) - 1, 0, -1):
                when_imported(".".join(parts[:length]), self._action(name, parts[length:], value))

    def unmet(self) -> tuple[str, ...]:
        """Names that nothing imported so far has."""
        return tuple(sorted(self._waiting))

    def _action(self, name: str, path: list[str], value: Json) -> Callable[[ModuleType], None]:
        def act(module: Any) -> None:
            owner: Any = module
            for part in path[:-1]:
                owner = getattr(owner, part, None)
            if isinstance(owner, ModuleType) and owner is not module:
                return  # its own turn comes
            found = inspect.getattr_static(owner, path[-1], None) if owner is not None else None
            if found is not None:
                setattr(owner, path[-1], _replacement(found, value))
                self._waiting.discard(name)

        return act


seams = Seams()


def _replacement(found: Any, value: Json) -> Any:
    function: Any = found.fget if isinstance(found, property) else getattr(found, "__func__", found)

    @wraps(function)
    async def answer_async(*args: Any, **options: Any) -> Json:
        return copy.deepcopy(value)

    @wraps(function)
    def answer(*args: Any, **options: Any) -> Json:
        return copy.deepcopy(value)

    if isinstance(found, property):
        return property(answer)
    replacement = answer_async if inspect.iscoroutinefunction(function) else answer
    return staticmethod(replacement) if isinstance(found, (staticmethod, classmethod)) else replacement
