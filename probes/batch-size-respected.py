"""How many rows are written at once."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import queries


def observe(run: Run) -> dict[str, Json]:
    """Return the rows of each write."""
    return queries(run)
