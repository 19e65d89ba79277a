from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

from runs import PROJECT, Outcome, asleep, place, stands_at, world
from synclint_harness import observing

OUTSIDE = Path(tempfile.mkdtemp(prefix="synclint-outside-")).resolve()
os.environ["TEST_OUTSIDE"] = str(OUTSIDE)  # before the module of the project is imported

FILE = "crm/escapes.py"

#: Function → fields in which the attempt shows, and the name of its place where that is another.
ATTEMPTS: dict[str, tuple[str, ...]] = {
    "sqlite_file": ("statements", "files"),
    "sqlite_new_file": ("files",),
    "sqlite_attach": ("files",),
    "sqlite_vacuum_into": ("files",),
    "postgres": ("connections",),
    "system": ("processes",),
    "python_child": ("processes", "files"),
    "python_child_without_environment": ("processes", "files"),
    "python_child_isolated": ("processes",),
    "touch": ("processes",),
    "shell": ("processes",),
    "posix_spawn": ("processes",),
    "fork_and_exec": ("processes",),
    "below_subprocess": ("processes",),
    "copied_shell": ("processes",),
    "ctypes_socket": ("connections",),
    "ctypes_open": ("files",),
    "ctypes_system": ("processes",),
    "into_project": ("files",),
    "into_home": ("files",),
    "into_etc": ("files",),
    "through_link": ("files",),
    "hard_link": ("files",),
    "below_a_folder": ("files",),
    "descriptor_again": ("files",),
    "remove": ("files",),
    "remove_tree": ("files",),
    "rename": ("files",),
    "chmod": ("files",),
    "truncate": ("files",),
    "make_folder": ("files",),
    "fifo": ("files",),
    "database_manager": ("files",),
    "double_fork": ("files",),
    "kill_parent": ("processes",),
    "unix_server": ("files",),
    "in_multiprocessing": ("files",),
    "in_spawned_multiprocessing": ("files",),
}
PLACES = {"in_multiprocessing": "_write", "in_spawned_multiprocessing": "_write"}

#: The error is one of another process.
FAILS_ELSEWHERE = {"double_fork", "fork_and_exec", "in_multiprocessing", "in_spawned_multiprocessing"}
FAILS_ELSEWHERE |= {"python_child", "python_child_without_environment"}
#: Landlock knows no right to change modes, owners and times.
BEYOND_THE_KERNEL = {"chmod"}


def tearDownModule() -> None:
    world().close()
    world.cache_clear()
    for path in OUTSIDE.iterdir():
        path.unlink()
    OUTSIDE.rmdir()


def state() -> dict[str, Any]:
    """What an attempt might change."""
    found: dict[str, Any] = {}
    for folder in (OUTSIDE, PROJECT, PROJECT / "crm", Path.home(), Path("/etc")):
        found[str(folder)] = sorted(entry.name for entry in os.scandir(folder) if entry.name != "__pycache__")
    for path in OUTSIDE.iterdir():
        status = path.stat()
        found[str(path)] = (path.read_bytes(), status.st_mode, status.st_nlink)
    return found


