"""A pytest plugin for tools/mutants.py: tries each change of the code in a process of its own.

The tests are loaded once and run once without any change, to see which tests reach which function and how
long they take. Then each change gets a child, forked from there, that runs the tests that reach the changed
function, first those that noticed other changes of it, then the quick ones, and ends at the first failure or
when its time is up.

What an earlier run kept must not hide a change. Where a part takes no part in reading and compiling a
definition, definitions stay read and compiled, and what the part itself and the tests keep is forgotten.
Otherwise the first run is in a child too, so that each change begins with nothing kept.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import mutmut.mutation.trampoline as trampoline
import pytest
from hypothesis import Phase, settings
from mutmut.state import state

from patternbook.language.kept import Kept

NOTHING_FAILED, FAILED = 0, 1
# No change is called so: every function is the original.
CONTROL = "none"
MEMORY = 3 << 30
MOST_EXAMPLES = 50


@dataclass
class Reached:
    """What the run without changes showed."""

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    failed: list[str] = field(default_factory=list)


class Recorder:
    """Writes down which tests reach which function, and the processor time of each, where nothing is changed."""

    def __init__(self) -> None:
        self.found = Reached()
        self.began = 0.0

    def pytest_runtest_logstart(self) -> None:
        self.began = time.process_time()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.found.seconds[nodeid] = time.process_time() - self.began
        for function in state()._stats:
            self.found.tests[function].add(nodeid)
        state()._stats.clear()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.found.failed.append(report.nodeid)


class FirstFailure:
    """Ends the child at the first test that fails, and says which it was; or where a test takes too long,
    as a change can make a loop endless."""

    def __init__(self, answer: int, seconds: dict[str, float]) -> None:
        self.answer = answer
        self.seconds = seconds

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        signal.setitimer(signal.ITIMER_PROF, 2 + 10 * self.seconds[nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.answer, report.nodeid.encode())
            os._exit(FAILED)


def run_items(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Run these tests in this order."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def pretend(name: str) -> None:
    """From here on, in this process, the change of that name holds."""
    trampoline.get_mutant_under_test = lambda: name


def quietly() -> None:
    """Nothing that a test writes is seen."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())


def reached(session: pytest.Session) -> Reached:
    """Run everything without a change. Raises UsageError where something fails."""
    recorder = Recorder()
    session.config.pluginmanager.register(recorder)
    pretend("stats")
    run_items(session, session.items)
    session.config.pluginmanager.unregister(recorder)
    failed = set(recorder.found.failed)
    if failed and not os.environ["MUTANTS_AGAIN"]:
        raise pytest.UsageError(f"These fail without any change: {', '.join(sorted(failed))}")
    for tests in recorder.found.tests.values():
        tests -= failed
    recorder.found.seconds = {
        test: used for test, used in recorder.found.seconds.items() if test not in failed
    }
    return recorder.found


def reached_by_a_child(session: pytest.Session) -> Reached:
    """The same in a child, so that nothing has run in this process yet."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.close(reader)
        found = reached(session)
        with os.fdopen(writer, "w") as out:
            json.dump(vars(found), out, default=sorted)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        said = answer.read()
    os.wait()
    if not said:
        raise pytest.UsageError("The tests fail without any change.")
    return Reached(**json.loads(said))


def forget(module: str) -> None:
    """Forget what functions of that module, those inside it and the tests have kept."""
    for name, loaded in tuple(sys.modules.items()):
        if name == module or name.startswith((f"{module}.", "tests.")):
            for value in vars(loaded).values():
                if hasattr(type(value), "cache_clear"):
                    value.cache_clear()
                elif isinstance(value, Kept):
                    value._known.clear()


def limit() -> None:
    """What a child may use besides time: a change can make a list endless."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def function_of(name: str) -> str:
    """The function that a change changes."""
    return name.rpartition("__mutmut_")[0]


