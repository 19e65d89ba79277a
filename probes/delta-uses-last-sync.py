"""From when on a run asks for records."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import queries


def observe(run: Run) -> dict[str, Json]:
    """Return the times that queries were given."""
    return queries(run)
