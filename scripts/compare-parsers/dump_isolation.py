"""A process for each Django set-up and, forked from it, one for each command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Callable, Optional

from dump_errors import error_line, error_place
from dump_guard import guard
from dump_job import CommandFile, Job
from dump_loading import load_command
from dump_options import watch_declarations
from dump_processes import end, quiet, read_lines, run_in_child
from dump_setup import SETUPS
from stand_in_imports import StubFinder
from stand_in_witness import WITNESS

SETUP_SECONDS = 180


def dump(job: Job) -> Iterator[dict[str, Any]]:
    """Records from the best Django set-up that works."""
    setups = ["settings"] if job.settings else []
    if job.stub_missing:
        setups += ["lenient"] * bool(job.settings) + ["minimal"]
    for setup in setups:
        pid, reader = run_in_child(lambda send, setup=setup: serve(job, setup, send))  # type: ignore[misc]
        lines = read_lines(reader, SETUP_SECONDS)
        try:
            answer = next(lines, None)
            if answer is None or "failed" in answer:
                reason = "no answer" if answer is None else answer["failed"]
                print(f"dump_parsers: set-up «{setup}» failed: {reason}", file=sys.stderr)
                continue
            print(f"dump_parsers: set-up «{setup}»", file=sys.stderr)
            for record in lines:
                if record is not None:
                    yield {**record, "setup": setup}
            return
        finally:
            end(pid, reader)
    raise SystemExit("dump_parsers: Django could not be set up; give --settings, or --stub-missing")


def serve(job: Job, setup: str, send: Callable[[Any], None]) -> None:
    """Set Django up in this process, then load each command in a child that starts from here."""
    quiet()
    sys.path[:0] = [path for path in job.source_roots if path not in sys.path]
    watch_declarations(job.root)
    WITNESS.root = job.root
    guard(job.root)
    try:
        SETUPS[setup](job)
    except BaseException as error:
        where = error_place(job.root, error)
        send({"failed": error_line(job.root, error) + (f" ({where})" if where else "")})
        return
    send({"ready": setup})
    finder = next((finder for finder in sys.meta_path if isinstance(finder, StubFinder)), None)
    attempts: list[tuple[Optional[StubFinder], bool]] = [(finder, False)]
    if job.stub_missing:
        finder = finder or StubFinder(job.root)
        attempts += [(finder, False)] * (attempts[0][0] is None) + [(finder, True)]
    for command in job.commands:
        record = load_at_last(job, command, attempts)
        send({"module": command.module, "file": command.file, **record})


def load_at_last(job: Job, command: CommandFile, attempts: list[tuple[Optional[StubFinder], bool]]) -> dict[str, Any]:
    """The first attempt that gives a parser or, if none does, the first error (and the last, if it is another)."""
    records: list[dict[str, Any]] = []
    for attempt in attempts:
        records.append(load_in_child(job, command, *attempt))
        final = records[-1].pop("final", False)
        if "error" not in records[-1] or final:
            break
    first, last = records[0], records[-1]
    if "error" not in first:
        return first
    if "error" not in last:
        return {**last, "error_without_stubs": first["error"]}
    return {**first, "error_with_stubs": last["error"]} if last["error"] != first["error"] else first


def load_in_child(job: Job, command: CommandFile, finder: Optional[StubFinder], lenient: bool) -> dict[str, Any]:
    pid, reader = run_in_child(lambda send: send(load_command(job, command, finder, lenient)))
    for value in read_lines(reader, job.timeout):
        end(pid, reader)
        return {"error": f"no answer within {job.timeout:g} s", "final": True} if value is None else value
    status = end(pid, reader)
    return {"error": f"the process ended without an answer (wait status {status})"}
