"""`patternbook upgrade`: a newer version into a council's folder, with everything that it touches told first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from patternbook import library
from patternbook.changes import Decision, MergedText, Touched, compatibility, describe, diff, merge_texts
from patternbook.changes.successors import Successors
from patternbook.cli.adopted import ADOPTION, BASE, RECORD, STEPS, Record, read_record, record_of, written
from patternbook.cli.command import Command, Exit
from patternbook.cli.marking import marked
from patternbook.cli.merge import decisions
from patternbook.cli.reporting import report
from patternbook.cli.sides import Side, errors_of, side
from patternbook.cli.telling import conflict_lines, counted, tell_changes, tell_touched
from patternbook.cli.texts_on_disk import EXAMPLES, SERVICE, YAML, examples_of, read_file, steps_for
from patternbook.engine.compiler import compile_service
from patternbook.engine.examples import run_example
from patternbook.errors import Problem, ProblemsFound
from patternbook.language import digests, reader, writer
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Keyed
from patternbook.language.nodes.example import Example, SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.language.steps import expand

LIBRARY, COUNCIL = "library", "council"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="the folder that `patternbook adopt` made")
    parser.add_argument(
        "--to", metavar="NEWER", required=True, help="the newer version: a file, a folder, or a shipped key"
    )
    parser.add_argument(
        "--decide",
        action="append",
        default=[],
        metavar="ID=NAME",
        help="take `library`, `council` or `base` in a conflict; remembered in the folder",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="only tell; write nothing")
    how.add_argument(
        "--write", action="store_true", help="write even where something is open, with conflicts marked"
    )


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The three texts of an upgrade, and what became of them."""

    folder: Path
    base: Side
    council: Side
    newer: Side
    merged: MergedText
    record: Record

    @property
    def steps(self) -> Mapping[str, Read[SharedStep]]:
        """The shared steps that the merged text may use."""
        return {**steps_for(self.newer.file.path), **steps_for(self.folder / SERVICE)}

    @property
    def result(self) -> Service:
        """What the merged text says."""
        node = reader.read(self.merged.text, kind=Service, steps=self.steps).node
        assert node is not None  # what a merge writes can be read
        return node


def _run(arguments: Namespace) -> Exit:
    folder = Path(arguments.folder)
    base, council, newer = (
        side(str(folder / BASE), "base"), side(str(folder / SERVICE), COUNCIL), side(arguments.to, LIBRARY)
    )  # fmt: skip
    if errors := errors_of((base, council, newer)):
        return report(errors, json_=False, fine="")
    record = read_record(folder)
    made = decisions(arguments.decide, (LIBRARY, COUNCIL, "base"))
    record = replace(record, decisions={**record.decisions, **{each.conflict: each.take for each in made}})
    merged = merge_texts(
        base.text,
        {LIBRARY: newer.text, COUNCIL: council.text},
        steps={**steps_for(newer.file.path), **steps_for(folder / SERVICE)},
        owner=LIBRARY,
        decisions=[Decision(conflict, take=take) for conflict, take in record.decisions.items()],
    )
    upgrade = Upgrade(folder, base, council, newer, merged, record)
    open_ = _tell(upgrade)
    if arguments.dry_run:
        print("Nothing is written: this was a dry run.")
    elif open_ and not arguments.write:
        print("Nothing is written, because something is open. Decide it with --decide ID=NAME, or write anyway with --write.")  # fmt: skip
    else:
        _write(upgrade)
    return Exit.FAILED if open_ else Exit.FINE


def _tell(upgrade: Upgrade) -> bool:
    """Prints what an upgrade does; whether something of it is open."""
    base, council, newer = upgrade.base.node, upgrade.council.node, upgrade.newer.node
    for heading, after in (("What the library changed", newer), ("What you changed", council)):
        print(f"# {heading}")
        tell_changes(describe(diff(base, after), base, after))
    touched = _touched(upgrade)
    if touched:
        print("# What it touches")
        tell_touched(touched)
    problems = [each for each in upgrade.merged.problems if each.severity == "error"]
    examples = list(_run_examples(upgrade)) if not problems else []
    steps = [
        f"{STEPS}/{name}: yours is not the library's. Make the two alike, or give yours another name."
        for name, text in _newer_steps(upgrade).items()
        if (own := upgrade.folder / STEPS / name).is_file() and own.read_text(encoding="utf-8") != text
    ]
    lines = [
        *conflict_lines(upgrade.merged.conflicts, base),
        *map(str, problems),
        *map(str, examples),
        *steps,
    ]
    if lines:
        print("# What is open")
    for line in lines:
        print(f"- {line}")
    print(_summed_up(upgrade, len(problems), len(examples)))
    return bool(lines)


