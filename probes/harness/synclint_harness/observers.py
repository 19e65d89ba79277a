"""The Python halves of probes: files with a function `observe(run)`."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Union

from synclint_harness.run import Json, Run

Observer = Callable[[Run], Json]


def load(files: Mapping[str, str]) -> dict[str, Union[Observer, str]]:
    """Probe id → its function, or why there is none."""
    return {identifier: _load(identifier, file) for identifier, file in files.items()}


def _load(identifier: str, file: str) -> Union[Observer, str]:
    specification = importlib.util.spec_from_file_location(f"synclint_probes.{identifier.replace('-', '_')}", file)
    if specification is None or specification.loader is None:
        return f"{file} is no module"
    module = importlib.util.module_from_spec(specification)
    try:
        specification.loader.exec_module(module)
        observe: Observer = module.observe
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return observe


def observe(
    observers: Mapping[str, Union[Observer, str]], identifiers: Sequence[str], run: Run
) -> tuple[dict[str, Json], str | None]:
    """What each of them made of a run, and what went wrong with some."""
    observations: dict[str, Json] = {}
    troubles: list[str] = []
    for identifier in identifiers:
        observer = observers.get(identifier, "unknown")
        try:
            if isinstance(observer, str):
                raise LookupError(observer)
            # What is no JSON shows here, where it has a name, rather than when all of it is sent.
            observations[identifier] = json.loads(json.dumps(observer(run), default=_plain, allow_nan=False))
        except Exception as error:
            troubles.append(f"observer `{identifier}`: {type(error).__name__}: {error}")
    return observations, "; ".join(troubles) or None


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
