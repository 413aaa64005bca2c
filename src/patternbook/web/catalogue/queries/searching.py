"""Finding services in the library: by words, function, number, law and council."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Value, When

from patternbook.web.catalogue.models import Adoption, Indexed, Posting, Term
from patternbook.web.catalogue.search import WEIGHTS, asked, meant, stem

A_PAGE = 20
# Fewer letters than this begin too many words to be meant as the beginning of one.
SHORTEST_BEGINNING = 3
MOST_BEGUN = 60
# How much shorter or longer than what was typed the word may be that was meant.
NEAR = 2
_WEIGHT = Case(
    *(When(part=part, then=Value(weight)) for part, weight in WEIGHTS.items()), output_field=IntegerField()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for. What is empty is not asked."""

    words: str = ""
    function: str = ""
    lgsl: str = ""
    law: str = ""
    council: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A service that was found."""

    indexed: Indexed
    councils: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was found. `shown_for` is what the words were taken for, where one was mistyped."""

    rows: tuple[Row, ...]
    count: int
    page: int
    pages: int
    functions: Mapping[str, int]
    shown_for: str = ""
    # No service has all the words: these have some.
    only_some: bool = False


@dataclass(frozen=True, slots=True)
class _Scores:
    """How well each service fits, by its row's id, what the words were taken for, whether all were found."""

    of: Mapping[int, int]
    taken_for: tuple[str, ...]
    all_words: bool = True


def search(*, wanted: Wanted) -> Found:
    """The services that fit, the best first. The library is public."""
    words = asked(wanted.words)
    law = _scores(asked(wanted.law), Posting.LAW) if wanted.law else None
    scores = _scores(words) if words else None
    every = _filtered(wanted, [one for one in (scores, law) if one is not None])
    functions = Counter(function for _, _, function in every)
    fitting = [row for row in every if not wanted.function or row[2] == wanted.function]
    fitting.sort(key=lambda row: (-(scores.of[row[0]] if scores else 0), row[1].casefold(), row[0]))
    pages = max(1, -(-len(fitting) // A_PAGE))
    page = min(max(1, wanted.page), pages)
    ids = [row[0] for row in fitting[(page - 1) * A_PAGE : page * A_PAGE]]
    taken = " ".join(scores.taken_for) if scores and scores.taken_for != words else ""
    return Found(
        rows=_rows(ids), count=len(fitting), page=page, pages=pages, functions=functions, shown_for=taken,
        only_some=bool(scores and not scores.all_words),
    )  # fmt: skip


def _filtered(wanted: Wanted, scores: list[_Scores]) -> list[tuple[int, str, str]]:
    """Id, title and function of every service that fits, whatever its function."""
    rows = Indexed.objects.all()
    for one in scores:
        rows = rows.filter(pk__in=one.of.keys())
    if wanted.lgsl:
        numbered = Posting.objects.filter(part=Posting.NUMBER, term__word=wanted.lgsl)
        rows = rows.filter(pk__in=numbered.values("indexed"))
    if wanted.council:
        on = Adoption.objects.filter(authority__slug=wanted.council, is_on=True)
        rows = rows.filter(service__in=on.values("service"))
    return list(rows.values_list("pk", "title", "function"))


def _rows(ids: list[int]) -> tuple[Row, ...]:
    found = Indexed.objects.select_related("version__publisher", "version__recall")
    found = found.defer("version__text", "version__examples")
    rows = {row.pk: row for row in found.prefetch_related("version__sign_offs").filter(pk__in=ids)}
    services = [row.service for row in rows.values()]
    on = Adoption.objects.filter(service__in=services, is_on=True).values_list("service")
    councils: dict[str, int] = dict(on.annotate(running=Count("pk")))
    return tuple(Row(rows[pk], councils.get(rows[pk].service, 0)) for pk in ids if pk in rows)


def _scores(words: tuple[str, ...], part: str = "") -> _Scores:
    """The services that have every word; those that have some, where none has all."""
    found = [_find(word, part) for word in words]
    taken = tuple(said for said, _ in found)
    each = [by_id for _, by_id in found]
    everywhere = set(each[0]).intersection(*each[1:]) if each else set()
    if everywhere:
        return _Scores({pk: sum(by_id[pk] for by_id in each) for pk in everywhere}, taken)
    some: Counter[int] = Counter()
    for by_id in each:
        some.update(by_id)
    return _Scores(some, taken, all_words=not some)


def _find(word: str, part: str) -> tuple[str, dict[int, int]]:
    """What the word was taken for, and how well each service fits it."""
    terms = _in_use(part)
    same = terms.filter(Q(word=word) | Q(stem=stem(word)))
    if by_id := _weighed(same, part):
        return word, by_id
    if len(word) >= SHORTEST_BEGINNING:
        begun = terms.filter(word__startswith=word).order_by("length", "word")[:MOST_BEGUN]
        if by_id := _weighed(Term.objects.filter(pk__in=[term.pk for term in begun]), part):
            return word, by_id
        near = Term.objects.filter(length__range=(len(word) - NEAR, len(word) + NEAR)).order_by("word")
        for instead in meant(word, list(near.values_list("word", flat=True))):
            if by_id := _weighed(terms.filter(Q(word=instead) | Q(stem=stem(instead))), part):
                return instead, by_id
    return word, {}


def _in_use(part: str) -> QuerySet[Term]:
    """The words that stand in some service today; in this part of it, where one is named."""
    postings = Posting.objects.filter(term=OuterRef("pk"))
    return Term.objects.filter(Exists(postings.filter(part=part) if part else postings))


def _weighed(terms: QuerySet[Term], part: str) -> dict[int, int]:
    postings = Posting.objects.filter(term__in=terms.values("pk"))
    if part:
        postings = postings.filter(part=part)
    return dict(postings.values_list("indexed").annotate(best=Max(_WEIGHT)))
