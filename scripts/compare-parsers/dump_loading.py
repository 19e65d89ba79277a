"""Loading a single command and building its parser."""

from __future__ import annotations

import argparse
import inspect
import os
import sys
from importlib import import_module
from typing import Any, Optional

from dump_errors import LoadError, describe_path, error_line, error_place
from dump_job import CommandFile, Job
from dump_options import Describer
from stand_in_imports import StubFinder
from stand_in_witness import WITNESS
from stand_ins import Stub, StubModule, is_stub_class


def build_record(job: Job, command: CommandFile, import_name: str) -> dict[str, Any]:
    """Import the command and describe its parser. Runs in a child of its own."""
    module = import_module(import_name)
    loaded = os.path.realpath(getattr(module, "__file__", None) or "")
    if loaded != os.path.realpath(os.path.join(job.root, command.file)):
        raise LoadError(f"the import gave another file: {os.path.relpath(loaded, job.root)}")
    factory = getattr(module, "Command", None)
    if factory is None:
        raise LoadError("the module has no Command")
    if isinstance(factory, (Stub, StubModule)):
        raise LoadError(f"Command is {factory!r}")
    instance = inspect.unwrap(factory)()  # a decorated class need not open its transaction here
    mro = [cls for cls in type(instance).__mro__ if cls is not object]
    for cls in mro:
        if is_stub_class(cls):
            WITNESS.doubt(f"the base class {vars(cls)['_stub_name']} is missing")
    record: dict[str, Any] = {"mro": [f"{cls.__module__}.{cls.__qualname__}" for cls in mro]}
    describer = Describer(job.root)
    if not hasattr(instance, "add_arguments") and hasattr(instance, "params"):
        return {**record, "options": describer.click_options(instance.params)}

    base: list[argparse.Action] = []
    add_arguments = instance.add_arguments

    def spy(parser: argparse.ArgumentParser, *args: Any, **kwargs: Any) -> Any:
        # What the project gave to `parents` is there already, and is the project's.
        base.extend(action for action in parser._actions if "_declared_by" in vars(action))
        return add_arguments(parser, *args, **kwargs)

    instance.add_arguments = spy
    WITNESS.building = True
    parser = instance.create_parser("manage.py", command.name)
    WITNESS.building = False
    if not isinstance(parser, argparse.ArgumentParser):
        if hasattr(instance, "params"):
            return {**record, "options": describer.click_options(instance.params)}
        raise LoadError(f"create_parser returned {type(parser).__name__}")
    return {**record, **describer.parser(parser, {id(action) for action in base})}


def load_command(job: Job, command: CommandFile, finder: Optional[StubFinder], lenient: bool) -> dict[str, Any]:
    """``build_record`` with errors as data."""
    WITNESS.doubts.clear()
    if finder is not None:
        finder.lenient = lenient
        if finder not in sys.meta_path:
            sys.meta_path.insert(0, finder)
    try:
        record = build_record(job, command, import_name_of(command))
        if WITNESS.doubts:
            record["doubts"] = [describe_path(job.root, doubt) for doubt in WITNESS.doubts]
    except BaseException as error:  # a SystemExit of one command is that command's failure
        record = {"error": error_line(job.root, error)}
        where = error_place(job.root, error)
        if where is not None and not isinstance(error, LoadError):
            record["error_at"] = where
        record["final"] = isinstance(error, LoadError)
    if WITNESS.modules:
        record["stubs"] = sorted(WITNESS.modules)
    if WITNESS.replaced:
        record["replaced"] = {name: describe_path(job.root, why) for name, why in sorted(WITNESS.replaced.items())}
    return record


def import_name_of(command: CommandFile) -> str:
    """The name under which Django would import the command: that of its installed app, if it belongs to one."""
    from django.apps import apps

    for config in apps.app_configs.values():
        if os.path.realpath(config.path) == os.path.realpath(command.app_dir):
            return f"{config.name}.management.commands.{command.name}"
    return command.module
