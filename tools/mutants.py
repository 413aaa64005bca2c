"""Change the core's decisive modules in small ways, and see whether a test notices each change.

    python tools/mutants.py                             every part below
    python tools/mutants.py language/periods engine/clocks
    python tools/mutants.py --share 0.25 --seed 7 language/expressions

mutmut makes the changes; tools/mutant_session.py tries them, each in a process forked from one that has the
tests loaded. It works in a copy below var/mutants, so that the project itself is never changed. There each
part leaves results.jsonl, a line a change, and survivors.txt, the changes that no test noticed. A part that
is asked for again goes on where it was stopped; --afresh begins it again with the code as it is now.
What was found stands in docs/reference/mutants.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from itertools import takewhile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIES = ROOT / "var" / "mutants"
PACKAGE = Path("src/patternbook")
RESULTS = "results.jsonl"

# A module or folder, and the tests that ought to notice a change in it.
PARTS: dict[str, tuple[str, ...]] = {
    "language/periods": ("clocks", "expressions"),
    "engine/clocks": ("clocks", "process", "hardest"),
    "engine/process": ("process", "hardest", "examples", "library/test_examples.py"),
    "engine/journey": ("engine", "examples", "library/test_examples.py", "hardest"),
    "engine/settings": ("engine", "library/test_report_rules.py"),
    "engine/tables": ("engine", "hardest"),
    "engine/prices": ("engine", "hardest"),
    "language/expressions": ("expressions", "texts"),
}

# What takes part in reading and compiling a definition. Each change begins with nothing read yet.
COMPILES = ("language/periods", "language/expressions", "engine/settings")

DULL = shutil.ignore_patterns("__pycache__", ".hypothesis", "web", "browser", "node_modules")
PYTEST = (
    *("-m", "pytest", "-c", "tests/core/pytest.ini", "--rootdir", ".", "-p", "mutant_session"),
    *("-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutants"),
    *("--assert=plain", "--tb=native"),
    # It reads the code as text.
    *("--deselect", "tests/core/expressions/test_reference.py::test_every_code_of_a_problem_is_explained"),
)


def modules(part: str) -> list[Path]:
    """The files of a part, from the root of the project."""
    single = PACKAGE / f"{part}.py"
    found = [single] if (ROOT / single).exists() else (ROOT / PACKAGE / part).rglob("*.py")
    return sorted(path.relative_to(ROOT) if path.is_absolute() else path for path in found)


def copy(part: str) -> Path:
    """A fresh copy of what the core's tests need, with every change of this part written into it."""
    copied = COPIES / part.replace("/", "_")
    shutil.rmtree(copied, ignore_errors=True)
    for name in ("src", "tests", "docs"):
        shutil.copytree(ROOT / name, copied / name, ignore=DULL)
    shutil.copy(ROOT / "pyproject.toml", copied)
    (copied / "changes.json").write_text(json.dumps(dict(write_changes(copied, part)), indent=1), "utf-8")
    return copied


