"""Change the core's decisive modules in small ways, and see whether a test notices each change.

    python tools/mutants.py                             every module below
    python tools/mutants.py language/periods engine/clocks

Works in a copy below var/mutants, so that the project itself is never changed. For each part the
survivors are written to var/mutants/<part>/survivors.txt as differences. Takes from minutes (a part)
to hours (all). What was found stands in docs/reference/mutants.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIES = ROOT / "var" / "mutants"
PACKAGE = "src/patternbook"

# A module or folder, and the tests that ought to notice a change in it.
PARTS: dict[str, tuple[str, ...]] = {
    "language/periods": ("clocks", "expressions/test_periods.py", "expressions/test_cases.py"),
    "engine/clocks": ("clocks", "process/test_process_clocks.py", "hardest"),
    "engine/process": ("process", "hardest", "examples"),
    "engine/journey": ("engine", "examples", "library/test_examples.py"),
    "engine/settings": ("engine/test_settings.py", "library/test_report_rules.py"),
    "engine/tables": ("engine", "hardest"),
    "engine/prices": ("engine", "hardest"),
    "language/expressions": ("expressions",),
}

CONFIG = """
[tool.mutmut]
source_paths = ["src"]
also_copy = ["docs"]
only_mutate = {only}
pytest_add_cli_args = ["-c", "tests/core/pytest.ini", "--rootdir", ".", "-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
"""


def copy(part: str) -> Path:
    """A fresh copy of what the core's tests need, with the settings of this part's run."""
    copied = COPIES / part.replace("/", "_")
    shutil.rmtree(copied, ignore_errors=True)
    dull = shutil.ignore_patterns("__pycache__", ".hypothesis", "web", "browser", "node_modules")
    for name in ("src", "tests", "docs"):
        shutil.copytree(ROOT / name, copied / name, ignore=dull)
    single = f"{PACKAGE}/{part}.py"
    only = [single] if (ROOT / single).exists() else [f"{PACKAGE}/{part}/*"]
    tests = [f"tests/core/{name}" for name in PARTS[part]]
    config = (ROOT / "pyproject.toml").read_text("utf-8") + CONFIG.format(only=only, tests=tests)
    (copied / "pyproject.toml").write_text(config, "utf-8")
    return copied


def mutmut(copied: Path, *arguments: str) -> str:
    """What mutmut says. It fails where a test fails without any change, and that is passed on."""
    command = [str(Path(sys.executable).parent / "mutmut"), *arguments]
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(command, cwd=copied, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def run(part: str, children: int) -> Counter[str]:
    """Counts by what became of each mutant: killed, survived, timeout, no tests …"""
    copied = copy(part)
    mutmut(copied, "run", "--max-children", str(children))
    lines = [line.strip() for line in mutmut(copied, "results", "--all", "true").splitlines()]
    found = dict(line.rsplit(": ", 1) for line in lines if ": " in line)
    names = sorted(name for name, came in found.items() if came not in ("killed", "timeout"))
    shown = [f"{found[name]}\n{mutmut(copied, 'show', name)}" for name in names]
    (copied / "survivors.txt").write_text("\n".join(shown), "utf-8")
    return Counter(found.values())


def main() -> None:
    """Run the parts that were named, or all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="module", help=", ".join(PARTS))
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    unknown = [part for part in given.parts if part not in PARTS]
    if unknown:
        parser.error(f"Not one of {', '.join(PARTS)}: {', '.join(unknown)}")
    for part in given.parts or PARTS:
        counts = run(part, given.children)
        said = ", ".join(f"{count} {came}" for came, count in counts.most_common())
        sys.stdout.write(f"{part}: {said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
