"""Credentials: none that is real comes near a run, and the lack of one stops none.

Fakes are recognisable, so that whoever finds one in the output of a run knows that it printed a secret.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any, Callable

_KEYS = frozenset(
    "KEY KEYS APIKEY TOKEN TOKENS SECRET SECRETS PASSWORD PASSWD PASSPHRASE PWD CREDENTIAL CREDENTIALS AUTH".split()
)
_WORDS = _KEYS | {"USERNAME", "LOGIN"}
_IDENTITIES = re.compile(r"(?:^|_)(?:ACCOUNT|CLIENT|TENANT|APP|APPLICATION|ORG|ORGANIZATION|PROJECT|PORTAL)_(?:S?ID|NAME)$")
#: They say where, how or how long rather than what.
_ABOUT = re.compile(
    r"_(?:URL|URI|ENDPOINT|HOST|PATH|FILE|DIR|PREFIX|SUFFIX|HEADER|FIELD|COLUMN|TTL|AGE|TIMEOUT|EXPIRY|LENGTH|CLASS|BACKEND"
    r"|BACKENDS|MODEL|ENABLED|REQUIRED|ALGORITHM|TYPE|DSN|DEBUG|LEVEL|PORT)$|^(?:PRIMARY|FOREIGN|UNIQUE|NATURAL|SORT)_KEY"
)
#: Django refuses to run without them, and they open no door of another system.
_OF_DJANGO = frozenset({"SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATABASES", "CACHES"})
_DEPTH = 4


@cache
def looks_like_credential(name: str) -> bool:
    upper = _upper(name)
    if _ABOUT.search(upper):
        return False
    return bool(_WORDS.intersection(upper.split("_"))) or bool(_IDENTITIES.search(upper))


def opens_something(name: str) -> bool:
    """A credential that is not just a name."""
    upper = _upper(name)
    return not _ABOUT.search(upper) and bool(_KEYS.intersection(upper.split("_")))


def _upper(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper().replace("-", "_")


def fake(name: str) -> str:
    return f"synclint-fake-{name.lower().replace('_', '-').replace('.', '-')}"


class Environment(os._Environ):  # type: ignore[type-arg]
    """`os.environ` once settings are imported: variables that look like credentials are there, with fakes in them.

    Commands read some at run time, and no static list of them would be complete. Processes that a command starts see
    only what is really set.
    """

    generous = True

    def __getitem__(self, key: str) -> str:
        try:
            return str(super().__getitem__(key))
        except KeyError:
            if not (self.generous and isinstance(key, str) and key.isupper() and looks_like_credential(key)):
                raise
            return fake(key)

    def __contains__(self, key: object) -> bool:
        try:
            self[key]  # type: ignore[index]
        except (KeyError, TypeError):
            return False
        return True


def hand_out_fakes() -> None:
    os.environ.__class__ = Environment


def fill_settings(module: ModuleType, known: frozenset[str], root: str, asked: frozenset[str]) -> list[str]:
    """Puts fakes where credentials are missing, or come from a file of real ones; the names that were given one.

    `known` are Django's own settings, `asked` the environment variables that settings asked for and did not find: a setting of
    such a name goes with the credentials of its system (`GSHEET_LEADS_SPREADSHEET` beside `GSHEET_API_KEY`).
    """
    real = in_env_files(root)
    names = [name for name in dir(module) if name.isupper() and (name not in known or name == "SECRET_KEY")]
    systems = {name.split("_")[0] for name in names if looks_like_credential(name) and name not in _OF_DJANGO}

    def replacement(name: str, path: str, value: Any) -> Any:
        missing = value is None or value == ""
        beside = path == name and name in asked and name.split("_")[0] in systems and not _ABOUT.search(name)
        if isinstance(value, str) and value in real:
            return fake(path)
        return fake(path) if missing and (looks_like_credential(name) or beside) else value

    return _replace(module, names, replacement)


def remove(settings: Any, known: frozenset[str], root: str) -> None:
    """Makes the project one that was given no credentials, in a process that already holds fakes."""
    held: set[str] = set()

    def blank(name: str, path: str, value: Any) -> Any:
        if not isinstance(value, str) or not (looks_like_credential(name) or "synclint-fake" in value):
            return value
        held.add(value)
        return ""

    _replace(settings, [name for name in dir(settings) if name.isupper() and name not in known | _OF_DJANGO], blank)
    Environment.generous = False
    for name, value in list(os.environ.items()):
        is_credential = looks_like_credential(name) or "synclint-fake-" in value
        if is_credential and value != settings.SECRET_KEY:
            held.add(os.environ.pop(name))
    _blank_copies(root, frozenset(value for value in held if len(value) > 5))


def _blank_copies(root: str, held: frozenset[str]) -> None:
    """`API_KEY = settings.API_KEY` at the top of a module, or of a class, was evaluated long ago."""

    def is_copy(value: Any) -> bool:
        return isinstance(value, str) and (value in held or value.startswith("synclint-fake-"))

    for module in list(sys.modules.values()):
        if not (getattr(module, "__file__", None) or "").startswith(os.path.join(root, "")):
            continue
        for name, value in list(vars(module).items()):
            if is_copy(value):
                setattr(module, name, "")
            elif isinstance(value, type) and value.__module__ == module.__name__:
                for attribute in [key for key, held_value in vars(value).items() if is_copy(held_value)]:
                    setattr(value, attribute, "")


def _replace(owner: Any, names: list[str], change: Callable[[str, str, Any], Any]) -> list[str]:
    changed: list[str] = []
    for name in names:
        before = getattr(owner, name)
        if isinstance(before, dict):
            changed += _replace_within(before, name, change, _DEPTH)
            continue
        after = change(name, name, before)
        if after is not before:
            setattr(owner, name, after)
            changed.append(name)
    return changed


def _replace_within(table: dict[Any, Any], path: str, change: Callable[[str, str, Any], Any], depth: int) -> list[str]:
    changed: list[str] = []
    for key, before in list(table.items()):
        if not isinstance(key, str):
            continue
        if isinstance(before, dict):
            changed += _replace_within(before, f"{path}.{key}", change, depth - 1) if depth else []
            continue
        after = change(key, f"{path}.{key}", before)
        if after is not before:
            table[key] = after
            changed.append(f"{path}.{key}")
    return changed


def in_env_files(root: str) -> frozenset[str]:
    """Values that look like secrets, from files that libraries read variables from, whatever they do with them."""
    values = set()
    for file in glob.glob(os.path.join(glob.escape(root), ".env*")):
        for name, value in _lines_of(file):
            if len(value) > 5 and looks_like_credential(name):
                values.add(value)
    return frozenset(values)


def _lines_of(file: str) -> Iterator[tuple[str, str]]:
    try:
        with open(file, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                name, equals, value = line.strip().partition("=")
                if equals:
                    yield name.replace("export ", "").strip(), value.strip().strip("'\"")
    except OSError:
        return


class Asked:
    """Environment variables that were asked for and not found, while it lasts."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        #: Of these, those that got no other value either, in the order in which they were asked for.
        self.unanswered: list[str] = []

    def __enter__(self) -> Asked:
        asked, unanswered = self.names, self.unanswered

        class Listening(os._Environ):  # type: ignore[type-arg]
            def __getitem__(self, key: str) -> str:
                try:
                    return str(super().__getitem__(key))
                except KeyError:
                    asked.add(key)
                    raise

            def get(self, key: str, default: Any = None) -> Any:
                if default is None and key not in self:
                    unanswered.append(key)
                return super().get(key, default)

        os.environ.__class__ = Listening
        return self

    def __exit__(self, *_: object) -> None:
        os.environ.__class__ = os._Environ


def forget_real(before: Mapping[str, str]) -> None:
    """Variables that settings read from a file into the environment, where they look like secrets, become fakes."""
    for name in [name for name in os.environ if name not in before and looks_like_credential(name)]:
        if "synclint-fake" not in os.environ[name]:
            os.environ[name] = fake(name)
