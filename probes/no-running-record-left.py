"""Which records a run leaves that was ended."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import stored


def observe(run: Run) -> dict[str, Json]:
    """Return the tables that changed, with rows."""
    return stored(run)
