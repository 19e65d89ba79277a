"""Processes that a run starts: Python with the same fence around it, its own forks, and nothing else."""

from __future__ import annotations

import errno
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import Any, NoReturn

from .frames import project
from .recorder import JOURNAL, recorder

SATELLITE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "satellite")
VARIABLE = "SYNCLINT_SATELLITE"
SHOWN = 2000
#: Processes that a run and its children start altogether, before the next one is refused as by a full system.
MOST = 64

_PYTHON = re.compile(r"python(\d+(\.\d+)?)?t?$")
#: Options of Python that would keep `sitecustomize` of ours from being loaded.
_BARE = re.compile(r"-[a-bd-ln-zA-VYZ]*?[IES]")
#: Options of Python that take the next argument.
_VALUED = ("-W", "-X")

_LIBRARY = os.path.dirname(os.__file__)
_CURIOUS = tuple(os.path.join(_LIBRARY, *name) for name in (("platform.py",), ("uuid.py",), ("ctypes", "util.py")))

_environment: dict[str, str] = {}


def install() -> None:
    original = subprocess.Popen.__init__

    def init(self: Any, *args: Any, **options: Any) -> None:
        # Position of `env` in the signature; a command that gives an environment of its own leaves ours out.
        if recorder.armed and _environment:
            if len(args) > 10 and args[10] is not None:
                args = (*args[:10], satellite_environment(args[10]), *args[11:])
            elif options.get("env") is not None:
                options["env"] = satellite_environment(options["env"])
        original(self, *args, **options)

    subprocess.Popen.__init__ = init  # type: ignore[method-assign]
    _guard_fork_exec()


def equip(configuration: Mapping[str, Any]) -> None:
    """Have every Python that is started from here on load the satellite."""
    _environment[VARIABLE] = json.dumps(configuration)
    os.environ.update(satellite_environment(os.environ))


def satellite_environment(environment: Mapping[Any, Any]) -> dict[Any, Any]:
    plain = {os.fsdecode(key): os.fsdecode(value) for key, value in environment.items()}
    folders = [folder for folder in plain.get("PYTHONPATH", "").split(os.pathsep) if folder and folder != SATELLITE]
    plain.update(_environment, PYTHONPATH=os.pathsep.join([SATELLITE, *folders]), PYTHONDONTWRITEBYTECODE="1")
    return plain


def record(command: str, started: bool) -> None:
    recorder.event("processes", command=command[:SHOWN], started=started)


class Refused(PermissionError, FileNotFoundError):
    """Code that does without a program which is not installed does without one that is refused."""

    def __reduce__(self) -> tuple[type[PermissionError], tuple[object, ...]]:
        # Another process, such as the parent of a worker, gets what it is shown as.
        return PermissionError, (self.errno, self.strerror, self.filename)


# As what it is shown to whoever has to read it.
Refused.__module__, Refused.__name__, Refused.__qualname__ = "builtins", "PermissionError", "PermissionError"


def refuse(command: str) -> NoReturn:
    if not _is_curiosity():
        record(command, False)
    raise Refused(errno.EACCES, "synclint keeps a run from starting other programs", command[:200])


