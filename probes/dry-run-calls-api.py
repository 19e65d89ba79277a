"""Requests are seen by the simulated API."""

from synclint_harness.run import Json, Run


def observe(run: Run) -> dict[str, Json]:
    """Return nothing more."""
    return {}
