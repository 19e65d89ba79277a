"""Files that a run would change. Outside its scratch folder it may not: a probe leaves nothing behind.

Changes within the scratch folder are nobody's business; all others are recorded and refused.
"""

from __future__ import annotations

import errno
import os
import pathlib
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn

from .late import when_imported
from .recorder import JOURNAL, recorder

_CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Devices that keep nothing.
_HARMLESS = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"}


def is_ours(path: str) -> bool:
    """Whether a path, links followed, may be written to."""
    real = os.path.realpath(path)
    if real.startswith(os.path.join(recorder.scratch, JOURNAL)):
        return False  # what was seen stays seen
    if real.startswith(recorder.scratch + os.sep) or real == recorder.scratch or real in _HARMLESS:
        return True
    # `/proc/self/fd/1` and its relatives, where they are pipes and sockets that exist already.
    return real.startswith("/proc/") and os.path.basename(real).startswith(("pipe:[", "socket:[", "anon_inode:["))


def record(path: str, how: str) -> None:
    recorder.event("files", path=_shown(path), how=how)


def refuse(path: str, how: str) -> NoReturn:
    record(path, how)
    reason = "synclint keeps a run from changing files outside its scratch folder"
    raise PermissionError(errno.EACCES, reason, path)


def install() -> None:
    """Functions that change the file system and raise no audit event."""
    for name in ("mkfifo", "mknod"):
        if hasattr(os, name):
            _guard(os, name)
    original = os.open

    def open_at(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        # The audit event of `os.open` does not tell the folder.
        if dir_fd is not None and flags & _CHANGING and recorder.armed:
            with recorder.observing():
                _check(_full(path, dir_fd), _how(flags))
        return original(path, flags, mode, dir_fd=dir_fd)

    open_at.__name__ = open_at.__qualname__ = "open"
    os.open = open_at
    os.supports_dir_fd.add(open_at)
    _spare_folders()
    for module in ("_dbm", "_gdbm"):
        when_imported(module, _guard_dbm)


def _spare_folders() -> None:
    """Settings make folders for logs and uploads, which a fresh checkout lacks; what they hold is put elsewhere.

    A folder that was only thought of is no reason not to start, here or in a Python that a command starts. Runs are refused it.
    """
    original = os.mkdir

    def mkdir(path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        if recorder.armed and not isinstance(path, int) and (not recorder.recording or _in_settings()):
            full = _full(path, dir_fd)
            if not os.path.lexists(full) and not is_ours(full):
                return
        original(path, mode, dir_fd=dir_fd)

    os.mkdir = mkdir
    os.supports_dir_fd.add(mkdir)
    accessor = getattr(pathlib, "_NormalAccessor", None)
    if accessor is not None:  # Python 3.10 keeps the function of before.
        accessor.mkdir = staticmethod(mkdir)


def _in_settings() -> bool:
    """Whether this is code of the settings module itself, which an interpreter of its own imports anew."""
    name = os.environ.get("DJANGO_SETTINGS_MODULE")
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__") == name:
            return True
        frame = frame.f_back
    return False


def _guard(module: Any, name: str) -> None:
    original = getattr(module, name)

    def guarded(path: Any, *args: Any, dir_fd: int | None = None, **options: Any) -> Any:
        if recorder.armed:
            with recorder.observing():
                _check(_full(path, dir_fd), "create")
        return original(path, *args, dir_fd=dir_fd, **options)

    guarded.__name__ = name
    setattr(module, name, guarded)


def _guard_dbm(module: Any) -> None:
    original = module.open

    def guarded(path: Any, flags: str = "r", *args: Any) -> Any:
        if recorder.armed and not flags.startswith("r"):
            with recorder.observing():
                _check(_full(path), "write")
        return original(path, flags, *args)

    module.open = guarded


def _how(flags: int) -> str:
    if flags & os.O_EXCL and flags & os.O_CREAT:
        return "create"
    return "append" if flags & os.O_APPEND else "write"


def _full(path: Any, dir_fd: int | None = None) -> str:
    """Absolute, links not followed."""
    if isinstance(path, int):
        return _of_descriptor(path)
    text = os.fsdecode(path)
    if dir_fd is not None and dir_fd >= 0:
        text = os.path.join(_of_descriptor(dir_fd), text)
    return os.path.abspath(text)


def _of_descriptor(number: int) -> str:
    if sys.platform == "darwin":
        import fcntl

        return fcntl.fcntl(number, 50, b"\0" * 1024).rstrip(b"\0").decode()  # F_GETPATH
    return os.readlink(f"/proc/self/fd/{number}")


def _check(path: str, how: str) -> None:
    if not is_ours(path):
        refuse(path, how)


def _check_entry(path: str, how: str) -> None:
    """For what changes the folder and not what a link points to."""
    folder, name = os.path.split(path)
    if not is_ours(os.path.join(os.path.realpath(folder), ".") if folder else path):
        refuse(os.path.join(os.path.realpath(folder), name), how)


def _shown(path: str) -> str:
    real, root = os.path.realpath(path), os.path.realpath(recorder.root)
    return os.path.relpath(real, root) if real.startswith(root + os.sep) else path


def _on_open(path: Any, mode: Any, flags: int) -> None:
    if flags & _CHANGING and not isinstance(path, int) and path is not None:
        _check(_full(path), _how(flags))


def _on_rename(source: Any, target: Any, source_fd: int = -1, target_fd: int = -1) -> None:
    if os.path.lexists(_full(source, source_fd)):
        _check_entry(_full(source, source_fd), "rename")
        _check_entry(_full(target, target_fd), "rename")


def _on_remove(path: Any, dir_fd: int = -1) -> None:
    if os.path.lexists(_full(path, dir_fd)):
        _check_entry(_full(path, dir_fd), "remove")


def _on_rmdir(path: Any, dir_fd: int = -1) -> None:
    if os.path.lexists(_full(path, dir_fd)):
        _check_entry(_full(path, dir_fd), "rmdir")


def _on_mkdir(path: Any, mode: Any = 0, dir_fd: int = -1) -> None:
    # `makedirs(exist_ok=True)` tries to make folders that are there; the system tells it.
    if not os.path.lexists(_full(path, dir_fd)):
        _check_entry(_full(path, dir_fd), "mkdir")


def _on_truncate(path: Any, length: Any = 0) -> None:
    if not isinstance(path, int):
        _check(_full(path), "truncate")


def _on_link(source: Any, target: Any, *fds: int) -> None:
    if len(fds) == 2:  # a hard link changes the link count of its source, and would let it be written through
        _check(_full(source, fds[0]), "link")
    _check_entry(_full(target, fds[-1] if fds else -1), "link")


def _on_chmod(path: Any, *args: Any) -> None:
    dir_fd = args[-1] if args and isinstance(args[-1], int) and len(args) > 1 else -1
    _check(_full(path, dir_fd), "chmod")


def _on_utime(path: Any, times: Any = None, ns: Any = None, dir_fd: int = -1) -> None:
    _check(_full(path, dir_fd), "chmod")


HANDLERS: dict[str, Callable[..., None]] = {
    "open": _on_open,
    "os.rename": _on_rename,
    "os.remove": _on_remove,
    "os.rmdir": _on_rmdir,
    "os.mkdir": _on_mkdir,
    "os.truncate": _on_truncate,
    "os.link": _on_link,
    "os.symlink": _on_link,
    "os.chmod": _on_chmod,
    "os.chown": _on_chmod,
    "os.lchown": _on_chmod,
    "os.chflags": _on_chmod,
    "os.setxattr": lambda path, *rest: _check(_full(path), "chmod"),
    "os.removexattr": lambda path, *rest: _check(_full(path), "chmod"),
    "os.utime": _on_utime,
}
