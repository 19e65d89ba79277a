"""Which databases a run may connect to: those that Django is configured with when it begins."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .recorder import recorder

Target = tuple[str, str, str]  # host, port, name; of an SQLite file two empty ones and its real path

_frozen: list[frozenset[Target]] = []


def freeze(targets: Iterable[Sequence[str]] | None = None) -> list[Target]:
    """From here on the command cannot add one by changing the settings. An interpreter that it starts is given them."""
    found = _configured() if targets is None else frozenset((host, port, name) for host, port, name in targets)
    _frozen[:] = [found]
    return sorted(found)


def is_ours(target: Target) -> bool:
    return target in (_frozen[0] if _frozen else _configured())


def is_our_file(path: str) -> bool:
    """Whether an SQLite file is that of a configured database; it need not lie in the scratch folder of the run."""
    return is_ours(("", "", os.path.realpath(path)))


def socket_folders() -> set[str]:
    """Folders of Unix sockets of configured servers."""
    return {os.path.realpath(host) for host, _, _ in (_frozen[0] if _frozen else _configured()) if host.startswith("/")}


def postgres_target(parameters: Mapping[str, Any]) -> Target:
    """Host, port and name as libpq would take them."""
    host = str(parameters.get("host") or os.environ.get("PGHOST") or "")
    port = str(parameters.get("port") or os.environ.get("PGPORT") or "5432")
    name = str(parameters.get("dbname") or parameters.get("database") or os.environ.get("PGDATABASE") or "")
    address = parameters.get("hostaddr") or os.environ.get("PGHOSTADDR")
    service = parameters.get("service") or os.environ.get("PGSERVICE")
    if address or service:  # they say otherwise than the host, and ours are never configured so
        host = f"{address or service}/{host}"
    return host, port, name


def refusal(target: Target, timeout: float | None) -> str | None:
    """Why a connection is refused, after recording it; None where it may be made."""
    if not recorder.armed or is_ours(target):
        return None
    host, port, _ = target
    recorder.event(
        "connections", host=host or "localhost", port=int(port) if port.isdigit() else 0, how="refused", timeout=timeout
    )
    return f"synclint does not connect a run to databases that are not its own ({host or 'localhost'}:{port})"


def as_timeout(value: Any) -> float | None:
    try:
        return float(value) or None
    except (TypeError, ValueError):
        return None


def _configured() -> frozenset[Target]:
    database = sys.modules.get("django.db")
    if database is None:
        return frozenset()
    try:
        settings = database.connections.settings
    except Exception:  # not configured yet: then there is none
        return frozenset()
    return frozenset(filter(None, map(_target, settings.values())))


def _target(settings: Mapping[str, Any]) -> Target | None:
    name, engine = str(settings.get("NAME") or ""), settings.get("ENGINE", "")
    if "sqlite" in engine or "spatialite" in engine:
        file = name[len("file:") :].partition("?")[0] if name.startswith("file:") else name
        return ("", "", os.path.realpath(file)) if file and "memory" not in name else None
    if "postg" in engine:
        return postgres_target({"host": settings.get("HOST"), "port": settings.get("PORT"), "dbname": name})
    return None
