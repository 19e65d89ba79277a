"""The environment variables that the project sees: few, none of them from outside, and what it cannot do without.

A project that is checked out fresh has no `.env`. What its settings insist on is made up, one variable after the other,
until they can be imported.
"""

from __future__ import annotations

import linecache
import os
import re
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TypeVar

from synclint_harness.credentials import fake, looks_like_credential

T = TypeVar("T")

_KEPT = re.compile(r"^(?:PATH|LANG|LC_\w+|TZ|VIRTUAL_ENV|LD_LIBRARY_PATH|DYLD_\w+|PYTHON(?!PATH|STARTUP)\w*|COVERAGE_\w+)$")
_NAME = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b")
#: `os.environ["X"]`, `os.getenv("X")`, `env.str("X")`, `config("X")`: a name handed to something about environments.
_READ = re.compile(r"(?:environ|getenv|env|config|required|setting)\w*(?:\.\w+)*\s*[\[(]\s*[\"']([A-Za-z]\w*)[\"']", re.I)
_NUMBER = re.compile(r"(?:PORT|TIMEOUT|SECONDS|MINUTES|DAYS|LIMIT|SIZE|COUNT|WORKERS|RETRIES|RATE|AGE|TTL|INTERVAL)$")
_SWITCH = re.compile(r"^(?:DEBUG|USE|ENABLE|DISABLE|IS)(?:_|$)|(?:_DEBUG|_ENABLED|_DISABLED)$")
_ATTEMPTS = 80


def minimise(scratch: str, given: Mapping[str, str]) -> None:
    """Nothing that the caller's shell, or a container's definition, holds reaches the project."""
    for name in [name for name in os.environ if not _KEPT.match(name)]:
        del os.environ[name]
    use_folder(os.path.join(scratch, "boot"))
    os.environ.update({"PYTHONDONTWRITEBYTECODE": "1", **given})


def use_folder(folder: str) -> None:
    """Temporary files and dot files go where they are thrown away."""
    for name, variable in (("tmp", "TMPDIR"), ("home", "HOME")):
        path = os.path.join(folder, name)
        os.makedirs(path, exist_ok=True)
        os.environ[variable] = path
    tempfile.tempdir = os.environ["TMPDIR"]


class Inventions:
    """Variables that were made up, and what else could stand in them."""

    def __init__(self) -> None:
        self._tried: dict[str, Iterator[str]] = {}
        self._guess: tuple[str, str] | None = None
        self.values: dict[str, str] = {}

    def complete(self, work: Callable[[], T], again: Callable[[], None] = lambda: None, unanswered: Sequence[str] = ()) -> T:
        """Does the work, over and over while it fails for a variable that can be made up; `again` cleans up between.

        `unanswered` are variables that the work asked for and got nothing for, in that order: they may be at the bottom of
        a failure that names none of them.
        """
        for _ in range(_ATTEMPTS):
            try:
                return work()
            except Exception as error:
                self._take_back(error)
                if not self._answer(error) and not self._try_one(error, unanswered):
                    raise
                again()
        return work()

    def notes(self) -> list[str]:
        return [f"environment variable `{name}` was invented" for name in sorted(self.values)]

    def _answer(self, error: BaseException) -> bool:
        """Makes up the variable that an error is about; False when it is about something else."""
        for name in _suspects(error):
            if name not in self.values and name in os.environ:
                continue
            value = next(self._tried.setdefault(name, _candidates(name)), None)
            if value is not None:
                os.environ[name] = self.values[name] = value
                return True
        return False

    def _try_one(self, error: BaseException, unanswered: Sequence[str]) -> bool:
        """Makes up the variable that was asked for last, as `DATABASE_URL` was before `DATABASES["default"]["ENGINE"]`."""
        if isinstance(error, (ImportError, SyntaxError)):
            return False
        for name in reversed(unanswered):
            if name not in self._tried and name not in os.environ:
                self._tried[name] = _candidates(name)
                os.environ[name] = self.values[name] = next(self._tried[name])
                self._guess = name, _place(error)
                return True
        return False

    def _take_back(self, error: BaseException) -> None:
        """A guess without which the work fails in the same way has nothing to do with it."""
        if self._guess is not None and self._guess[1] == _place(error):
            del os.environ[self._guess[0]], self.values[self._guess[0]]
        self._guess = None


