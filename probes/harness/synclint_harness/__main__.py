"""Entry: `python …/synclint_harness`, with requests on file descriptor 3 and answers on 4."""

from __future__ import annotations

import os
import sys


def _find_package() -> None:
    """Started by its path, Python has put this very folder where imports start; the package is one above.

    It goes to the end: modules of the project come first.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry) != here]
    sys.path.append(os.path.dirname(here))


if __name__ == "__main__":
    if not __package__:
        _find_package()
    from synclint_harness.zygote import main

    main(standard_streams="--standard-streams" in sys.argv)
