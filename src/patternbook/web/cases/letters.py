"""The notices and orders of an outcome as messages, in the words of the definition and the language of the resident."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings

from patternbook.engine import process
from patternbook.engine.process import EffectDue, NoticeDue, Outcome
from patternbook.engine.values import to_plain
from patternbook.language.kinds.questions import EmailQuestion
from patternbook.language.nodes.process import Notice
from patternbook.web.cases.references import token_of
from patternbook.web.cases.standing import Standing
from patternbook.web.notices.actions import ToSend

# What every letter to a resident ends with. The reference is added where the definition's words leave it out.
REFERENCE = {"en": "Your reference is {reference}.", "cy": "Eich cyfeirnod yw {reference}."}
FOLLOW = {"en": "See how it is going: {link}", "cy": "Gweld sut mae’n mynd: {link}"}


def letters(standing: Standing, outcome: Outcome) -> list[ToSend]:
    """One message for each notice and recipient, and one for each order. `standing` includes the outcome's events."""
    return [*_each(standing, outcome.notices), *_orders(standing, outcome.effects)]


def _orders(standing: Standing, effects: tuple[EffectDue, ...]) -> Iterator[ToSend]:
    """Messages to other systems, where the council has connected one; whoever works here needs none."""
    for place, due in enumerate(effects):
        way = standing.running.via.connectors.get(due.contract)
        if way:
            said = {
                "council": standing.case.authority.slug,
                "case": standing.case.reference,
                "contract": due.contract,
                "inputs": to_plain(due.inputs),
            }
            yield ToSend(
                key=due.key,
                idempotency_key=f"case:{standing.case.pk}:{len(standing.events)}:order:{place}",
                channel="order",
                language="en",
                address=way,
                subject=due.contract,
                body=json.dumps(said, ensure_ascii=False, indent=1),
            )


def _each(standing: Standing, notices: tuple[NoticeDue, ...]) -> Iterator[ToSend]:
    for place, due in enumerate(notices):
        node = standing.running.compiled.service.process.notices[due.key]
        for number, address in enumerate(recipients(standing, node)):
            yield ToSend(
                key=due.key,
                idempotency_key=f"case:{standing.case.pk}:{len(standing.events)}:{place}:{number}",
                channel="email",
                language=standing.case.submission.language,
                address=address,
                subject=_words(standing, due, "subject"),
                body=_body(standing, due, node),
            )


def _words(standing: Standing, due: NoticeDue, part: str) -> str:
    path = ("process", "notices", due.key, part)
    compiled = standing.running.compiled
    return process.words(compiled, path, standing.facts, standing.events, standing.context, due.item).text


def _body(standing: Standing, due: NoticeDue, node: Notice) -> str:
    said = _words(standing, due, "body")
    if node.to != "applicant":
        return said
    language, reference = standing.case.submission.language, standing.case.reference
    link = progress_link(standing)
    ending = [FOLLOW.get(language, FOLLOW["en"]).format(link=link)] if link else []
    if reference not in said:
        ending.insert(0, REFERENCE.get(language, REFERENCE["en"]).format(reference=reference))
    return "\n\n".join([said.rstrip(), "\n".join(ending)])


def progress_link(standing: Standing) -> str:
    """The absolute address of the case's progress page; empty where its key is gone."""
    case = standing.case
    base = (
        f"https://{case.authority.domain}"
        if case.authority.domain
        else f"{settings.ADDRESS}/{case.authority.slug}"
    )
    token = token_of(case.authority_id, case.reference, case.progress_hash)
    return f"{base}/progress/{quote(token)}" if token else ""


def recipients(standing: Standing, node: Notice) -> tuple[str, ...]:
    """Email addresses: the applicant's own answer, or the address bound to a role's team.

    Nobody to write to is not an error: a resident may have given no address, and follows by reference.
    """
    if node.to == "applicant":
        return applicant_addresses(standing)
    roles = standing.running.compiled.service.process.roles
    if node.to in roles:
        return standing.running.team_addresses(roles[node.to].team)
    return ()


def applicant_addresses(standing: Standing) -> tuple[str, ...]:
    """The first email address that the resident gave."""
    for key, question in standing.running.compiled.questions.items():
        if isinstance(question, EmailQuestion) and question.channel != "staff":
            address = standing.facts.answers.get(key)
            if isinstance(address, str) and address:
                return (address,)
    return ()
