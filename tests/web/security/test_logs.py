"""Logs hold no personal data: unknown keys are dropped, exceptions tell where and not what."""

from __future__ import annotations

import ast
import io
import json
import logging
import logging.config
from collections.abc import Iterator
from pathlib import Path

import structlog

from patternbook.web.logs import KEPT, logging_for

WEB = Path(__file__).parents[3] / "src/patternbook/web"
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "bind", "bind_contextvars"}
# What Python's own logging takes: no key of a line.
OF_PYTHON = {"exc_info", "stack_info", "stacklevel"}


def logged(write: object) -> list[dict[str, object]]:
    """What is written to the stream as JSON while something logs."""
    stream = io.StringIO()
    configuration = logging_for("json", "info")
    configuration["handlers"]["stream"]["stream"] = stream
    formatter = configuration["formatters"]["lines"]
    handler = logging.StreamHandler(stream)
    made = dict(formatter)
    handler.setFormatter(made.pop("()")(**made))
    logger = logging.getLogger("patternbook.test_logs")
    logger.addHandler(handler)
    logger.setLevel("INFO")
    try:
        write()  # type: ignore[operator]  # a function without arguments
    finally:
        logger.removeHandler(handler)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_only_known_keys_are_written() -> None:
    log = structlog.get_logger("patternbook.test_logs")
    (line,) = logged(lambda: log.info("sent", notice=7, email="ann@example.org", address="1 Specimen Street"))
    assert (line["event"], line["notice"]) == ("sent", 7)
    assert "ann" not in json.dumps(line)
    assert "Specimen" not in json.dumps(line)


def test_an_exception_tells_its_type_and_place_but_not_its_words() -> None:
    def fail() -> None:
        try:
            raise ValueError("ann@example.org is twice")
        except ValueError:
            structlog.get_logger("patternbook.test_logs").error("failed", exc_info=True)
            logging.getLogger("patternbook.test_logs").exception("failed")

    for line in logged(fail):
        assert str(line["exception"]).startswith("ValueError < ")
        assert "test_logs" in str(line["exception"])
        assert "ann@example.org" not in json.dumps(line)


def logged_keys(source: str) -> Iterator[tuple[int, str]]:
    """Each key that is passed to a logger, with its line; a star where the keys cannot be seen."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in LEVELS and ast.unparse(node.func.value).rpartition(".")[2] in LOGGERS:
            yield from ((node.lineno, key.arg or "*") for key in node.keywords)


LOGGERS = {"log", "logger", "contextvars"}


def test_every_key_that_is_logged_is_kept() -> None:
    """A key that is not in the list is dropped in silence: then a line says that something failed, not what."""
    found = [
        (path.relative_to(WEB).as_posix(), line, key)
        for path in sorted(WEB.rglob("*.py"))
        for line, key in logged_keys(path.read_text(encoding="utf-8"))
    ]
    assert len(found) > 15
    assert [one for one in found if one[2] not in KEPT | OF_PYTHON] == []


def test_a_key_that_is_not_kept_is_noticed() -> None:
    source = "log.info('x', email=1, case=2)\nstructlog.contextvars.bind_contextvars(name=1)\nlog.error('y', **rest)"
    assert [key for _, key in logged_keys(source)] == ["email", "case", "name", "*"]
