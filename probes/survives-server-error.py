"""How a run ends whose API fails."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import failure


def observe(run: Run) -> dict[str, Json]:
    """Return warnings, pauses, connections and tables."""
    return failure(run)