class Trial:
    """All changes of one run."""

    def __init__(self, session: pytest.Session, found: Reached, results: Path) -> None:
        self.session = session
        self.found = found
        self.results = results
        self.items = {item.nodeid: item for item in session.items}
        self.noticed: dict[str, Counter[str]] = defaultdict(Counter)
        self.running: dict[int, tuple[str, int]] = {}

    def order(self, name: str) -> list[str]:
        """The tests of a change: first what noticed others of the same function, then the quick ones."""
        function = function_of(name)
        noticed, seconds = self.noticed[function], self.found.seconds
        reaching = seconds if name == CONTROL else self.found.tests.get(function, ())
        return sorted(reaching, key=lambda test: (-noticed[test], seconds[test]))

    def begin(self, name: str) -> None:
        """Fork a child for one change."""
        tests = self.order(name)
        if not tests:
            self.write(name, "not reached")
            return
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            self.try_out(name, tests, writer)
        os.close(writer)
        self.running[child] = (name, reader)

    def try_out(self, name: str, tests: list[str], answer: int) -> NoReturn:
        """In the child: run the tests with the change."""
        limit()
        self.session.config.pluginmanager.register(FirstFailure(answer, self.found.seconds))
        quietly()
        pretend(name)
        try:
            run_items(self.session, [self.items[test] for test in tests])
        except BaseException:  # noqa: BLE001  what not even pytest can hold is noticed
            os._exit(FAILED)
        os._exit(NOTHING_FAILED)

    def end(self) -> None:
        """Wait for a child, whichever comes first."""
        child, status, used = os.wait3(0)
        name, reader = self.running.pop(child)
        with os.fdopen(reader, "rb") as answer:
            by = answer.read().decode()
        code = os.waitstatus_to_exitcode(status)
        came = {NOTHING_FAILED: "survived", -signal.SIGPROF: "too slow"}.get(code, "noticed")
        if by:
            self.noticed[function_of(name)][by] += 1
        if name == CONTROL:
            self.control(came, by)
        else:
            self.write(name, came, by, used.ru_utime + used.ru_stime)

    def control(self, came: str, by: str) -> None:
        """A change that changes nothing: what fails with it would say nothing of the others."""
        if came != "survived":
            raise pytest.UsageError(f"Nothing was changed, and yet: {came} {by}")

    def write(self, name: str, came: str, by: str = "", seconds: float = 0.0) -> None:
        """A line of the results."""
        line = {"name": name, "came": came, "by": by, "seconds": round(seconds, 3)}
        with self.results.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")


def fewer_examples(items: list[pytest.Item]) -> None:
    """Let property tests that ask for many examples be content with some, and with any failure."""
    for item in items:
        function = getattr(getattr(item, "obj", None), "__func__", getattr(item, "obj", None))
        asked = getattr(function, "_hypothesis_internal_use_settings", None)
        if asked is not None:
            most = min(asked.max_examples, MOST_EXAMPLES)
            phases = (Phase.explicit, Phase.generate)
            function._hypothesis_internal_use_settings = settings(asked, max_examples=most, phases=phases)


def still_to_try(folder: Path, results: Path) -> Iterator[str]:
    """The control, and then the chosen changes without a result, in their order."""
    yield CONTROL
    done = {json.loads(line)["name"] for line in results.read_text("utf-8").splitlines()}
    yield from (name for name in json.loads((folder / "chosen.json").read_text("utf-8")) if name not in done)


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests once, run them for each change."""
    folder = Path.cwd()
    results = folder / os.environ["MUTANTS_RESULTS"]
    results.touch()
    fewer_examples(session.items)
    # Each function that can be changed is called through another.
    sys.setrecursionlimit(3 * sys.getrecursionlimit())
    warmed = os.environ["MUTANTS_WARMED"]
    trial = Trial(session, (reached if warmed else reached_by_a_child)(session), results)
    if warmed:
        forget(warmed)
    gc.collect()
    most = int(os.environ["MUTANTS_CHILDREN"])
    gc.freeze()
    for name in still_to_try(folder, results):
        trial.begin(name)
        while len(trial.running) >= most:
            trial.end()
    while trial.running:
        trial.end()
    return True
