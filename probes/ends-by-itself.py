"""How a run comes to its end."""

from synclint_harness.run import Json, Run


def observe(run: Run) -> dict[str, Json]:
    """Return nothing: exit code, output and requests say it all."""
    return {}
