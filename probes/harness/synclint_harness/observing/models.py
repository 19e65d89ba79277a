"""Django's models: which table has which, and their values as JSON."""

from __future__ import annotations

import base64
import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True)
class Column:
    """A column of a model's table, with what turns a value of the database into one of Python."""

    name: str
    converters: Sequence[Any]
    expression: Any
    connection: Any

    def as_json(self, value: Any) -> Any:
        for converter in self.converters:
            value = converter(value, self.expression, self.connection)
        return to_json(value)


@cache
def models_by_table(alias: str) -> dict[str, Any]:
    """Tables of the database as it names them, unquoted; the one in the default schema without it."""
    from django.apps import apps
    from django.db import connections

    quote = connections[alias].ops.quote_name
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return {quote(model._meta.db_table).replace('"', ""): model for model in models}


def find(name: str) -> Any:
    """By its dotted name, or by the name of its class where that is unique."""
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    exact = [model for model in models if f"{model.__module__}.{model.__qualname__}" == name or model._meta.label == name]
    found = exact or [model for model in models if model.__name__ == name]
    if len(found) != 1:
        raise LookupError(f"{len(found)} models are called {name}")
    concrete: Any = found[0]._meta.concrete_model
    return concrete


@cache
def columns_of(model: Any, alias: str) -> Mapping[str, Column]:
    from django.db import connections

    connection = connections[alias]
    found = {}
    for field in model._meta.local_concrete_fields:
        expression = field.get_col(model._meta.db_table)
        converters = connection.ops.get_db_converters(expression) + expression.get_db_converters(connection)
        found[field.column] = Column(field.attname, converters, expression, connection)
    return found


def to_json(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Mapping):
        return {str(key): to_json(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(one) for one in value]
    return json.loads(json.dumps(value, default=str))
