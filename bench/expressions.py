"""``python -m bench.expressions``: the condition of `bench.conditions` in every engine that is installed.

Each engine takes its turn in every round, so that all see the same machine; the figures are medians.
The peers are not dependencies: cel-expr-python comes with the tests, simpleeval only if it is there.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from bench.conditions import SOURCE, VALUES, by_hand, typed
from bench.harness import LEAST_SECONDS, WARM_UP, Timed, Work
from patternbook.language.expressions import generate, parse
from patternbook.language.expressions.careful import careful

ROUNDS = 11


def _cel(*, kept: bool) -> Work:
    cel = import_module("cel_expr_python.cel")
    kinds = {int: cel.Type.INT, str: cel.Type.STRING}
    env = cel.NewEnv(variables={name: kinds[type(value)] for name, value in VALUES.items()})
    program = env.compile(SOURCE)
    if not kept:
        return lambda: program.eval(data=dict(VALUES)).plain_value()
    activation = env.Activation(dict(VALUES))
    return lambda: program.eval(activation).plain_value()


def _cel_compile() -> Work:
    cel = import_module("cel_expr_python.cel")
    kinds = {int: cel.Type.INT, str: cel.Type.STRING}
    env = cel.NewEnv(variables={name: kinds[type(value)] for name, value in VALUES.items()})
    return lambda: env.compile(SOURCE)


def _simpleeval() -> Work:
    simpleeval = import_module("simpleeval")
    evaluator = simpleeval.EvalWithCompoundTypes(names=dict(VALUES))
    source = SOURCE.replace("&&", "and").replace("||", "or")
    tree = evaluator.parse(source)
    return lambda: evaluator.eval(source, previously_parsed=tree)


def engines() -> dict[str, Work]:
    """What evaluates the condition, by name; the first is the floor."""
    checked = typed()
    quick, slow = generate(checked), careful(checked.root)
    found: dict[str, Callable[[], object]] = {
        "Python written by hand": lambda: by_hand(VALUES),
        "ours: generated code": lambda: quick(VALUES),
        "ours: the careful way (closures)": lambda: slow(VALUES),
    }
    if find_spec("cel_expr_python"):
        found["cel-expr-python, activation kept"] = _cel(kept=True)
        found["cel-expr-python, activation each time"] = _cel(kept=False)
    if find_spec("simpleeval"):
        found["simpleeval, parsed before"] = _simpleeval()
    return found


def compilers() -> dict[str, Work]:
    """What reads, checks and compiles the condition, by name."""
    found: dict[str, Work] = {
        "Python's own compile": lambda: compile(
            SOURCE.replace("&&", "and").replace("||", "or"), "<by hand>", "eval"
        ),
        "ours: read": lambda: parse(SOURCE),
        "ours: read and check": typed,
        "ours: read, check, generate": lambda: generate(typed()),
    }
    if find_spec("cel_expr_python"):
        found["cel-expr-python: compile"] = _cel_compile()
    return found


def show(title: str, works: dict[str, Work]) -> None:
    """Time all in turns and print medians, with the ratio to the first."""
    from time import process_time

    timed = {name: Timed(work, process_time) for name, work in works.items()}
    for each in timed.values():
        each.find_repeats(LEAST_SECONDS)
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(WARM_UP + ROUNDS):
        for name, each in timed.items():
            took = each.seconds()
            if turn >= WARM_UP:
                times[name].append(took)
    floor = statistics.median(next(iter(times.values())))
    print(f"\n| {title} | µs | × |\n|---|---|---|")
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"| {name} | {middle * 1e6:.2f} | {middle / floor:.1f} |")


def main() -> int:
    """Measure and print."""
    works = engines()
    answers = {name: work() for name, work in works.items()}
    if set(answers.values()) != {True}:
        print(f"The engines disagree: {answers}", file=sys.stderr)
        return 1
    show("evaluate", works)
    show("compile", compilers())
    return 0


if __name__ == "__main__":
    sys.exit(main())
