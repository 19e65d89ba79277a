"""E-mails: recorded where they are handed to a backend, and not sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .late import when_imported
from .recorder import recorder

SHOWN = 500


def install() -> None:
    when_imported("django.core.mail", _patch_connections)
    when_imported("django.core.mail.message", _patch_messages)


def _patch_connections(module: Any) -> None:
    original = module.get_connection

    def get_connection(*args: Any, **options: Any) -> Any:
        backend = original(*args, **options)
        backend.send_messages = _keep
        return backend

    module.get_connection = get_connection


def _patch_messages(module: Any) -> None:
    """For messages with a backend that was made of its class."""
    message: Any = module.EmailMessage
    send = message.send

    def sent(self: Any, *args: Any, **options: Any) -> int:
        backend = self.connection
        if not recorder.watching or backend is None or getattr(backend, "send_messages", None) is _keep:
            return int(send(self, *args, **options))
        return _keep([self])

    message.send = sent


def _keep(messages: Iterable[Any]) -> int:
    count = 0
    for message in messages:
        recipients = len(message.recipients())
        recorder.event("mails", subject=str(message.subject)[:SHOWN], recipients=recipients)
        count += 1
    return count
