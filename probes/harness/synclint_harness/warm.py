"""What libraries make at their first use, and keep: made once before the fork, not in every run again."""

from __future__ import annotations

import importlib
import ssl

_IMPORTED_LATE = ("_strptime", "encodings.idna", "stringprep", "concurrent.futures.thread", "multiprocessing.connection")


def up() -> None:
    """Runs nothing of the project."""
    for name in _IMPORTED_LATE:
        importlib.import_module(name)
    _models()
    _parsers()
    ssl.create_default_context()


def _models() -> None:
    """Who refers to whom, and the fields by their names."""
    from django.apps import apps

    for model in apps.get_models(include_auto_created=True):
        options = model._meta
        # Properties that compute what they return when they are asked for the first time.
        for name in (
            "related_objects",
            "fields_map",
            "_forward_fields_map",
            "concrete_fields",
            "_reverse_one_to_one_field_names",
        ):
            getattr(options, name, None)


def _parsers() -> None:
    """Regular expressions and classes of argparse, met on the way to the help of a command that does nothing."""
    from django.core.management.base import BaseCommand

    BaseCommand().create_parser("manage.py", "nothing").format_help()
