"""How much is logged."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import talk


def observe(run: Run) -> dict[str, Json]:
    """Return log records by level."""
    return talk(run)
