"""The options that argparse has in the end."""

from synclint_harness.run import Json, Run


def observe(run: Run) -> dict[str, Json]:
    """Return the parser; None where it was never made."""
    if run.parser is None:
        return {"parser": None}
    return {"parser": [{"flags": option["flags"], "dest": option["dest"], "help": option["help"]} for option in run.parser]}
