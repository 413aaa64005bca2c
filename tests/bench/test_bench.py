"""Every part of the benchmark runs and yields figures; none of them is held against a time here."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("part", "least"), [("reading", 2), ("conditions", 2), ("steps", 2), ("pages", 4), ("submitting", 1)]
)
def test_a_part_gives_sane_ratios(part: str, least: int, tmp_path: Path) -> None:
    into = tmp_path / "figures.json"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PATTERNBOOK_")}
    environment |= {"DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bench", part, "--rounds", "2", "--into", str(into)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(into.read_text())["figures"]
    assert len(figures) >= least
    for figure in figures:
        assert math.isfinite(figure["ratio"])
        assert 0.001 < figure["ratio"] < 1000, figure
        assert figure["target"] > 0
        assert figure["met"] in (True, False)
        assert figure["name"] in done.stdout


def test_a_part_that_is_not_there_is_misuse() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "speed"], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 2
    assert "no such part: speed" in done.stderr
