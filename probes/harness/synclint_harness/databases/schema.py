"""Tables for all models, as the models are: migrations tell how a database came to be, and cost a hundred times as much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from synclint_harness.databases.base import Databases

_EXTENSIONS = ("citext", "hstore", "pg_trgm", "unaccent", "btree_gin", "btree_gist")


def build(databases: Databases) -> list[str]:
    """Fills the templates; says what could not be made."""
    from django.db import connections

    notes: list[str] = []
    for alias in databases.owners:
        _create(connections[alias], _models_in(alias), notes)
    connections.close_all()
    return notes


def _models_in(alias: str) -> list[Any]:
    """Models whose tables a database may have; a database of a source, which nobody migrates, may have any of them."""
    from django.apps import apps

    models = [model for model in apps.get_models(include_auto_created=False) if _has_table(model)]
    if alias == "default":
        return models
    return [model for model in models if _lives_in(model, alias)] or models


def _has_table(model: Any) -> bool:
    return not model._meta.proxy and not model._meta.swapped


def _lives_in(model: Any, alias: str) -> bool:
    from django.db import router

    for ask in (router.db_for_read, router.db_for_write):
        try:
            if ask(model) == alias:
                return True
        except Exception:  # A router may want to be asked about an instance; that it does not say is all we need.
            continue
    try:
        return bool(router.allow_migrate_model(alias, model))
    except Exception:
        return False


def _create(connection: Any, models: Iterable[Any], notes: list[str]) -> None:
    """Each table on its own: one that the engine does not know how to make leaves the others alone."""
    _create_schemas(connection, models)
    seen: set[str] = set()
    with connection.schema_editor(atomic=False) as editor:
        # Nothing of ours has to survive a power cut.
        if connection.vendor == "sqlite":
            editor.execute("PRAGMA synchronous = OFF")
            editor.execute("PRAGMA journal_mode = MEMORY")
        for model in models:
            table = editor.quote_name(model._meta.db_table)
            if table in seen:
                continue
            seen.add(table)
            problem = _attempt(connection, lambda model=model: editor.create_model(model))
            if problem is not None:
                notes.append(f"model `{model.__module__}.{model.__name__}` has no table in `{connection.alias}`: {problem}")
        statements, editor.deferred_sql[:] = list(editor.deferred_sql), []
        for statement in statements:
            problem = _attempt(connection, lambda statement=statement: editor.execute(statement))
            if problem is not None and connection.vendor != "sqlite":
                notes.append(f"`{str(statement)[:120]}` was left out in `{connection.alias}`: {problem}")


def _attempt(connection: Any, work: Any) -> str | None:
    from django.db import transaction

    try:
        with transaction.atomic(using=connection.alias):
            work()
    except Exception as error:
        return f"{type(error).__name__}: {error}".strip().splitlines()[0]
    return None


def _create_schemas(connection: Any, models: Iterable[Any]) -> None:
    """And the extensions that migrations would have brought."""
    from django.apps import apps

    if connection.vendor != "postgresql":
        return
    names = {model._meta.db_table.strip('"').split('"."')[0] for model in models if '"."' in model._meta.db_table}
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {connection.ops.quote_name(name)}")
        for extension in _EXTENSIONS if apps.is_installed("django.contrib.postgres") else ():
            cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = %s", [extension])
            if cursor.fetchone():
                cursor.execute(f'CREATE EXTENSION IF NOT EXISTS "{extension}"')
