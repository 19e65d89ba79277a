"""Which statements of a connection are kept in the end, and which are rolled back."""

from __future__ import annotations

from collections.abc import Iterable

from .recorder import recorder
from .sql import Meaning


class Transaction:
    """The open transaction of one connection, with its savepoints.

    Whether one is open is asked of the driver after every statement, not concluded: autocommit, implicit BEGIN and
    errors that end a transaction differ from driver to driver.
    """

    def __init__(self) -> None:
        self._levels: list[tuple[str, list[int]]] = [("", [])]
        #: Names of temporary tables that this connection made.
        self.temporary: set[str] = set()

    def ran(self, meaning: Meaning, number: int, open_after: bool) -> None:
        """A statement was executed; `number` is that of its event."""
        name = (meaning.name or "").lower()
        if meaning.kind == "temporary" and meaning.verb in ("create", "select"):
            self.temporary.add(name)
        if meaning.verb == "savepoint":
            self._levels.append((name, []))
        elif meaning.verb == "release":
            self._release(name)
        elif meaning.verb == "rollback" and meaning.name is not None:
            self._roll_back_to(name)
        elif meaning.verb in ("rollback", "abort"):
            self.roll_back()
        if number:
            self._levels[-1][1].append(number)
        if not open_after:
            self.commit()

    def failed(self, open_after: bool) -> None:
        """A statement ended in an error: nothing of it is kept, and of the others where that ended the transaction."""
        if not open_after:
            self.roll_back()

    def commit(self) -> None:
        for number in self._take(0):
            recorder.amend(number, rolled_back=False)

    def roll_back(self) -> None:
        self._take(0)

    def _release(self, name: str) -> None:
        index = self._find(name)
        if index is not None:
            numbers = list(self._take(index))
            del self._levels[index:]
            self._levels[-1][1].extend(numbers)

    def _roll_back_to(self, name: str) -> None:
        index = self._find(name)
        if index is not None:
            self._take(index)
            del self._levels[index + 1 :]

    def _find(self, name: str) -> int | None:
        return next((i for i in range(len(self._levels) - 1, 0, -1) if self._levels[i][0] == name), None)

    def _take(self, index: int) -> Iterable[int]:
        """Empty the levels from this one on; the lowest takes the place of all where everything is taken."""
        numbers = [number for _, held in self._levels[index:] for number in held]
        for _, held in self._levels[index:]:
            held.clear()
        if index == 0:
            del self._levels[1:]
        return numbers
