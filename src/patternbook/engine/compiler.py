"""From nodes to something quick to run, worked out once for each meaning."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from threading import Lock

from patternbook.engine.answers import KINDS, NOT_RUN_YET
from patternbook.engine.answers.identity import READERS
from patternbook.engine.compiled import (
    Compiled,
    CompiledLookup,
    CompiledText,
    Hole,
    PageNeeds,
    Program,
    Segments,
    Wording,
    later,
)
from patternbook.engine.settings import setting_types
from patternbook.errors import Path, Problem, ProblemsFound
from patternbook.language import digests, scopes, texts
from patternbook.language.expressions import ExpressionError, generate
from patternbook.language.kinds.questions import HiddenQuestion, IdentityQuestion, Question
from patternbook.language.nodes.base import Forms, Text
from patternbook.language.nodes.example import SharedStep
from patternbook.language.nodes.service import Service
from patternbook.language.reader import Read
from patternbook.language.scopes import Scopes, Site, lookup_rounds
from patternbook.language.scopes.trees import names_in
from patternbook.language.scopes.uses import implied
from patternbook.language.steps import expand
from patternbook.language.walk import texts as all_texts
from patternbook.language.walk import walk

__all__ = ["Compiled", "Program", "compile_service"]

# How many definitions stay compiled. A council runs some hundreds of services at most.
KEPT = 512

HoleAt = tuple[Path, int]


class _Kept:
    """Compiled definitions by meaning digest, the least recently used forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_digest: OrderedDict[str, Compiled] = OrderedDict()
        self._lock = Lock()

    def get(self, digest: str) -> Compiled | None:
        with self._lock:
            found = self._by_digest.get(digest)
            if found is not None:
                self._by_digest.move_to_end(digest)
            return found

    def put(self, compiled: Compiled) -> Compiled:
        with self._lock:
            self._by_digest[compiled.digest] = compiled
            if len(self._by_digest) > self._most:
                self._by_digest.popitem(last=False)
        return compiled


_KEPT = _Kept(KEPT)


def compile_service(service: Service, steps: Mapping[str, Read[SharedStep]]) -> Compiled:
    """A definition, ready to run. The same meaning is compiled once and kept.

    Raises ProblemsFound with every expression that does not type and every question of a kind that
    is not run yet. What else can be wrong with a definition, `language.checks` finds.
    """
    digest = digests.meaning(service, steps=steps)
    return _KEPT.get(digest) or _KEPT.put(compile_whole(expand(service, steps), digest))


def compile_whole(service: Service, digest: str) -> Compiled:
    """A definition with its shared steps filled in, ready to run; nothing is kept."""
    found = scopes.of(service)
    problems: list[Problem] = list(not_run_yet(service))
    programs: dict[Path, Program] = {}
    holes: dict[HoleAt, Program] = {}
    for site in found.sites:
        program = _program(found, site, problems)
        if program is None:
            continue
        if site.use == "hole":
            holes[(site.path, site.offset)] = program
        else:
            programs[site.path] = program
    if problems:
        raise ProblemsFound(problems)
    return _assembled(service, digest, found, programs, _texts(service, programs, holes))


def _assembled(
    service: Service,
    digest: str,
    found: Scopes,
    programs: dict[Path, Program],
    words: dict[Path, CompiledText],
) -> Compiled:
    names = found.names
    page_of = {key: page for page, said in service.pages.items() for key in said.questions}
    lookups = {key: _lookup(found, service, key, programs) for key in service.lookups}
    derived = frozenset((*lookups, *service.values, *service.tables, *service.prices))
    needs = _Needs(service, found)
    return Compiled(
        service=service,
        digest=digest,
        programs=programs,
        texts=words,
        order=walking_order(service),
        questions={
            key: question for said in service.pages.values() for key, question in said.questions.items()
        },
        page_of=page_of,
        answer_types={key: type_ for key in page_of if (type_ := names.answer(key)) is not None},
        setting_types=setting_types(service),
        lookups=lookups,
        needs={key: needs.of_page(key) for key in service.pages},
        end_needs={key: needs.under(("ends", key)) for key in service.ends},
        check_needs=needs.of_check(),
        dependents={key: tuple(name for name in derived if key in names.closure(name)) for key in page_of},
        derived=derived,
    )


def walking_order(service: Service) -> tuple[str, ...]:
    """The pages in the order in which a journey walks them: as written; in a task list, the pages of a
    task after those of all tasks that come before it."""
    tasks: list[str] = []

    def add(task: str) -> None:
        if task not in tasks:
            for before in service.tasks[task].after:
                add(before)
            tasks.append(task)

    for task in service.tasks:
        add(task)
    place = {task: number for number, task in enumerate(tasks)}
    in_tasks = [key for key, page in service.pages.items() if page.task]
    first = next(iter(in_tasks), None)
    pages = list(service.pages)
    before = pages[: pages.index(first)] if first is not None else pages
    after = [key for key in pages[len(before) :] if not service.pages[key].task]
    in_tasks.sort(key=lambda key: place[service.pages[key].task or ""])
    return (*before, *in_tasks, *after)


