"""Tells connections of drivers under which name Django knows their database."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from .recorder import recorder
from .statements import attach as attach_connection
from .statements import connecting


def attach() -> None:
    from django.db import connections
    from django.db.backends.utils import CursorWrapper

    for kind in {type(connections[alias]) for alias in connections.settings}:
        _name_connections(kind)
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None:
            _name(connection.connection, connection.alias)
    _record_procedures(CursorWrapper)


def _name_connections(kind: Any) -> None:
    original = kind.get_new_connection

    def get_new_connection(self: Any, parameters: Any) -> Any:
        connecting.alias = self.alias
        try:
            connection = original(self, parameters)
        finally:
            connecting.alias = None
        _name(connection, self.alias)
        return connection

    kind.get_new_connection = get_new_connection


def _name(connection: Any, alias: str) -> None:
    with suppress(AttributeError):  # a driver whose connections take no attributes is not observed
        attach_connection(connection, alias)


def _record_procedures(wrapper: Any) -> None:
    """psycopg 3 has no `callproc`; Django turns it into a SELECT, which looks harmless."""
    callproc = wrapper.callproc

    def recorded(self: Any, name: str, *args: Any, **options: Any) -> Any:
        if self.db.vendor == "postgresql" and not hasattr(self.cursor, "_synclint_busy") and recorder.watching:
            recorder.event(
                "statements",
                alias=self.db.alias,
                sql=f"CALL {name}",
                verb="call",
                kind="write",
                table=None,
                rolled_back=False,
            )
        return callproc(self, name, *args, **options)

    wrapper.callproc = recorded
