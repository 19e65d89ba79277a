"""Carries the frames of whoever started a thread, a job of an executor or a task into it."""

from __future__ import annotations

import asyncio.base_events
import concurrent.futures.thread
import threading
from collections.abc import Callable
from typing import Any

from .frames import TASK, THREAD, Place, stack
from .late import when_imported
from .recorder import recorder


def install() -> None:
    _carry_into_threads()
    _carry_into_jobs(concurrent.futures.thread.ThreadPoolExecutor)
    when_imported("asgiref.current_thread_executor", _patch_asgiref)
    _carry_into_tasks()


def _patch_asgiref(module: Any) -> None:
    _carry_into_jobs(module.CurrentThreadExecutor)


def _below(places: tuple[Place, ...], function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **options: Any) -> Any:
        before, THREAD.parent = THREAD.parent, places
        try:
            return function(*args, **options)
        finally:
            THREAD.parent = before

    return run


def _carry_into_threads() -> None:
    start = threading.Thread.start

    def start_below(self: threading.Thread) -> None:
        if recorder.watching:
            self.run = _below(stack(), self.run)  # type: ignore[method-assign]
        start(self)

    threading.Thread.start = start_below  # type: ignore[method-assign]


def _carry_into_jobs(executor: Any) -> None:
    submit = executor.submit

    def submit_below(self: Any, function: Any, /, *args: Any, **options: Any) -> Any:
        if recorder.watching:
            function = _below(stack(), function)
        return submit(self, function, *args, **options)

    executor.submit = submit_below


def _carry_into_tasks() -> None:
    create = asyncio.base_events.BaseEventLoop.create_task

    def create_below(self: Any, coroutine: Any, **options: Any) -> Any:
        if not recorder.watching:
            return create(self, coroutine, **options)
        # A task copies the context that it is created in.
        token = TASK.set(stack())
        try:
            return create(self, coroutine, **options)
        finally:
            TASK.reset(token)

    asyncio.base_events.BaseEventLoop.create_task = create_below  # type: ignore[method-assign, assignment]
