"""Rows that are in the database before a run."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any


def sow(rows: Sequence[Mapping[str, Any]]) -> None:
    from django.utils import timezone

    now = timezone.now()
    for row in rows:
        _insert(_model(row["model"]), row["values"], now)


def _model(dotted: str) -> Any:
    """By the module that defines it, or any that names it."""
    from django.apps import apps
    from django.utils.module_loading import import_string

    for model in apps.get_models():
        if f"{model.__module__}.{model.__qualname__}" == dotted:
            return model
    return import_string(dotted)


def _insert(model: Any, values: Mapping[str, Any], now: datetime.datetime) -> None:
    """Below managers, signals and `save`, which are the project's; fields that set themselves get the given value still."""
    from django.db import router

    fields = {field.name: field for field in model._meta.concrete_fields}
    fields.update({field.attname: field for field in model._meta.concrete_fields})
    given = {fields[name].attname: _value(fields[name], value, now) for name, value in values.items()}
    alias = router.db_for_write(model)
    missing = {
        field.attname: _filler(field, now)
        for field in model._meta.concrete_fields
        if field.attname not in given and _needs_value(field)
    }
    row = model(**missing, **given)
    model._base_manager.using(alias).bulk_create([row])
    if any(getattr(fields[name], "auto_now", False) or getattr(fields[name], "auto_now_add", False) for name in given):
        model._base_manager.using(alias).filter(pk=row.pk).update(**given)


def _value(field: Any, value: Any, now: datetime.datetime) -> Any:
    from django.conf import settings
    from django.utils import timezone

    if isinstance(value, dict) and set(value) == {"ago"}:
        moment = now - datetime.timedelta(seconds=value["ago"])
        if field.get_internal_type() == "DateField":
            return timezone.localtime(moment).date() if settings.USE_TZ else moment.date()
        return moment
    return value if field.is_relation else field.to_python(value)


def _needs_value(field: Any) -> bool:
    return not (field.null or field.primary_key or field.has_default() or field.empty_strings_allowed)


def _filler(field: Any, now: datetime.datetime) -> Any:
    """For a column that must not be empty and that the probe does not care about."""
    kind = field.get_internal_type()
    return {
        "DateTimeField": now,
        "DateField": now.date(),
        "TimeField": now.time(),
        "BooleanField": False,
        "JSONField": {},
        "DurationField": datetime.timedelta(),
    }.get(kind, 0)
