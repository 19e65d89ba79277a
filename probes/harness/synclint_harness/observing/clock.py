"""Time: what a run would wait is recorded, and hardly waited.

Sleeps end after a moment. Time-outs of sockets end early where nothing comes: the simulator answers within
milliseconds or never, and once it has been seen to never answer there is no reason to wait for it as long again.
"""

from __future__ import annotations

import asyncio
import asyncio.base_events
import asyncio.selector_events
import concurrent.futures.thread
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any
from weakref import WeakKeyDictionary

from . import frames
from .recorder import recorder

#: Seconds that one sleep really takes.
NAP = 0.02
#: Seconds that a time-out really takes: the first, the next two, and all after them.
PATIENCE = (0.8, 0.25, 0.25, 0.1)
#: The same where it is known from the start that nothing will ever be answered.
NO_HOPE = (0.25, 0.1)

#: The time-out that a client library applies from outside to sockets that do not block.
REQUEST_TIMEOUT: ContextVar[float | None] = ContextVar("synclint_timeout", default=None)

_requested: WeakKeyDictionary[socket.socket, float] = WeakKeyDictionary()
_settimeout = socket.socket.settimeout
_gettimeout = socket.socket.gettimeout


class _Waits:
    def __init__(self, patience: Sequence[float] = PATIENCE) -> None:
        self._patience = patience
        #: Waits in vain so far.
        self.vain = 0
        #: Calls that run in threads of executors.
        self.busy = 0
        self.lock = threading.Lock()
        self.here = threading.local()

    def work(self, change: int) -> None:
        self.here.busy = getattr(self.here, "busy", 0) + change
        with self.lock:
            self.busy += change

    @property
    def busy_elsewhere(self) -> bool:
        """`async_to_sync` runs a whole loop as a call in a thread, which is no work that this loop waits for."""
        return self.busy > getattr(self.here, "busy", 0)

    @property
    def patience(self) -> float:
        return self._patience[min(self.vain, len(self._patience) - 1)]


_waits = _Waits()


def install() -> None:
    _shorten_sleeps()
    _shorten_sockets()
    _shorten_loops()


def reset(*, hopeless: bool = False) -> None:
    _waits.__init__(NO_HOPE if hopeless else PATIENCE)  # type: ignore[misc]


def timeout_of(sock: socket.socket) -> float | None:
    """As the program set it; None: none at all."""
    outer = REQUEST_TIMEOUT.get()
    if outer is not None:
        return outer
    try:
        own = _requested.get(sock, _gettimeout(sock))
    except TypeError:  # a socket of C, which has no weak references
        own = sock.gettimeout()
    return own or None


def shorten(sock: socket.socket) -> None:
    """For the time-out that a socket has from `setdefaulttimeout`."""
    if sock not in _requested:
        value = _gettimeout(sock)
        if value is not None and value > _waits.patience:
            sock.settimeout(value)


def _shorten_sleeps() -> None:
    sleep, async_sleep, wait = time.sleep, asyncio.sleep, threading.Event.wait

    def sleep_less(seconds: Any) -> None:
        if not recorder.watching or seconds < 0:
            return sleep(seconds)
        recorder.event("sleeps", seconds=float(seconds))
        sleep(min(seconds, NAP))
        return None

    async def async_sleep_less(delay: float, result: Any = None) -> Any:
        if not recorder.watching or delay <= 0:
            return await async_sleep(delay, result)
        recorder.event("sleeps", seconds=float(delay))
        return await async_sleep(min(delay, NAP), result)

    def wait_less(self: threading.Event, timeout: float | None = None) -> bool:
        # Only where the project waits: libraries wait for threads that have something to do.
        if timeout is None or timeout <= PATIENCE[0] or not recorder.watching or not frames.caller_is_project(1):
            return wait(self, timeout)
        recorder.event("sleeps", seconds=float(timeout))
        return wait(self, PATIENCE[0])

    time.sleep = sleep_less
    asyncio.sleep = asyncio.tasks.sleep = async_sleep_less
    threading.Event.wait = wait_less  # type: ignore[method-assign]


def _shorten_sockets() -> None:
    def settimeout(self: socket.socket, value: float | None) -> None:
        _requested.pop(self, None)
        if recorder.watching and value is not None and value > _waits.patience:
            _requested[self] = float(value)
            value = _waits.patience
        _settimeout(self, value)

    def gettimeout(self: socket.socket) -> float | None:
        return _requested.get(self, _gettimeout(self))

    def counted(function: Any) -> Any:
        def observed(self: Any, *args: Any, **options: Any) -> Any:
            try:
                return function(self, *args, **options)
            except TimeoutError:
                _waits.vain += 1
                raise
            except OSError as error:  # before Python 3.10 `socket.timeout` was no TimeoutError
                _waits.vain += isinstance(error, socket.timeout)
                raise

        return observed

    patched: Any = socket.socket
    patched.settimeout, patched.gettimeout = settimeout, gettimeout
    patched.timeout = property(gettimeout)
    patched.recv = counted(socket.socket.recv)
    patched.recv_into = counted(socket.socket.recv_into)
    ssl.SSLSocket.recv = counted(ssl.SSLSocket.recv)  # type: ignore[method-assign]
    ssl.SSLSocket.recv_into = counted(ssl.SSLSocket.recv_into)  # type: ignore[method-assign]


class _ImpatientSelector:
    """A selector that passes time where nothing happens: the loop's timers come as if they had been waited for."""

    def __init__(self, inner: Any, loop: Any) -> None:
        self._inner = inner
        self._loop = loop

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def select(self, timeout: float | None = None) -> Any:
        patience = _waits.patience
        if timeout is None or timeout <= patience or not recorder.watching or _waits.busy_elsewhere:
            return self._inner.select(timeout)
        ready = self._inner.select(patience)
        if not ready and not _waits.busy_elsewhere:
            _waits.vain += 1
            self._loop._synclint_skipped = getattr(self._loop, "_synclint_skipped", 0.0) + timeout - patience
        return ready


def _shorten_loops() -> None:
    loop: Any = asyncio.selector_events.BaseSelectorEventLoop
    init, clock = loop.__init__, asyncio.base_events.BaseEventLoop.time

    def init_impatient(self: Any, selector: Any = None) -> None:
        init(self, selector)
        self._selector = _ImpatientSelector(self._selector, self)

    def time_passed(self: Any) -> float:
        return clock(self) + getattr(self, "_synclint_skipped", 0.0)

    loop.__init__ = init_impatient
    asyncio.base_events.BaseEventLoop.time = time_passed  # type: ignore[method-assign]

    item: Any = concurrent.futures.thread._WorkItem
    run = item.run

    def run_counted(self: Any, *args: Any) -> None:
        _waits.work(1)
        try:
            run(self, *args)
        finally:
            _waits.work(-1)

    item.run = run_counted
