"""What all tests share: the profiles of property tests, and an honest word about what was left out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

IN_CI = bool(os.environ.get("NOTHING_LEFT_OUT"))
# Official files that are not part of the project lie beside it, where they are at all.
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

# The same examples every time where a result decides whether a change lands; new ones elsewhere.
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if IN_CI else "here")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of official files, or a skip that says that it is not here."""
    if not SHARED.is_dir():
        pytest.skip("The official files are not here: ../shared is absent.")
    return SHARED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, and why."""
    left_out = terminalreporter.stats.get("skipped", [])
    if not left_out:
        return
    reasons: dict[str, int] = {}
    for report in left_out:
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] = reasons.get(reason.removeprefix("Skipped: "), 0) + 1
    terminalreporter.section("left out")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count}: {reason}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where nothing may be left out, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and exitstatus == 0 and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
