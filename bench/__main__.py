"""``python -m bench [part …]``: measure, print a table, write the figures as JSON.

The parts of the web run in a process of their own for each database: SQLite, and PostgreSQL where
DATABASE_URL names a server.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from bench.growth import slopes
from bench.harness import LEAST_SECONDS, ROUNDS, Measured, measure, table
from bench.web import ground

# Each part is a module with `ratios() -> Iterable[Ratio]`.
CORE = ("reading", "conditions", "steps", "merging")
WEB = ("pages", "submitting", "upgrading", "libraries")
PARTS = (*CORE, *WEB, "growth")
RESULTS = Path("build/bench.json")


def main(given: list[str] | None = None) -> int:
    """Run the parts named, or all."""
    arguments = _arguments()
    said = arguments.parse_args(given)
    if unknown := [part for part in said.parts if part not in PARTS]:
        arguments.error(f"no such part: {', '.join(unknown)}; parts: {', '.join(PARTS)}")
    if said.on:
        print(json.dumps([asdict(one) for one in _on(said.on, said.parts[0], said.rounds)]))
        return 0
    results: list[Measured] = []
    for part in said.parts or PARTS:
        for one in _measured(part, said.rounds):
            results.append(one)
            print(table([one]).splitlines()[-1], flush=True)
    growth = slopes() if "growth" in (said.parts or PARTS) else []
    print(
        "\n" + "\n\n".join(["\n".join(part) for part in ([table(results)] * bool(results), growth) if part])
    )
    figures = [{**asdict(one), "met": one.met} for one in results]
    written = {"python": platform.python_version(), "machine": platform.machine(), "figures": figures}
    said.into.parent.mkdir(parents=True, exist_ok=True)
    said.into.write_text(json.dumps({**written, "growth": growth}, indent=2) + "\n")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("parts", nargs="*", help="what to measure; everything, if none is named")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each side is timed")
    parser.add_argument("--into", type=Path, default=RESULTS, help="where the figures are written")
    parser.add_argument("--on", choices=("sqlite", "postgresql"), help=argparse.SUPPRESS)
    return parser


def _measured(part: str, rounds: int) -> Iterator[Measured]:
    if part in CORE:
        for one in import_module(f"bench.{part}").ratios():
            yield measure(one, rounds)
    elif part in WEB:
        yield from _apart("sqlite", part, rounds)
        if ground.postgresql_address():
            yield from _apart("postgresql", part, rounds)


def _apart(database: ground.Database, part: str, rounds: int) -> Iterator[Measured]:
    """In a process of its own, since Django has one set of settings."""
    command = [sys.executable, "-m", "bench", part, "--on", database, "--rounds", str(rounds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    for one in json.loads(done.stdout.splitlines()[-1]):
        found = Measured(**one)
        yield Measured(**{**asdict(found), "name": f"{found.name} ({database})"})


def _on(database: ground.Database, part: str, rounds: int) -> list[Measured]:
    least = 5 * LEAST_SECONDS
    with ground.ready(database):
        return [measure(one, rounds, least) for one in import_module(f"bench.{part}").ratios()]


if __name__ == "__main__":
    sys.exit(main())
