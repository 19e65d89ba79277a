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
from .sources import errors_of, sources


class Seams:
    def __init__(self) -> None:
        self._waiting: set[str] = set()
        self._values: dict[str, Json] = {}

    def install(self, values: Mapping[str, Json]) -> None:
        self._values.update(values)
        for name in values:
            self._waiting.add(name)
            parts = name.split(".")
            # Where the module ends and the class begins is not known before they are imported.
            for length in range(len(parts) - 1, 0, -1):
                when_imported(".".join(parts[:length]), self._action(name, parts[length:]))

    def use(self, values: Mapping[str, Json]) -> None:
        """They return these values from now on."""
        self._values.update(values)

    def unmet(self) -> tuple[str, ...]:
        """Names that nothing imported so far has."""
        return tuple(sorted(self._waiting))

    def _action(self, name: str, path: list[str]) -> Callable[[ModuleType], None]:
        def act(module: Any) -> None:
            owner: Any = module
            for part in path[:-1]:
                owner = getattr(owner, part, None)
            if isinstance(owner, ModuleType) and owner is not module:
                return  # its own turn comes
            found = inspect.getattr_static(owner, path[-1], None) if owner is not None else None
            if found is not None:
                setattr(owner, path[-1], _replacement(found, lambda: self._answer(name, found)))
                self._waiting.discard(name)

        return act

    def _answer(self, name: str, found: Any) -> Json:
        sources.asked(name, errors_of(_function(found)))
        return copy.deepcopy(self._values[name])


seams = Seams()


def _function(found: Any) -> Any:
    return found.fget if isinstance(found, property) else getattr(found, "__func__", found)


def _replacement(found: Any, value: Callable[[], Json]) -> Any:
    function = _function(found)

    @wraps(function)
    async def answer_async(*args: Any, **options: Any) -> Json:
        return value()

    @wraps(function)
    def answer(*args: Any, **options: Any) -> Json:
        return value()

    if isinstance(found, property):
        return property(answer)
    replacement = answer_async if inspect.iscoroutinefunction(function) else answer
    return staticmethod(replacement) if isinstance(found, (staticmethod, classmethod)) else replacement
