"""Where a run leaves something for the next one."""

from synclint_harness.run import Json, Run
from synclint_harness.seen import memory


def observe(run: Run) -> dict[str, Json]:
    """Return files, cache entries and tables that changed."""
    return memory(run)
