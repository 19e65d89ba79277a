"""Whether there was anything to announce."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import effects


def observe(run: Run) -> dict[str, Json]:
    """Return whatever outlives the run."""
    return effects(run)