def _place(error: BaseException) -> str:
    """The same for two failures of one line for one reason."""
    return "".join(traceback.format_exception(type(error), error, error.__traceback__))


def _suspects(error: BaseException) -> list[str]:
    """Names that an error, what caused it, or the line that it comes from may be about; the likeliest first."""
    names: list[str] = []
    link: BaseException | None = error
    while link is not None and len(names) < 20:
        names += _mentioned(link)
        names += _read_at(link.__traceback__)
        link = link.__cause__ or link.__context__
    return list(dict.fromkeys(names))


def _mentioned(error: BaseException) -> list[str]:
    if isinstance(error, KeyError) and error.args and isinstance(error.args[0], str):
        return [error.args[0]] if _NAME.fullmatch(error.args[0]) and _of_environ(error.__traceback__) else []
    if isinstance(error, (ImportError, SyntaxError, AttributeError)):
        return []
    kind = type(error)
    missing = [line.strip().upper() for line in re.findall(r"^(\w+)\n\s+[Ff]ield required", str(error), re.M)]
    about_variables = kind.__name__ in ("ImproperlyConfigured", "UndefinedValueError", "EnvError", "EnvValidationError")
    said = re.search(r"environ|env(?:ironment)?[ _]?var|must be set|not set|missing|required|declare it", str(error), re.I)
    if about_variables or said:
        return missing + [name for name in _NAME.findall(str(error)) if len(name) > 3]
    return missing


def _of_environ(start: TracebackType | None) -> bool:
    """Whether a `KeyError` was raised by `os.environ` or by a library about it, rather than by any other dictionary."""
    last = start
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return False
    file = os.path.basename(last.tb_frame.f_code.co_filename)
    return file in ("os.py", "environ.py", "environment.py") or bool(_read_at(start))


def _read_at(link: TracebackType | None) -> list[str]:
    """Variables that the failing lines read: what `int(os.getenv("PORT"))` fails on says nothing about PORT."""
    names: list[str] = []
    while link is not None:
        frame = link.tb_frame
        line = linecache.getline(frame.f_code.co_filename, link.tb_lineno)
        names = [name for name in _READ.findall(line) if name.isupper()] + names
        link = link.tb_next
    return names


def _candidates(name: str) -> Iterator[str]:
    """Plausible values, the best first; the others are for code that wants a number, a switch, JSON, or a list."""
    last = name.rsplit("_", 1)[-1]
    if name == "DATABASE_URL" or name.endswith(("_DATABASE_URL", "_DB_URL")):
        yield "sqlite:///synclint-fake.sqlite3"
    elif "REDIS" in name and last in ("URL", "URI"):
        yield "redis://redis.invalid:6379/0"
    elif "BROKER" in name and last in ("URL", "URI"):
        yield "memory://"
    elif last == "DSN":
        yield ""
    elif last in ("URL", "URI", "ENDPOINT"):
        yield f"https://{_kebab(name.rsplit('_', 1)[0])}.synclint-fake.example"
    elif last in ("HOST", "HOSTS", "HOSTNAME", "DOMAIN", "SERVER"):
        yield "synclint-fake.example"
    elif last in ("EMAIL", "SENDER"):
        yield "synclint-fake@example.com"
    elif last in ("DIR", "PATH", "FOLDER", "ROOT"):
        yield os.environ.get("TMPDIR", tempfile.gettempdir())
    elif _NUMBER.search(name):
        yield "8000" if last == "PORT" else "10"
    elif _SWITCH.search(name):
        yield "0"
    elif not looks_like_credential(name):
        yield f"synclint-fake-{_kebab(name)}"
    if looks_like_credential(name):
        yield fake(name)
    yield from ("1", "0", "false", "{}", "[]", "sqlite:///synclint-fake.sqlite3", "2024-01-01")


def _kebab(name: str) -> str:
    return name.lower().replace("_", "-")