def write_changes(copied: Path, part: str) -> Iterator[tuple[str, str]]:
    """Each change's name and what it is, as a difference. The changed functions stand beside their originals."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    for path in modules(part):
        made = mutate_file_contents(str(path), (copied / path).read_text("utf-8"))
        (copied / path).write_text(made.code, "utf-8")
        lines = made.code.splitlines()
        module = ".".join(path.relative_to("src").with_suffix("").parts).removesuffix(".__init__")
        for name in made.mutant_names:
            original = f"{name.rpartition('__mutmut_')[0]}__mutmut_orig"
            before, after = (
                [line.replace(called, "it") for line in lines[span.start - 1 : span.end]]
                for called in (original, name)
                for span in (made.line_span_by_function_name[called],)
            )
            difference = unified_diff(before, after, str(path), str(path), lineterm="", n=2)
            yield f"{module}.{name}", "\n".join(difference)


def run(part: str, given: argparse.Namespace) -> Counter[str]:
    """Counts by what became of each change: noticed, too slow, not noticed, not reached by any test."""
    copied = COPIES / part.replace("/", "_")
    if given.afresh or not (copied / "changes.json").exists():
        copy(part)
    changes = json.loads((copied / "changes.json").read_text("utf-8"))
    names = sorted(changes)
    # Tried in an order drawn by lot, so that what was tried is a fair sample wherever a run is stopped.
    random.Random(given.seed).shuffle(names)  # noqa: S311
    tests = [f"tests/core/{name}" for name in (given.tests.split(",") if given.tests else PARTS[part])]
    if given.again:
        again(part, tests, given.children)
    else:
        chosen = names[: round(len(names) * given.share)]
        try_all(part, chosen, tests, given.children)
    found = {name: line["came"] for name, line in results(copied / RESULTS).items()}
    # What a run with another share left beyond the first gap is no part of the sample.
    tried = list(takewhile(found.__contains__, names))
    survivors = [f"{name}: {found[name]}\n{changes[name]}" for name in sorted(tried) if survived(found[name])]
    (copied / "survivors.txt").write_text("\n\n".join(survivors), "utf-8")
    return Counter({"changes": len(names), "tried": len(tried), **Counter(found[name] for name in tried)})


def try_all(part: str, chosen: list[str], tests: list[str], children: int, into: str = RESULTS) -> None:
    """Try these changes, but those that have their result already."""
    copied = COPIES / part.replace("/", "_")
    (copied / "chosen.json").write_text(json.dumps(chosen), "utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(copied / "src"), str(Path(__file__).parent))),
        "MUTANTS_CHILDREN": str(children),
        "MUTANTS_RESULTS": into,
        "MUTANTS_AGAIN": "" if into == RESULTS else "again",
        "MUTANTS_WARMED": "" if part in COMPILES else f"patternbook.{part.replace('/', '.')}",
        # Far from London, with odd minutes: what leans on the machine's own zone goes wrong.
        "TZ": "Pacific/Chatham",
    }
    command = [sys.executable, *PYTEST, *tests]
    with (copied / "pytest.log").open("w") as log:
        done = subprocess.run(command, cwd=copied, env=environment, stdout=log, stderr=log, check=False)
    # Tests of what the code does only since the run fail where it is tried again, and were left out.
    if done.returncode not in ((0,) if into == RESULTS else (0, 1)):
        sys.exit(f"{part}: the tests did not run; see {copied / 'pytest.log'}")


def again(part: str, tests: list[str], children: int) -> None:
    """Try what survived with these tests as they are now. What survives those too is left as it was.

    The code stays that of the run, so that the changes are the same: a test of what the code does only since
    then fails without a change, and is left out.
    """
    copied = COPIES / part.replace("/", "_")
    shutil.rmtree(copied / "tests")
    shutil.copytree(ROOT / "tests", copied / "tests", ignore=DULL)
    before = results(copied / RESULTS)
    (copied / "again.jsonl").unlink(missing_ok=True)
    left = [name for name, line in before.items() if survived(line["came"])]
    try_all(part, left, tests, children, "again.jsonl")
    now = results(copied / "again.jsonl")
    merged = {**before, **{name: line for name, line in now.items() if not survived(line["came"])}}
    lines = "".join(json.dumps(line) + "\n" for line in merged.values())
    (copied / RESULTS).write_text(lines, "utf-8")


def results(path: Path) -> dict[str, dict[str, str]]:
    """What became of each change that was tried."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {line["name"]: line for line in map(json.loads, lines)}


def survived(came: str) -> bool:
    """Whether nothing noticed it."""
    return came in ("survived", "not reached")


def main() -> None:
    """Run the parts that were named, or all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1, help="how many at a time")
    parser.add_argument("--share", type=float, default=1.0, help="what share of the changes is tried")
    parser.add_argument("--seed", type=int, default=1, help="which changes a share is")
    parser.add_argument(
        "--again", action="store_true", help="try survivors again with the tests as they are now"
    )
    parser.add_argument("--tests", help="which tests of tests/core, with commas between, not all of the part")
    parser.add_argument("--afresh", action="store_true", help="begin again with the code as it is now")
    given = parser.parse_args()
    unknown = [part for part in given.parts if part not in PARTS]
    if unknown:
        parser.error(f"Not one of {', '.join(PARTS)}: {', '.join(unknown)}")
    os.chdir(ROOT)
    for part in given.parts or PARTS:
        counts = run(part, given)
        said = ", ".join(f"{count} {came}" for came, count in counts.items())
        sys.stdout.write(f"{part}: {said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
