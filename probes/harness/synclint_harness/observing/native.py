"""The ways around Python: functions of the C library that a run looks up by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import files, processes
from .late import when_imported
from .recorder import recorder

_NETWORK = {
    "connect",
    "sendto",
    "sendmsg",
    "sendmmsg",
    "getaddrinfo",
    "gethostbyname",
    "gethostbyname2",
    "gethostbyaddr",
}
_PROCESSES = {
    "system",
    "popen",
    "execl",
    "execlp",
    "execle",
    "execv",
    "execve",
    "execvp",
    "execvpe",
    "fexecve",
    "execveat",
}
_PROCESSES |= {"fork", "vfork", "clone", "clone3", "posix_spawn", "posix_spawnp", "kill", "killpg", "tgkill", "ptrace"}
#: With these anything else can be had.
_PROCESSES |= {"syscall", "dlopen", "dlmopen", "dlsym", "dlvsym", "mprotect", "__libc_dlopen_mode"}
_FILES = {
    "open",
    "open64",
    "openat",
    "openat64",
    "creat",
    "creat64",
    "fopen",
    "fopen64",
    "freopen",
    "unlink",
    "unlinkat",
}
_FILES |= {
    "remove",
    "rename",
    "renameat",
    "renameat2",
    "mkdir",
    "mkdirat",
    "rmdir",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
}
_FILES |= {"truncate", "truncate64", "chmod", "fchmod", "fchmodat", "chown", "lchown", "fchown", "fchownat", "mknod"}
_FILES |= {"mkfifo", "mount", "umount", "umount2", "chroot", "pivot_root", "utime", "utimes", "utimensat", "setxattr"}


def install() -> None:
    when_imported("cffi.api", _guard_cffi)


def _on_symbol(library: Any, name: Any) -> None:
    text = name if isinstance(name, str) else bytes(name).decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
    if text in _NETWORK:
        recorder.event("connections", host=f"{text}() of the C library", port=0, how="refused", timeout=None)
        raise PermissionError(f"synclint keeps a run from calling {text}() past Python")
    if text in _PROCESSES:
        processes.refuse(f"{text}() of the C library")
    if text in _FILES:
        files.refuse(f"{text}() of the C library", "write")


def _guard_cffi(module: Any) -> None:
    original = module.FFI.dlopen

    def dlopen(self: Any, name: Any, flags: int = 0) -> Any:
        if recorder.armed:
            processes.refuse(f"dlopen({name!r}) of cffi")
        return original(self, name, flags)

    module.FFI.dlopen = dlopen


HANDLERS: dict[str, Callable[..., None]] = {"ctypes.dlsym": _on_symbol, "ctypes.dlsym/handle": _on_symbol}
