"""What the core's tests share where they run by themselves, without the conftest above."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# Official files that are not part of the project lie beside it, where they are at all.
SHARED = Path(__file__).resolve().parents[3] / "shared"

# The same examples every time, to measure which branches tests reach; and few, where each change of the
# code runs the tests again. There a failure is enough, and need not be made small.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "mutants", settings.get_profile("steady"), max_examples=15, phases=(Phase.explicit, Phase.generate)
)

if settings.get_current_profile_name() == "default":
    settings.register_profile("core", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("core")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of official files, or a skip that says that it is not here."""
    if not SHARED.is_dir():
        pytest.skip("The official files are not here: ../shared is absent.")
    return SHARED


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where nothing may be left out, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    nothing_left_out = bool(os.environ.get("NOTHING_LEFT_OUT"))
    if nothing_left_out and exitstatus == 0 and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