def _newer_steps(upgrade: Upgrade) -> Mapping[str, str]:
    """The newer version's own shared steps. They are not merged: where both have one, they must be the same."""
    found = sorted((upgrade.newer.file.path.parent / STEPS).glob(f"*{YAML}"))
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def _summed_up(upgrade: Upgrade, problems: int, examples: int) -> str:
    said = [
        counted(len(upgrade.merged.conflicts), "conflict"),
        counted(problems, "problem"),
        f"{counted(examples, 'difference')} in {counted(len(_examples(upgrade)), 'example')}",
    ]
    return ", ".join(said) + "."


def _touched(upgrade: Upgrade) -> tuple[Touched, ...]:
    adoption = upgrade.folder / ADOPTION
    node = read_file(adoption).read.node if adoption.is_file() else None
    found = compatibility(
        expand(upgrade.council.node, upgrade.steps),
        expand(upgrade.result, upgrade.steps),
        node if isinstance(node, Adoption) else None,
    )
    return (*found.drafts, *found.cases, *found.adoptions)


def _newer_examples(upgrade: Upgrade) -> Mapping[str, str]:
    path = upgrade.newer.file.path
    if path.exists():
        return {each.path.name: each.read.text for each in examples_of(path)}
    shipped = library.examples(upgrade.newer.node.service)
    return {f"{name}{YAML}": read.text for name, read in shipped.items()}


def _examples(upgrade: Upgrade) -> Mapping[str, str]:
    """The newer version's examples, and those that the council wrote or changed."""
    own = {each.path.name: each.read.text for each in examples_of(upgrade.folder / SERVICE)}
    came = upgrade.record.examples
    return {
        **_newer_examples(upgrade),
        **{name: text for name, text in own.items() if came.get(name) != digests.text(text)},
    }


def _run_examples(upgrade: Upgrade) -> Iterator[Problem]:
    """Everything that comes out otherwise on the merged text than an example says."""
    try:
        compiled = compile_service(upgrade.result, upgrade.steps)
    except ProblemsFound as found:
        yield from found.problems
        return
    for name, text in _examples(upgrade).items():
        read = reader.read(text, file=f"{EXAMPLES}/{name}", kind=Example)
        problems = read.problems if read.node is None else run_example(compiled, read.node)
        for problem in problems:
            placed = problem.place if problem.place.line else read.places.of(problem.path)
            yield replace(problem, place=placed)


def _write(upgrade: Upgrade) -> None:
    folder, merged = upgrade.folder, upgrade.merged
    examples = _examples(upgrade)
    for each in examples_of(folder / SERVICE):
        if each.path.name not in examples:
            each.path.unlink()
    record = record_of(_newer_examples(upgrade), upgrade.record.decisions)
    texts = {
        SERVICE: marked(merged.text, merged.conflicts, upgrade.base.node, Service),
        BASE: upgrade.newer.text,
        RECORD: written(record),
        **{f"{EXAMPLES}/{name}": text for name, text in examples.items()},
        **{
            f"{STEPS}/{name}": text
            for name, text in _newer_steps(upgrade).items()
            if not (folder / STEPS / name).exists()
        },
        **_adoption(upgrade),
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    print(f"wrote {folder}")


def _adoption(upgrade: Upgrade) -> dict[str, str]:
    """The council's choices under the keys that settings and bindings have now. What is gone stays for somebody to see."""
    path = upgrade.folder / ADOPTION
    read = read_file(path).read if path.is_file() else None
    node = read.node if read is not None else None
    if read is None or not isinstance(node, Adoption):
        return {}
    to = Successors(upgrade.council.node, upgrade.result)
    settings = Keyed((to.within(("settings",), key, to.after.settings) or key, value) for key, value in node.settings.items())  # fmt: skip
    bindings = Keyed((to.within(("bindings",), key, to.after.bindings) or key, value) for key, value in node.bindings.items())  # fmt: skip
    moved = replace(node, settings=settings, bindings=bindings)
    return {} if moved == node else {ADOPTION: writer.write(replace(read, node=moved))}


COMMAND = Command("upgrade", "Merge a newer version into your own.", _arguments, _run)
