"""Logs: one line an event, as JSON for machines. They never hold what a resident or officer typed."""

from __future__ import annotations

import logging
import logging.config
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

# A closed list: an unknown key may be personal data, so it is dropped, not printed.
KEPT = frozenset(
    {
        "event", "level", "logger", "timestamp", "exception", "request", "method", "route", "status", "milliseconds",
        "authority", "service", "case", "notice", "channel", "outcome", "count", "lookup", "worker", "code", "attempt",
        "contract", "error", "step", "why",
    }
)  # fmt: skip


def keep_known(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A structlog processor: drop every key that is not in the list.

    >>> keep_known(None, "info", {"event": "sent", "notice": 7, "email": "a@example.org"})
    {'event': 'sent', 'notice': 7}
    """
    return {key: value for key, value in event.items() if key in KEPT or key.startswith("_")}


def hide_exception_text(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A structlog processor: an exception is told by its type and where it happened, not by its words.

    The words of an exception often quote a value, such as the row that broke a constraint.
    """
    found = event.pop("exc_info", None)
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, tuple) and found[0] is not None:
        event["exception"] = " < ".join([found[0].__name__, *_where(found[2])])
    return event


def _where(traceback: Any) -> list[str]:
    places: list[str] = []
    while traceback is not None:
        frame = traceback.tb_frame
        places.append(f"{frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return places[::-1][:12]


SHARED = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    hide_exception_text,
)


def logging_for(style: str, level: str) -> dict[str, Any]:
    """Python's logging configuration, for `json` or `plain` lines."""
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    keep_known,
                    renderer,
                ],
            }
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stream"], "level": level.upper()},
        "loggers": {
            # These write addresses with their tokens, and what was typed into a form.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "CRITICAL"},
            "axes": {"level": "CRITICAL"},
            "httpx": {"level": "WARNING"},
        },
    }


def set_up(configuration: dict[str, Any]) -> None:
    """Configure logging for this process."""
    logging.config.dictConfig(configuration)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
