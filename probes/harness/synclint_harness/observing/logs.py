"""Log records, wherever the project's configuration sends them."""

from __future__ import annotations

import logging

from .recorder import LIMIT, recorder

SHOWN = 2000


def install() -> None:
    # Not a handler on the root: loggers that do not propagate would be missed.
    original = logging.Logger.callHandlers
    seen = [0]

    def call_handlers(self: logging.Logger, record: logging.LogRecord) -> None:
        seen[0] += 1
        if recorder.watching and seen[0] <= LIMIT:
            recorder.event("logs", level=record.levelname, logger=record.name, message=_message(record))
        original(self, record)

    logging.Logger.callHandlers = call_handlers  # type: ignore[method-assign]


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()[:SHOWN]
    except Exception:  # wrong number of arguments: `logging` prints this and goes on
        return str(record.msg)[:SHOWN]
