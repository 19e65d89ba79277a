"""Runs functions of the project beside this file under observation, each in a process of its own."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE / "project"
sys.path[:0] = [str(HERE.parent), str(PROJECT)]
sys.dont_write_bytecode = True

import trustme  # noqa: E402
from synclint_harness import observing  # noqa: E402
from synclint_harness.run import Frame, TableChange  # noqa: E402

#: Where a file costs nothing, if there is such a place.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
HOSTS = ("api.genius.example", "legacy-crm.local", "*.example.com")
SEAMS = {"crm.seams.Client.execute_query": [{"id": 1}], "crm.seams.fetch": {"rows": [1]}, "crm.seams.fetch_later": [2]}


@dataclass
class Outcome:
    """What a run did, and what was seen of it."""

    value: Any
    error: BaseException | None
    seen: dict[str, tuple[Any, ...]]
    changes: tuple[TableChange, ...]
    rows: Any
    seconds: float
    ended: bool


class World:
    """The process that forks the runs, and what it shares with them."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="synclint-observing-", dir=MEMORY))
        authority = self._authority()
        self.simulator = subprocess.Popen(
            [sys.executable, str(HERE / "simulator.py"), str(self.folder / "server.pem")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.simulator.stdout is not None
        self.port = int(self.simulator.stdout.readline())
        self.template = self.folder / "template.sqlite3"
        os.environ.update(DJANGO_SETTINGS_MODULE="settings", PYTHONDONTWRITEBYTECODE="1")
        os.environ.setdefault("TEST_DATABASE", str(self.template))
        os.chdir(PROJECT)
        observing.prepare(str(PROJECT), [str(PROJECT)], authority, [], SEAMS)
        import django

        django.setup()
        observing.attach_django()
        self._make_tables()

    def _authority(self) -> str:
        authority = trustme.CA()
        server = authority.issue_cert(*HOSTS, "93.184.216.34", "127.0.0.1")
        server.private_key_and_cert_chain_pem.write_to_path(str(self.folder / "server.pem"))
        return authority.cert_pem.bytes().decode()

    def _make_tables(self) -> None:
        from django.apps import apps
        from django.db import connection, connections

        with connection.schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)
        apps.get_model("crm.Entity").objects.create(id=1, name="first", seen="2024-01-02T03:04:05Z", price="1.50")
        connections.close_all()

    def run(self, action: str | Callable[[], Any], **options: Any) -> Outcome:
        """`module:function` of the project, or a function of the test."""
        scratch = Path(tempfile.mkdtemp(dir=self.folder, prefix="run-"))
        result = self.folder / f"{scratch.name}.pickle"
        result.touch()
        started = time.monotonic()
        if (child := os.fork()) == 0:
            try:
                self._child(action, scratch, result, options)
            except BaseException:
                traceback.print_exc()
            os._exit(1)
        _, status = os.waitpid(child, 0)
        seconds = time.monotonic() - started
        if result.stat().st_size:
            return Outcome(*pickle.loads(result.read_bytes()), seconds, True)
        return Outcome(None, None, observing.recover(str(scratch)), (), None, seconds, False)

    def _child(self, action: Any, scratch: Path, result: Path, options: dict[str, Any]) -> None:
        from django.db import connection

        os.setsid()
        answer = os.open(result, os.O_WRONLY)
        if connection.vendor == "sqlite":
            database = result.with_suffix(".sqlite3")  # runs may share a database: it is not in the folder of one
            shutil.copyfile(self.template, database)
            connection.settings_dict["NAME"] = str(database)
            os.environ["TEST_DATABASE"] = str(database)
        else:
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE arrivy_entity, sync_history")
                cursor.execute("INSERT INTO arrivy_entity VALUES (1, 'first', '2024-01-02T03:04:05Z', 1.5)")
                cursor.execute("ALTER SEQUENCE arrivy_entity_id_seq RESTART WITH 100000")
            connection.close()
        before = observing.tables.snapshot()
        if isinstance(action, str):
            module, _, name = action.partition(":")
            action = getattr(importlib.import_module(module), name)
        recording = observing.begin(port=self.port, scratch=str(scratch), **options)
        value: Any = None
        error: BaseException | None = None
        try:
            value = action()
        except BaseException as raised:
            error = raised
        seen = recording.finish()
        with observing.unobserved():
            after = observing.tables.snapshot(before)
            changes = observing.tables.difference(before, after)
            rows = (before.rows("crm.models.Entity"), after.rows("Entity"))
            os.write(answer, pickle.dumps((value, _portable(error), seen, changes, rows)))
        os._exit(0)

    def close(self) -> None:
        from django.db import connections

        connections.close_all()
        assert self.simulator.stdin is not None
        assert self.simulator.stdout is not None
        self.simulator.stdin.close()
        self.simulator.stdout.close()
        self.simulator.wait()
        shutil.rmtree(self.folder)


def _portable(error: BaseException | None) -> BaseException | None:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def asleep(action: str) -> Callable[[], None]:
    """A function of the project while no hook of Python watches or refuses; its own errors are no matter."""

    def act() -> None:
        module, _, name = action.partition(":")
        with observing.unobserved(), contextlib.suppress(Exception):
            getattr(importlib.import_module(module), name)()

    return act


@cache
def world() -> World:
    """One for all tests: hooks are installed once in a process."""
    return World()


def place(file: str, name: str) -> Frame:
    """The line marked `# place: name`; its function is the part of the name before a dot, as far as the test wants it."""
    for number, line in enumerate((PROJECT / file).read_text().splitlines(), 1):
        if line.endswith(f"# place: {name}"):
            return Frame(file, number, "")
    raise LookupError(f"no place {name} in {file}")


def stands_at(event: Any, expected: Frame) -> bool:
    """Whether the innermost frame of an event is the expected line."""
    return bool(event.stack) and (event.stack[-1].file, event.stack[-1].line) == (expected.file, expected.line)
