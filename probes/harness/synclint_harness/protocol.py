"""JSON lines on file descriptors 3 and 4; keys are spelt as in `src/probing/protocol.ts`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from synclint_harness.run import Json

REQUESTS = 3
ANSWERS = 4


@dataclass(frozen=True)
class Boot:
    """What has to be known before the project is imported."""

    root: str
    settings: str | None
    paths: Sequence[str]
    scratch: str
    authority: str
    database: Mapping[str, Any]
    environment: Mapping[str, str]
    observers: Mapping[str, str]
    commands: Sequence[str]
    seams: Mapping[str, Json]
    #: Lines (file relative to the root, line) of which runs say whether they came to them.
    watch: Sequence[tuple[str, int, int]]
    allow_hosts: Sequence[str]
    #: Runs get a network namespace.
    isolate: bool
    #: Of random numbers: every run draws the same ones.
    seed: int
    #: Database → table → rows, for databases of other systems.
    tables: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]]


@dataclass(frozen=True)
class RunRequest:
    """One run of one command."""

    id: int
    command: str
    arguments: Sequence[str]
    port: int
    database: str
    make: bool
    remove: bool
    seed: Sequence[Mapping[str, Any]]
    #: Rows that take the place of those in `Boot.tables`; None: as they are.
    tables: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]] | None
    #: Values that take the place of those in `Boot.seams`; None: as they are.
    seams: Mapping[str, Json] | None
    #: What is wrong with all sources.
    fault: str | None
    interruption: Mapping[str, str] | None
    without_credentials: bool
    #: Stop where the arguments have been parsed.
    parses_only: bool
    deadline: float
    observers: Sequence[str]


class CannotBoot(Exception):
    """The project does not come up; said once, as the answer to `boot`."""

    def __init__(self, stage: str, error: BaseException, remedy: str) -> None:
        super().__init__(stage)
        self.stage = stage
        self.error = error
        self.remedy = remedy


def read_boot(message: Mapping[str, Any]) -> Boot:
    return Boot(
        root=message["root"],
        settings=message["settings"],
        paths=message["paths"],
        scratch=message["scratch"],
        authority=message["authority"],
        database=message["database"],
        environment=message["environment"],
        observers=message["observers"],
        commands=message["commands"],
        seams=message["seams"],
        watch=[(place["file"], place["line"], place["column"]) for place in message["watch"]],
        allow_hosts=message["allowHosts"],
        isolate=message["isolate"],
        seed=message["seed"],
        tables=message["tables"],
    )


def read_run(message: Mapping[str, Any]) -> RunRequest:
    database = message["database"]
    return RunRequest(
        id=message["id"],
        command=message["command"],
        arguments=message["arguments"],
        port=message["port"],
        database=database["name"],
        make=database["make"],
        remove=database["remove"],
        seed=message["seed"],
        tables=message["tables"],
        seams=message["seams"],
        fault=message["fault"],
        interruption=message["interruption"],
        without_credentials=message["withoutCredentials"],
        parses_only=message["parsesOnly"],
        deadline=message["deadline"],
        observers=message["observers"],
    )


class Requests:
    """Lines that arrive on a file descriptor, in whatever pieces."""

    def __init__(self, descriptor: int = REQUESTS) -> None:
        self._descriptor = descriptor
        self._rest = b""

    def read(self) -> list[dict[str, Any]] | None:
        """What is complete after one read; None at the end of file."""
        piece = os.read(self._descriptor, 1 << 16)
        if not piece:
            return None
        *lines, self._rest = (self._rest + piece).split(b"\n")
        return [json.loads(line) for line in lines if line.strip()]


def move_from_standard_streams() -> None:
    """For a Python in a container: whatever starts it there passes on standard streams only."""
    os.dup2(0, REQUESTS)
    os.dup2(1, ANSWERS)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)


def send(message: Mapping[str, Json], descriptor: int = ANSWERS) -> None:
    write_all(descriptor, json.dumps(message, ensure_ascii=True).encode() + b"\n")


def write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def result(
    identifier: int,
    exit_: Mapping[str, Json],
    stdout: Mapping[str, Json] | None = None,
    stderr: Mapping[str, Json] | None = None,
    observations: Mapping[str, Json] | None = None,
    reached: Sequence[int] = (),
    seams: Mapping[str, str] | None = None,
    contacts: int = 0,
    trouble: str | None = None,
    milliseconds: float = 0.0,
    cpu_milliseconds: float = 0.0,
) -> dict[str, Json]:
    nothing: Mapping[str, Json] = {"text": "", "bytes": 0}
    return {
        "kind": "result",
        "id": identifier,
        "exit": exit_,
        "stdout": stdout or nothing,
        "stderr": stderr or nothing,
        "observations": observations or {},
        "reached": reached,
        "seams": seams or {},
        "contacts": contacts,
        "trouble": trouble,
        "milliseconds": round(milliseconds, 2),
        "cpuMilliseconds": round(cpu_milliseconds, 2),
    }
