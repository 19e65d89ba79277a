"""What a dry run writes to the history."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import stored


def observe(run: Run) -> dict[str, Json]:
    """Return the tables that changed, and who wrote to them."""
    return stored(run)
