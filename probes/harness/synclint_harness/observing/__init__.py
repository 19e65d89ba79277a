"""Watches one run of a command, and keeps it from leaving anything behind.

The order of calls, all of them in the process that forks the runs or in the forked process::

    observing.prepare(root, paths, authority, allow_hosts, seams)   # before Django is imported
    observing.arm(scratch)                                          # from here on nothing outside `scratch` is written
    django.setup()
    observing.attach_django()
    # forked:
    before = observing.tables.snapshot()
    recording = observing.begin(port=port, scratch=scratch)         # right before the command runs
    ...                                                             # the command
    seen = recording.finish()                                       # fields of `Run`
    changes = observing.tables.difference(before, observing.tables.snapshot())

What the harness does itself once the fence is up goes into `with observing.unobserved():`. Where the process ended
without `finish` (`SIGKILL`, `os._exit`), `observing.recover(scratch)` in another process returns the same fields.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from ..run import Json
from . import (
    aliases,
    cache,
    carrying,
    children,
    clients,
    clock,
    databases,
    fence,
    files,
    frames,
    hosts,
    journal,
    kernel,
    logs,
    mail,
    native,
    network,
    postgres2,
    postgres3,
    processes,
    recorder,
    sqlite,
    tables,
    tasks,
    tls,
)
from .seams import seams as _seams
from .sources import sources

__all__ = ["Recording", "arm", "attach_django", "begin", "fences", "prepare", "recover", "tables", "unmet_seams", "unobserved"]

_state = recorder.recorder
_prepared: dict[str, object] = {}


class Recording:
    """An observation that goes on."""

    def finish(self) -> dict[str, tuple]:
        """End it; the fields of `Run` by their names. The fence stays."""
        _state.stop()
        with _state.unobserved():
            return journal.read(_state.scratch)


def prepare(root: str, paths: Sequence[str], authority: str, allow_hosts: Sequence[str], seams: Mapping[str, Json]) -> None:
    """Install everything that has to be there before the project is imported. Once a process.

    `authority` is the PEM text of the simulator's certificate authority.
    """
    _state.root = root
    _state.allow_hosts = tuple(host.lower() for host in allow_hosts)
    _prepared.update(root=root, paths=list(paths), authority=authority, allow_hosts=list(allow_hosts), seams=dict(seams))
    frames.project.locate(root, paths)
    recorder.install()
    for module in (carrying, clock, files, native, hosts, network, processes, sqlite, postgres2, postgres3, clients):
        module.install()
    for module in (logs, children, mail, tasks):
        module.install()
    tls.install(authority)
    _seams.install(seams)
    fence.install()


def arm(scratch: str) -> None:
    """Raise the fence without recording: for what the project's modules do while they are imported."""
    _state.arm(scratch)


def attach_django() -> None:
    """Hook into Django; after `django.setup()`, before the fork."""
    aliases.attach()
    cache.attach()


def begin(
    *,
    port: int,
    scratch: str,
    on_first_write: Callable[[], None] | None = None,
    on_first_request: Callable[[], None] | None = None,
    satellite: tuple[str, Json] | None = None,
    fault: str | None = None,
    source_databases: Sequence[str] = (),
    seams: Mapping[str, Json] | None = None,
) -> Recording:
    """Record from here on; hosts are the simulator on this port of 127.0.0.1, `scratch` is this run's own folder.

    The kernel keeps this process, and all that it starts, to that folder for good: libraries in C as well, which no hook
    of Python sees. The harness itself is bound by it.

    The two callbacks are called at most once, on the thread that wrote or connected, after it did.
    `satellite` is a callable, `package.module:function`, with its JSON argument: it is called in every Python
    interpreter that the command starts, after `prepare` and before any of its own code, and makes its settings safe.
    `fault` is what is wrong with all sources: those that are no API, the databases of these aliases and the seams, have it
    from here. The seams return other values where there are any.
    """
    ours = databases.freeze()
    _seams.use(seams or {})
    sources.begin(fault, source_databases)
    _begin(port, scratch, os.getpid(), time.monotonic(), fault)
    network.reserve_ports()
    _harden(ours)
    children.begin(is_child=False)
    _state.on_first_write, _state.on_first_request = on_first_write, on_first_request
    times = {"main": _state.main, "started": _state.started}
    seams = {**_prepared["seams"], **(seams or {})}  # type: ignore[dict-item]
    faulty = {"fault": fault, "source_databases": list(source_databases), "seams": seams}
    run = {"port": port, "scratch": scratch, "databases": ours, "reserved": network.reserved, "setup": satellite}
    processes.equip({**_prepared, **times, **faulty, **run})
    return Recording()


def begin_in_satellite(
    port: int,
    scratch: str,
    main: int,
    started: float,
    ours: Sequence[Sequence[str]],
    reserved: Sequence[int],
    fault: str | None,
    source_databases: Sequence[str],
) -> None:
    """The same in an interpreter that the command started: its journal joins that of process `main`.

    `ours` are the databases of the run; what this interpreter's settings say is not believed. `reserved` are ports for
    its servers.
    """
    databases.freeze(ours)
    network.reserve_ports(reserved)
    sources.begin(fault, source_databases)
    _begin(port, scratch, main, started, fault)
    children.begin(is_child=True)


def _harden(ours: Sequence[databases.Target]) -> None:
    files_of_databases = {os.path.dirname(name) for host, _, name in ours if not host}
    servers = {int(port) for host, port, _ in ours if host and not host.startswith("/")}
    let_through = {entry.rpartition(":")[2] for entry in _state.allow_hosts}
    # A host without a port may be asked on any.
    on_any = not all(port.isdigit() for port in let_through)
    ports = None if on_any else {_state.port, *network.reserved, *servers, *map(int, let_through)}
    with _state.unobserved():
        kernel.restrict({_state.scratch, *files_of_databases}, ports)


def _begin(port: int, scratch: str, main: int, started: float, fault: str | None) -> None:
    _state.arm(scratch)
    _state.port = port
    clock.reset(hopeless=fault == "hang")
    os.environ["TMPDIR"] = tempfile.tempdir = _state.scratch
    _state.start(main, started)


def fences() -> tuple[str, ...]:
    """What is between a run and this machine, by the names that reports give it."""
    with _state.unobserved():
        return ("redirect", "audit hook", *(["landlock"] if kernel.version() else []))


def recover(scratch: str) -> dict[str, tuple]:
    """What a run recorded that ended without `finish`."""
    with _state.unobserved():
        return journal.read(scratch)


def unmet_seams() -> tuple[str, ...]:
    """Configured seams whose callable does not exist in anything that was imported so far."""
    return _seams.unmet()


def unobserved() -> AbstractContextManager[None]:
    """What happens on this thread within it is the harness's own: neither recorded nor refused."""
    return _state.unobserved()
