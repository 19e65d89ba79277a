"""Tasks that are queued: recorded where a library hands them to its broker, and not sent."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from .late import when_imported
from .recorder import recorder


def install() -> None:
    when_imported("celery.app.task", _patch_celery_task)
    when_imported("celery.app.base", _patch_celery_app)
    when_imported("celery.canvas", _patch_celery_canvas)
    when_imported("rq.queue", _patch_rq)
    when_imported("django_q.tasks", _patch_django_q)
    when_imported("dramatiq.actor", _patch_dramatiq)
    when_imported("huey.api", _patch_huey)
    for name in ("django.tasks.base", "django_tasks.base", "django_tasks.task"):
        when_imported(name, _patch_django)


def _queued(name: Any) -> None:
    recorder.event("tasks", name=_name(name))


def _name(function: Any) -> str:
    if isinstance(function, str):
        return function
    return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', type(function).__name__)}"


def _patch_celery_task(module: Any) -> None:
    task: Any = module.Task
    apply_async = task.apply_async

    def queue(self: Any, *args: Any, **options: Any) -> Any:
        if not recorder.watching:
            return apply_async(self, *args, **options)
        _queued(self.name)
        return self.AsyncResult(options.get("task_id") or str(uuid.uuid4()))

    task.apply_async = queue


def _patch_celery_app(module: Any) -> None:
    app: Any = module.Celery
    send_task = app.send_task

    def queue(self: Any, name: str, *args: Any, **options: Any) -> Any:
        if not recorder.watching:
            return send_task(self, name, *args, **options)
        _queued(name)
        return self.AsyncResult(options.get("task_id") or str(uuid.uuid4()))

    app.send_task = queue


def _patch_celery_canvas(module: Any) -> None:
    for name in ("Signature", "_chain", "chain", "group", "_chord", "chord", "chunks", "_basemap"):
        kind = getattr(module, name, None)
        if isinstance(kind, type) and "apply_async" in kind.__dict__:
            _patch_signature(kind)


def _patch_signature(kind: Any) -> None:
    apply_async = kind.apply_async

    def queue(self: Any, *args: Any, **options: Any) -> Any:
        if not recorder.watching:
            return apply_async(self, *args, **options)
        names = list(_names(self))
        for name in names:
            _queued(name)
        from celery.backends.base import DisabledBackend
        from celery.result import AsyncResult, GroupResult

        # With the backend that is configured they would connect to it to be told of their ends.
        backend = DisabledBackend(app=self.app)
        results = [AsyncResult(str(uuid.uuid4()), backend=backend, app=self.app) for _ in names]
        is_group = str(self.get("task")) == "celery.group"
        return GroupResult(str(uuid.uuid4()), results, app=self.app) if is_group else results[-1]

    kind.apply_async = queue


def _names(signature: Any) -> Iterator[str]:
    inner = list(signature.get("kwargs", {}).get("tasks") or signature.get("kwargs", {}).get("header") or ())
    if not inner:
        yield str(signature.get("task"))
    for one in inner:
        yield from _names(one)
    body = signature.get("kwargs", {}).get("body")
    if inner and body:
        yield from _names(body)


def _patch_rq(module: Any) -> None:
    queue = module.Queue
    call, at, many, job = queue.enqueue_call, queue.enqueue_at, queue.enqueue_many, queue.enqueue_job

    def enqueue_call(self: Any, func: Any, *args: Any, **options: Any) -> Any:
        return _job(func) if recorder.watching else call(self, func, *args, **options)

    def enqueue_at(self: Any, datetime: Any, f: Any, *args: Any, **options: Any) -> Any:
        return _job(f) if recorder.watching else at(self, datetime, f, *args, **options)

    def enqueue_many(self: Any, job_datas: Any, *args: Any, **options: Any) -> Any:
        return [_job(one.func) for one in job_datas] if recorder.watching else many(self, job_datas, *args, **options)

    def enqueue_job(self: Any, given: Any, *args: Any, **options: Any) -> Any:
        if not recorder.watching:
            return job(self, given, *args, **options)
        _queued(given.func_name)
        return given

    queue.enqueue_call, queue.enqueue_at, queue.enqueue_many, queue.enqueue_job = (
        enqueue_call,
        enqueue_at,
        enqueue_many,
        enqueue_job,
    )


def _job(function: Any) -> Any:
    """As much of a job as somebody who queued it asks for."""
    _queued(function)
    number = str(uuid.uuid4())
    return SimpleNamespace(id=number, get_id=lambda: number, get_status=lambda: "queued", is_finished=False, meta={}, result=None)


def _patch_django_q(module: Any) -> None:
    original = module.async_task

    def async_task(func: Any, *args: Any, **options: Any) -> Any:
        if not recorder.watching:
            return original(func, *args, **options)
        _queued(func)
        return uuid.uuid4().hex

    module.async_task = async_task


def _patch_dramatiq(module: Any) -> None:
    actor = module.Actor
    original = actor.send_with_options

    def send_with_options(self: Any, *, args: Any = (), kwargs: Any = None, delay: Any = None, **options: Any) -> Any:
        if not recorder.watching:
            return original(self, args=args, kwargs=kwargs, delay=delay, **options)
        _queued(self.actor_name)
        return self.message_with_options(args=args, kwargs=kwargs, **options)

    actor.send_with_options = send_with_options


def _patch_huey(module: Any) -> None:
    huey = module.Huey
    original = huey.enqueue

    def enqueue(self: Any, task: Any) -> Any:
        if not recorder.watching:
            return original(self, task)
        for one in getattr(task, "tasks", None) or [task]:
            _queued(f"{type(one).__module__}.{one.name}" if "." not in one.name else one.name)
        return module.Result(self, task) if self.results and hasattr(task, "id") else None

    huey.enqueue = enqueue


def _patch_django(module: Any) -> None:
    task = getattr(module, "Task", None)
    if task is None:
        return
    original = task.enqueue

    def enqueue(self: Any, *args: Any, **options: Any) -> Any:
        if not recorder.watching:
            return original(self, *args, **options)
        _queued(self.func)
        number = str(uuid.uuid4())
        return SimpleNamespace(id=number, task=self, status="READY", args=args, kwargs=options, is_finished=False)

    task.enqueue = enqueue
