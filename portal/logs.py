"""Logs: one JSON object a line, each with the request's id."""

from typing import Any

import structlog

EACH: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


def in_json(level: str) -> dict[str, Any]:
    """The setting LOGGING; sets up our own loggers as well, so that all lines look alike."""
    structlog.configure(
        processors=[*EACH, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    as_json = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
        "foreign_pre_chain": EACH,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": as_json},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {"django.server": {"handlers": ["out"], "propagate": False}},
    }
