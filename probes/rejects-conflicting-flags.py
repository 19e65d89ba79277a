"""What a run leaves behind that was given flags which contradict each other."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import effects


def observe(run: Run) -> dict[str, Json]:
    """Return whatever outlives the run."""
    return effects(run)
