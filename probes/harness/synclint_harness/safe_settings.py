"""Settings after which nothing leaves this machine: caches, mail, brokers, files, logs; databases have a room of their own.

They are changed in the module that the project's settings are, before Django reads it: code that imports the module itself
sees the same.
"""

from __future__ import annotations

import os
from types import ModuleType
from typing import Any

_MAIL = "django.core.mail.backends.locmem.EmailBackend"
_CACHE = "django.core.cache.backends.locmem.LocMemCache"
_FILES = "synclint_harness.storage.ScratchStorage"
_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
_CELERY = {
    "TASK_ALWAYS_EAGER": False,
    "ALWAYS_EAGER": False,
    "BROKER_URL": "memory://",
    "RESULT_BACKEND": "cache+memory://",
    "BROKER_CONNECTION_RETRY_ON_STARTUP": False,
    "TASK_IGNORE_RESULT": True,
}


def apply(module: ModuleType, scratch: str) -> None:
    module.CACHES = {  # type: ignore[attr-defined]
        alias: {"BACKEND": _CACHE, "LOCATION": f"synclint-{alias}", **_cache_keys(cache)}
        for alias, cache in {"default": {}, **getattr(module, "CACHES", {})}.items()
    }
    module.EMAIL_BACKEND = _MAIL  # type: ignore[attr-defined]
    _queues(module)
    _files(module, os.path.join(scratch, "boot", "media"))
    if isinstance(getattr(module, "LOGGING", None), dict):
        module.LOGGING = _logging(module.LOGGING, os.path.join(scratch, "boot", "logs"))  # type: ignore[attr-defined]


def use_folder(settings: Any, folder: str) -> None:
    """Files of one trial are not seen by the others."""
    settings.MEDIA_ROOT = os.path.join(folder, "media")


def _cache_keys(cache: dict[str, Any]) -> dict[str, Any]:
    return {key: cache[key] for key in ("TIMEOUT", "KEY_PREFIX", "VERSION", "KEY_FUNCTION") if key in cache}


def _queues(module: ModuleType) -> None:
    """Celery reads them with whatever prefix the project chose; a queue that nobody works on is all that a run needs."""
    for name in [name for name in dir(module) if name.isupper()]:
        for prefix in ("CELERY_", ""):
            setting = name[len(prefix) :]
            if name.startswith(prefix) and setting in _CELERY and (prefix or setting.startswith("BROKER")):
                setattr(module, name, _CELERY[setting])
    for prefix in ("CELERY_", "BROKER_"):
        if any(name.startswith(prefix) for name in dir(module)):
            module.CELERY_BROKER_URL = "memory://"  # type: ignore[attr-defined]
    queues = getattr(module, "RQ_QUEUES", None)
    if isinstance(queues, dict):
        for queue in queues.values():
            queue.update({"URL": "redis://redis.invalid:6379/0", "ASYNC": True})


def _files(module: ModuleType, folder: str) -> None:
    module.MEDIA_ROOT = folder  # type: ignore[attr-defined]
    if hasattr(module, "DEFAULT_FILE_STORAGE") or hasattr(module, "STATICFILES_STORAGE"):
        # Django refuses both kinds of settings together.
        module.DEFAULT_FILE_STORAGE = _FILES  # type: ignore[attr-defined]
        module.STATICFILES_STORAGE = _STATIC  # type: ignore[attr-defined]
        return
    aliases = {"default", "staticfiles", *getattr(module, "STORAGES", {})}
    module.STORAGES = {  # type: ignore[attr-defined]
        alias: {"BACKEND": _STATIC if alias == "staticfiles" else _FILES} for alias in sorted(aliases)
    }


def _logging(logging: dict[str, Any], folder: str) -> dict[str, Any]:
    handlers = {}
    for name, handler in logging.get("handlers", {}).items():
        changed = dict(handler)
        for key in ("filename", "file", "path"):
            if isinstance(changed.get(key), (str, os.PathLike)):
                os.makedirs(folder, exist_ok=True)
                changed[key] = os.path.join(folder, os.path.basename(os.fspath(changed[key])) or "log")
        kind = str(changed.get("class", ""))
        if kind.endswith(("SocketHandler", "DatagramHandler", "SysLogHandler", "SMTPHandler", "HTTPHandler")):
            changed = {key: changed[key] for key in ("level", "filters") if key in changed}
            changed["class"] = "logging.NullHandler"
        handlers[name] = changed
    return {**logging, "handlers": handlers} if handlers else logging
