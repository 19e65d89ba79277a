"""Loaded by every Python interpreter that a run starts: puts it behind the same fence, and watches it as well."""

from __future__ import annotations

import atexit
import importlib
import importlib.machinery
import json
import os
import sys


def _install() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    harness = os.path.dirname(os.path.dirname(here))
    configuration = json.loads(os.environ["SYNCLINT_SATELLITE"])
    sys.path[:] = [path for path in sys.path if path != here]
    sys.path.insert(0, harness)
    try:
        from synclint_harness import observing
        from synclint_harness.observing.late import when_imported
        from synclint_harness.observing.processes import equip
        from synclint_harness.observing.recorder import recorder

        setup = configuration.get("setup")
        action = _function(setup[0]) if setup else None
    finally:
        sys.path.remove(harness)

    names = ("root", "paths", "authority", "allow_hosts", "seams")
    observing.prepare(**{name: configuration[name] for name in names})
    equip(configuration)
    when_imported("django", _attach_after_setup)
    facts = ("port", "scratch", "main", "started", "databases", "reserved", "fault", "source_databases")
    observing.begin_in_satellite(*(configuration[name] for name in facts))
    atexit.register(recorder.flush)
    if action is not None:
        with observing.unobserved():
            action(setup[1])


def _function(name: str) -> object:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def _attach_after_setup(django: object) -> None:
    original = django.setup

    def setup(*args: object, **options: object) -> None:
        from synclint_harness import observing

        original(*args, **options)
        django.setup = original
        observing.attach_django()

    django.setup = setup


def _next_sitecustomize() -> None:
    """The one that this file stands before."""
    here = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", [path for path in sys.path if path != here])
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


if "SYNCLINT_SATELLITE" in os.environ:
    try:
        _install()
    except BaseException:
        # Without the fence nothing of the program may run, and `site` would go on.
        import traceback

        traceback.print_exc()
        os._exit(97)
    _next_sitecustomize()
