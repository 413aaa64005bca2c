"""The copies by which services and choices are found at once. Parts of the actions that publish and adopt."""

from __future__ import annotations

from patternbook.language import canonical
from patternbook.language.nodes.adoption import Adoption as Choices
from patternbook.language.nodes.service import Service
from patternbook.language.words import english
from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import Installation, action, record
from patternbook.web.catalogue import definitions, search
from patternbook.web.catalogue.models import Adoption, Chosen, Indexed, Posting, Term, Version

AT_ONCE = 500


def index(*, version: Version, service: Service) -> None:
    """Let searches find a service by the words of this version, in place of those of the one before."""
    row, _ = Indexed.objects.update_or_create(
        service=version.service,
        defaults={
            "version": version, "title": english(service.title), "summary": english(service.summary),
            "function": service.function, "lgsl": list(service.lgsl),
        },
    )  # fmt: skip
    parts = search.words_of(service)
    terms = _terms(set().union(*parts.values()))
    row.postings.all().delete()
    rows = [
        Posting(term_id=terms[word], indexed=row, part=part)
        for part, words in parts.items()
        for word in sorted(words)
    ]
    Posting.objects.bulk_create(rows, batch_size=AT_ONCE)


@action("catalogue.publish", on="installation")
def index_missing(*, installation: Installation, by: Actor) -> int:
    """Index the newest version of every service that no search finds yet; returns how many."""
    there = Indexed.objects.values("service")
    missing = Version.objects.exclude(service__in=there).order_by("published", "id")
    newest = {version.service: version for version in missing}
    for version in newest.values():
        index(version=version, service=definitions.compiled(version.text).service)
    record("library.indexed", subject=Indexed, facts={"services": len(newest)})
    return len(newest)


def _terms(words: set[str]) -> dict[str, int]:
    """The key of each word, which is made where it is new. Two who publish at once may both make it."""
    known = _known(words)
    new = [Term(word=word, stem=search.stem(word), length=len(word)) for word in sorted(words - known.keys())]
    Term.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    return known | _known({term.word for term in new})


def _known(words: set[str]) -> dict[str, int]:
    return dict(Term.objects.filter(word__in=words).values_list("word", "id"))


def keep_choices(*, adoption: Adoption, choices: Choices) -> None:
    """Let other councils see what this one chose, in place of what it chose before."""
    adoption.chosen.all().delete()
    Chosen.objects.bulk_create(
        Chosen(
            authority_id=adoption.authority_id, adoption=adoption, service=adoption.service, setting=key,
            from_day=dated.from_, value=canonical.to_json(dated)["value"],
        )
        for key, chosen in choices.settings.items()
        for dated in chosen.values
    )  # fmt: skip
