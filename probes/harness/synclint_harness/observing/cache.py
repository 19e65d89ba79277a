"""Writes to Django's caches."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from .recorder import recorder

#: Method → how it is called in `CacheWrite`; each calls others of them, of which nothing is recorded.
_METHODS = {"set": "set", "add": "add", "delete": "delete", "incr": "incr", "decr": "incr", "touch": "touch", "clear": "clear"}
_METHODS |= {"set_many": "set", "delete_many": "delete"}
_MANY = {"set_many", "delete_many"}
SHOWN = 500


class _Depth(threading.local):
    value = 0


_depth = _Depth()


def attach() -> None:
    from django.core.cache import CacheHandler, caches

    create = CacheHandler.create_connection

    def create_observed(self: Any, alias: str) -> Any:
        return _observe(create(self, alias))

    CacheHandler.create_connection = create_observed  # type: ignore[method-assign]
    for cache in caches.all(initialized_only=True):
        _observe(cache)


def _observe(cache: Any) -> Any:
    for name, how in _METHODS.items():
        if hasattr(cache, name):
            setattr(cache, name, _recording(getattr(cache, name), how, many=name in _MANY))
    return cache


def _recording(method: Callable[..., Any], how: str, many: bool) -> Callable[..., Any]:
    @wraps(method)
    def observed(*args: Any, **options: Any) -> Any:
        if _depth.value == 0 and recorder.watching:
            given = args[0] if args else next((options[name] for name in ("key", "data", "keys") if name in options), "*")
            if many and not isinstance(given, dict):
                given = list(given)  # it may be an iterator, which can be read once
                args = (given, *args[1:])
            for key in given if many else [given]:
                recorder.event("cache_writes", key=str(key)[:SHOWN], how=how)
        _depth.value += 1
        try:
            return method(*args, **options)
        finally:
            _depth.value -= 1

    return observed