def _is_curiosity() -> bool:
    """The standard library asks programs about the machine, and does without where there are none."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and not frame.f_code.co_filename.startswith(_CURIOUS):
        if project.relative(frame.f_code.co_filename) is not None:
            return False
        frame = frame.f_back
    return frame is not None


def _guard_fork_exec() -> None:
    """`_posixsubprocess` raises no audit event of its own; `multiprocessing` uses it directly."""
    try:
        import _posixsubprocess
    except ImportError:  # Windows
        return
    original = _posixsubprocess.fork_exec

    def fork_exec(arguments: Sequence[Any], executables: Sequence[Any], *rest: Any) -> int:
        if recorder.armed:
            environment = rest[3] if len(rest) > 3 else None
            given = None if environment is None else dict(os.fsdecode(entry).partition("=")[::2] for entry in environment)
            with recorder.observing():
                try:
                    _start(next(filter(os.path.exists, executables), executables[0]), arguments, given)
                except Refused:
                    if recorder.recording or not _is_question(arguments):
                        raise
                    # While the project starts, nothing else is installed.
                    executables, arguments = [b"/bin/sh"], [b"/bin/sh", b"-c", b"exit 127"]
        return int(original(arguments, executables, *rest))

    _posixsubprocess.fork_exec = fork_exec  # type: ignore[assignment]
    if hasattr(subprocess, "_fork_exec"):
        subprocess._fork_exec = fork_exec


def _is_question(arguments: Sequence[Any]) -> bool:
    """Of code that looks at what comes back: a shell, or `which`; whatever cannot be started raises an error by itself."""
    words = [os.fsdecode(word) for word in arguments]
    return words[:2] == ["/bin/sh", "-c"] or os.path.basename(words[0]) == "which"


def _start(executable: Any, arguments: Any, environment: Mapping[Any, Any] | None) -> None:
    """Record it, and refuse what is not Python with the satellite."""
    words = [os.fsdecode(word) for word in ([arguments] if isinstance(arguments, (str, bytes)) else arguments)]
    program = os.fsdecode(executable) if executable is not None else words[0]
    command = shlex.join(words)
    if not _is_python(program, words[1:]) or not _carries_satellite(environment) or not _may_start_another():
        refuse(command)
    record(command, True)


def _is_python(program: str, arguments: Sequence[str]) -> bool:
    path = os.path.realpath(program if os.sep in program else shutil.which(program) or program)
    try:
        with open(path, "rb") as file:
            first = file.readline(300)
    except OSError:
        return False
    if not first.startswith(b"#!"):
        named = path == os.path.realpath(sys.executable) or _PYTHON.fullmatch(os.path.basename(path))
        return bool(named) and not path.startswith(recorder.scratch + os.sep) and not _is_bare(arguments)
    words = first[2:].split()
    interpreter = words[1:2] if words and words[0].endswith(b"/env") else words[:1]
    return bool(
        interpreter
        and _PYTHON.fullmatch(os.path.basename(os.fsdecode(interpreter[0])))
        and not _is_bare([os.fsdecode(word) for word in words])
    )


def _is_bare(arguments: Sequence[str]) -> bool:
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in ("-c", "-m") or not argument.startswith("-") or argument == "--":
            return False
        elif argument in _VALUED:
            skip = True
        elif _BARE.match(argument) and not argument.startswith(("-W", "-X", "--")):
            return True
    return False


def _carries_satellite(environment: Mapping[Any, Any] | None) -> bool:
    plain = {os.fsdecode(k): os.fsdecode(v) for k, v in (os.environ if environment is None else environment).items()}
    if VARIABLE not in _environment:
        return False
    return plain.get(VARIABLE) == _environment[VARIABLE] and plain.get("PYTHONPATH", "").split(os.pathsep)[0] == SATELLITE


def _may_start_another() -> bool:
    """Counted in the scratch folder, for all processes of the run together."""
    folder = os.path.join(recorder.scratch, JOURNAL)
    if not os.path.isdir(folder):
        return True
    handle = os.open(os.path.join(folder, "processes"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, b".")
        return os.fstat(handle).st_size <= MOST
    finally:
        os.close(handle)


def _on_fork() -> None:
    if not recorder.recording:
        return
    if not _may_start_another():
        record("fork", False)
        raise BlockingIOError(errno.EAGAIN, f"synclint lets a run start {MOST} processes")
    record("fork", True)


def _on_kill(number: int, signal: int) -> None:
    """A run may end what it started: processes of its session."""
    if signal == 0 or not recorder.recording:
        return
    try:
        ours = number == 0 or (number > 0 and os.getsid(number) == os.getsid(0))
    except ProcessLookupError:
        return
    if not ours:
        refuse(f"kill -{int(signal)} {number}")


def _on_killpg(number: int, signal: int) -> None:
    _on_kill(number, signal)


HANDLERS: dict[str, Callable[..., None]] = {
    "os.system": lambda command: refuse(os.fsdecode(command)),
    "os.exec": _start,
    "os.posix_spawn": _start,
    "os.startfile": lambda path, *rest: refuse(os.fsdecode(path)),
    "os.fork": _on_fork,
    "os.forkpty": _on_fork,
    "os.kill": _on_kill,
    "os.killpg": _on_killpg,
}
