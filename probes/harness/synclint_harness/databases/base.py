"""What an engine has to do, and what all of them share."""

from __future__ import annotations

import abc
from collections.abc import Mapping
from typing import Any

#: Of a project's own settings, what changes how its code behaves; the rest says where its real database is.
_KEPT = ("ATOMIC_REQUESTS", "AUTOCOMMIT", "TIME_ZONE")


class Databases(abc.ABC):
    """Scratch databases of one engine."""

    #: Whether databases that nobody has written to are worth keeping for the next trial.
    reusable = False

    def __init__(self, aliases: Mapping[str, Mapping[str, Any]]) -> None:
        self._aliases = {"default": {}, **aliases}
        self._owners = _owners(self._aliases)

    @property
    def owners(self) -> tuple[str, ...]:
        """Aliases with a database of their own."""
        return tuple(alias for alias, owner in self._owners.items() if alias == owner)

    def settings(self) -> dict[str, dict[str, Any]]:
        """`DATABASES` as the project gets to see it, with the templates in it."""
        return {
            alias: {
                **{key: given[key] for key in _KEPT if key in given},
                **self.connection(self.template(self._owners[alias])),
            }
            for alias, given in self._aliases.items()
        }

    def use(self, trial: str) -> None:
        """From now on, in this process, every alias is the trial's."""
        from django.conf import settings
        from django.db import connections

        connections.close_all()
        for alias, owner in self._owners.items():
            for table in (settings.DATABASES, connections.databases):
                table[alias].update(self.connection(self.copy_of(owner, trial)))

    @abc.abstractmethod
    def connection(self, database: str) -> dict[str, Any]:
        """Django's settings for a database of ours."""

    @abc.abstractmethod
    def template(self, alias: str) -> str: ...

    @abc.abstractmethod
    def copy_of(self, alias: str, trial: str) -> str: ...

    @abc.abstractmethod
    def prepare(self) -> None:
        """Before `django.setup()`: a place for the templates; what is stale goes."""

    @abc.abstractmethod
    def adapt(self) -> None:
        """After `django.setup()`, before there are tables."""

    @abc.abstractmethod
    def version(self) -> str:
        """Such as `SQLite 3.40.1`."""

    @abc.abstractmethod
    def make(self, trial: str) -> None: ...

    @abc.abstractmethod
    def untouched(self, trial: str) -> frozenset[str]:
        """Aliases to whose databases nothing was written since they were made, as the engine itself counts."""

    @abc.abstractmethod
    def remove(self, trial: str) -> None: ...

    @abc.abstractmethod
    def remove_all(self) -> None:
        """Whatever this harness has made, whoever has died meanwhile."""


def _owners(aliases: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Alias → the alias whose database it is: replicas show what was written to what they replicate."""
    owners: dict[str, str] = {}
    seen: dict[tuple[Any, ...], str] = {}
    for alias, given in aliases.items():
        mirrored = (given.get("TEST") or {}).get("MIRROR")
        place = tuple(str(given.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME"))
        if mirrored in aliases:
            owners[alias] = str(mirrored)
        else:
            owners[alias] = seen.setdefault(place, alias) if place[3] else alias
    return {alias: owners.get(owner, owner) for alias, owner in owners.items()}
