"""Which options the children of a run get."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import children


def observe(run: Run) -> dict[str, Json]:
    """Return the children in the order of their start."""
    return children(run)