class Escapes(unittest.TestCase):
    """Nothing on the machine changes, and every attempt is recorded with its line."""

    @classmethod
    def setUpClass(cls) -> None:
        (OUTSIDE / "kept").write_text("kept")
        foreign = sqlite3.connect(str(OUTSIDE / "foreign.sqlite3"))
        foreign.execute("CREATE TABLE notes (text)")
        foreign.commit()
        foreign.close()

    def attempts(self, outcome: Outcome, field: str) -> list[Any]:
        events = outcome.seen[field]
        if field == "statements":
            return [event for event in events if event.kind == "write" and event.rolled_back]
        if field == "processes":
            return [event for event in events if event.command != "fork"]
        return list(events)

    def test_every_function_is_tried(self) -> None:
        from crm import escapes

        functions = [name for name, one in vars(escapes).items() if getattr(one, "__module__", "") == "crm.escapes"]
        self.assertEqual(sorted(name for name in functions if not name.startswith("_")), sorted(ATTEMPTS))

    def test_attempts(self) -> None:
        before = state()
        for name, fields in ATTEMPTS.items():
            with self.subTest(name):
                outcome = world().run(f"crm.escapes:{name}")
                self.assertEqual(state(), before)
                if name not in FAILS_ELSEWHERE:
                    self.assertIsInstance(outcome.error, Exception)
                for field in fields:
                    found = self.attempts(outcome, field)
                    self.assertTrue(found, f"not recorded: {outcome.seen} {outcome.error!r}")
                    in_child = field == "files" and name.startswith("python_child")
                    expected = place(FILE, PLACES.get(name, name))
                    if not in_child:  # code given by `-c` is in no file
                        self.assertTrue(any(stands_at(event, expected) for event in found), found)

    def test_a_bomb_is_put_out(self) -> None:
        def act() -> None:
            while True:
                if os.fork() == 0:
                    os._exit(0)

        outcome = world().run(act)
        self.assertIsInstance(outcome.error, BlockingIOError)
        self.assertEqual(len([one for one in outcome.seen["processes"] if one.started]), 64)

    def test_the_kernel_alone(self) -> None:
        """The same attempts with every hook of Python asleep, as code in C sees the fence."""
        before = state()
        self.assertIn("landlock", observing.fences(), "these tests need Linux 6.12 or newer with Landlock")
        for name in sorted(ATTEMPTS.keys() - BEYOND_THE_KERNEL):
            with self.subTest(name):
                outcome = world().run(asleep(f"crm.escapes:{name}"))
                self.assertEqual(state(), before)
                self.assertIsNone(outcome.error)

    def test_the_kernel_leaves_modes_alone(self) -> None:
        """What is said not to be fenced is not, or it would be said wrongly."""
        kept = OUTSIDE / "kept"
        mode = kept.stat().st_mode
        for name in BEYOND_THE_KERNEL:
            world().run(asleep(f"crm.escapes:{name}"))
        self.assertNotEqual(kept.stat().st_mode, mode)
        kept.chmod(mode)

    def test_code_in_c(self) -> None:
        def act() -> tuple[object, ...]:
            import ctypes
            import socket

            scratch = tempfile.gettempdir()
            library = ctypes.CDLL(None, use_errno=True)
            library.mkdtemp.restype = ctypes.c_char_p
            outside = library.mkdtemp(f"{OUTSIDE}/newXXXXXX".encode())
            inside = library.mkdtemp(f"{scratch}/newXXXXXX".encode())
            with observing.unobserved():
                written = library.system(f"echo x > {OUTSIDE}/kept".encode())
                opened = library.open(f"{OUTSIDE}/kept".encode(), os.O_WRONLY)
                with self.assertRaises(PermissionError):
                    socket.create_connection(("127.0.0.1", 9), timeout=1)
                with self.assertRaises(PermissionError):
                    socket.create_connection(("1.1.1.1", 443), timeout=1)
                with self.assertRaises(PermissionError):
                    os.kill(os.getppid(), 0)
            Path(scratch, "a").write_text("a")
            os.mkdir(Path(scratch, "folder"))
            Path(scratch, "a").rename(Path(scratch, "folder", "b"))
            Path(os.devnull).write_text("x")
            return outside, inside is not None, written != 0, opened

        before = state()
        outcome = world().run(act)
        self.assertIsNone(outcome.error)
        self.assertEqual(outcome.value, (None, True, True, -1))
        self.assertEqual(state(), before)

    def test_a_server_of_its_own(self) -> None:
        def act() -> tuple[int, bytes]:
            import socket
            import threading

            with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as server:
                threading.Thread(target=lambda: server.accept()[0].sendall(b"here")).start()
                with socket.create_connection(server.getsockname(), timeout=2) as client:
                    return first.getsockname()[1] - server.getsockname()[1], client.recv(4)

        outcome = world().run(act)
        self.assertIsNone(outcome.error)
        difference, answer = outcome.value
        self.assertNotEqual(difference, 0)
        self.assertEqual(answer, b"here")

    def test_the_journal_is_not_for_the_command(self) -> None:
        def act() -> None:
            import shutil

            os.system("true")
            shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
            shutil.rmtree(os.path.join(tempfile.gettempdir(), ".observed"))

        outcome = world().run(act)
        self.assertIsInstance(outcome.error, PermissionError)
        self.assertTrue(outcome.seen["processes"])

    def test_scratch_and_devices_may_be_written(self) -> None:
        def act() -> None:
            import shutil
            import subprocess

            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "report.csv")
                path.write_text("a,b\n")
                path.rename(path.with_suffix(".old"))
                shutil.copytree(folder, Path(folder, "copy"))
            Path(os.devnull).write_text("x")
            os.makedirs(PROJECT / "crm", exist_ok=True)
            subprocess.run([sys.executable, "-c", "import json; print(json.dumps(1))"], stdout=subprocess.DEVNULL, check=True)

        outcome = world().run(act)
        self.assertIsNone(outcome.error)
        self.assertEqual(outcome.seen["files"], ())


if __name__ == "__main__":
    unittest.main()