def not_run_yet(service: Service) -> Iterator[Problem]:
    """The questions, anywhere in a definition, of kinds that the engine does not run yet."""
    for said in walk(service):
        if not isinstance(said.value, Question):
            continue
        kind = said.value.ask
        of = said.value.of if isinstance(said.value, IdentityQuestion) else ""
        if kind in NOT_RUN_YET or (of and of not in READERS):
            asked = f"'{kind}' of '{of}'" if of else f"'{kind}'"
            hint = f"These run: {', '.join(sorted(KINDS))}."
            yield Problem(
                "not-run-yet", f"Questions of the kind {asked} cannot be run yet.", hint=hint, path=said.path
            )


def _program(found: Scopes, site: Site, problems: list[Problem]) -> Program | None:
    try:
        typed = found.typed(site)
    except ExpressionError as error:
        problems.append(Problem(error.code, error.message, hint=error.hint, path=site.path))
        return None
    uses = names_in(site.expr.source)
    return later(lambda: generate(typed), site.expr.source, uses, site.unknown, typed.type)


def _lookup(found: Scopes, service: Service, key: str, programs: Mapping[Path, Program]) -> CompiledLookup:
    lookup = service.lookups[key]
    return CompiledLookup(
        key=key,
        contract=lookup.contract,
        inputs={name: programs[("lookups", key, "with", name)] for name in lookup.with_},
        gives=found.names.lookup(key),
        keep=lookup.keep,
        recheck=lookup.recheck,
        changed=lookup.changed,
    )


class _Needs:
    """Which lookups each part of a journey needs, in the order of their rounds."""

    def __init__(self, service: Service, found: Scopes) -> None:
        self.service, self.names = service, found.names
        self.sites = tuple((site.path, names_in(site.expr.source)) for site in found.sites)
        self.rounds = lookup_rounds(found.names)

    def of_page(self, key: str) -> PageNeeds:
        """Those of a page: to decide on it, to show it, to leave it."""
        page = self.service.pages[key]
        here = ("pages", key)
        decide = self.under((*here, "show")) + (self.under(("tasks", page.task, "show")) if page.task else ())
        leave = self.under((*here, "checks")) + self.under((*here, "go"))
        left = {"show", "checks", "go"}
        names = [
            name for path, used in self.sites if path[:2] == here and path[2] not in left for name in used
        ]
        named = implied(self.service, page.questions.values())
        return PageNeeds(self._ordered(decide), self._ordered([*names, *named]), self._ordered(leave))

    def of_check(self) -> tuple[str, ...]:
        """Those of check answers: rules over several pages, its words, and every price."""
        return self._ordered(
            [*self.under(("checks",)), *self.under(("check_answers",)), *self.service.prices]
        )

    def under(self, prefix: Path) -> tuple[str, ...]:
        """Those of all expressions below a path."""
        return self._ordered(
            [name for path, used in self.sites if path[: len(prefix)] == prefix for name in used]
        )

    def _ordered(self, names: Iterable[str]) -> tuple[str, ...]:
        known = [name for name in dict.fromkeys(names) if name in self.names.kinds]
        reached = set(known).union(*(self.names.closure(name) for name in known))
        lookups = [key for key in self.service.lookups if key in reached]
        return tuple(sorted(lookups, key=self.rounds.__getitem__))


def _texts(
    service: Service, programs: Mapping[Path, Program], holes: Mapping[HoleAt, Program]
) -> dict[Path, CompiledText]:
    labels = {
        key: {option: said.label for option, said in options.items()}
        for page in service.pages.values()
        for key, question in page.questions.items()
        if (options := getattr(question, "options", None))
    }
    return {path: _text(path, text, (programs, holes), labels) for path, text in all_texts(service)}


Sources = tuple[Mapping[Path, Program], Mapping[HoleAt, Program]]
Labels = Mapping[str, Mapping[str, Text]]


def _text(path: Path, text: Text, sources: Sources, labels: Labels) -> CompiledText:
    plain = {
        language: texts.parse(said)[0] if said else ""
        for language, said in text.wordings.items()
        if isinstance(said, str) and not texts.holes(said)
    }
    wordings = {
        language: _wording((*path, language), said, sources, labels)
        for language, said in text.wordings.items()
    }
    return CompiledText(wordings, {key: said for key, said in plain.items() if isinstance(said, str)})


def _wording(path: Path, said: str | Forms, sources: Sources, labels: Labels) -> Wording:
    programs, holes = sources
    if isinstance(said, str):
        return Wording({"other": _segments(path, said, holes, labels)})
    forms = {form: _segments((*path, form), words, holes, labels) for form, words in said.forms.items()}
    return Wording(forms, texts.forms_kind(said), programs[(*path, "by")] if said.by is not None else None)


def _segments(path: Path, words: str, holes: Mapping[HoleAt, Program], labels: Labels) -> Segments:
    return tuple(
        segment
        if isinstance(segment, str)
        else Hole(holes[(path, segment.offset)], labels.get(segment.expr.source, {}))
        for segment in texts.parse(words)
    )


def hidden_questions(compiled: Compiled, page: str) -> Iterator[tuple[str, Program]]:
    """The questions of a page that are worked out, with their expressions."""
    for key, question in compiled.service.pages[page].questions.items():
        if isinstance(question, HiddenQuestion):
            yield key, compiled.programs[("pages", page, "questions", key, "is")]
