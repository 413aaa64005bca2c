"""Fetch, ask, act, draw: bringing a newer version in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from patternbook.engine.answers.kind import block, line
from patternbook.errors import Problem, ProblemsFound
from patternbook.language.types import DATE
from patternbook.web.cases import queries as cases
from patternbook.web.catalogue import adoption_texts, definitions, examples
from patternbook.web.catalogue.actions import upgrading as actions
from patternbook.web.catalogue.actions.upgrading import Deciding
from patternbook.web.catalogue.models import Upgrade
from patternbook.web.catalogue.queries import adopting, upgrading
from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.catalogue.upgrades import Ready
from patternbook.web.drafts import queries as drafts
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.kit.times import local
from patternbook.web.studio import typed
from patternbook.web.studio.adopting import binding_form
from patternbook.web.studio.adopting.binding_form import BindingForm
from patternbook.web.studio.adopting.hands import errors_of, in_hand, key_of, page_of, title_of
from patternbook.web.studio.desk import Desk, at_desk
from patternbook.web.studio.typed.times import draw_date, read_day
from patternbook.web.studio.upgrading import showing

LONGEST = 2000
WHY = FieldError("Enter why", "because")
# What is shown in its own place on the page, and not among what is wrong with the text.
ELSEWHERE = frozenset(
    {"undecided", "missing-binding", "out-of-bounds", "locked", "wrong-setting", "unknown-setting"}
)


@dataclass(frozen=True, slots=True)
class Opened:
    """An upgrade that somebody looks at: with the service as it runs, and where it stands."""

    desk: Desk
    service: str
    hand: InHand
    upgrade: Upgrade
    ready: Ready

    @property
    def url(self) -> str:
        """The upgrade's own page."""
        return page_of(self.desk, "service_upgrade", self.service)

    @property
    def refused(self) -> tuple[str, ...]:
        """The settings of which the council's value is not allowed any more."""
        return self.ready.weighed.refused(definitions.adoption(self.ready.adoption_text))

    @property
    def missing(self) -> tuple[Problem, ...]:
        """The bindings that the new version needs and that are not filled in."""
        return tuple(one for one in self.ready.problems if one.code == "missing-binding")

    @property
    def broken(self) -> tuple[Problem, ...]:
        """Why the merged text cannot run."""
        return tuple(one for one in self.ready.problems if one.code not in ELSEWHERE)


def _open(desk: Desk, service: str) -> Opened:
    hand = in_hand(desk, service)
    found = upgrading.of_service(authority=desk.authority, service=key_of(service), by=desk.by)
    upgrade = next((one for one in found if one.state in Upgrade.OPEN), None)
    if upgrade is None:
        raise Http404
    return Opened(desk, service, hand, upgrade, upgrading.standing(upgrade=upgrade, by=desk.by))


@at_desk()
def upgrade(desk: Desk, service: str) -> HttpResponse:
    """What a newer version means for the council, what has to be decided, and bringing it in."""
    hand = in_hand(desk, service)
    found = upgrading.of_service(authority=desk.authority, service=key_of(service), by=desk.by)
    if not any(one.state in Upgrade.OPEN for one in found):
        edges = desk.edges(back=page_of(desk, "service", service))
        return render(
            desk.request, "studio/upgrading/none.html", edges, hand=hand, title=title_of(hand), service=service,
            past=found, may=desk.may("catalogue.edit"),
        )  # fmt: skip
    opened = _open(desk, service)
    errors: tuple[FieldError, ...] = ()
    if desk.request.method == "POST":
        errors = _do(opened)
        if not errors:
            return redirect(_after(opened))
    return _draw(opened, errors)


def _after(opened: Opened) -> str:
    applied = opened.desk.request.POST.get("do") == "now"
    return page_of(opened.desk, "service_history", opened.service) if applied else opened.url


def _do(opened: Opened) -> tuple[FieldError, ...]:
    """Bring it in now or on a day, or decline it; what is wrong, where it cannot be."""
    desk, upgrade = opened.desk, opened.upgrade
    form = {key: desk.request.POST.getlist(key) for key in desk.request.POST}
    because, do = block(form, "because")[:LONGEST], line(form, "do")
    try:
        if do == "now":
            actions.apply_upgrade(
                upgrade=upgrade, because=because or f"Version {upgrade.to.number}", now=desk.now, by=desk.by
            )
        elif do == "on":
            wrong: typed.Wrong = {}
            day = read_day(typed.Asked("on", DATE, ""), form, wrong)
            if day is None or day <= local(desk.now).date():
                return (FieldError(wrong.get("on", "Enter a day in the future"), "on"),)
            actions.schedule_upgrade(
                upgrade=upgrade,
                on=day,
                because=because or f"Version {upgrade.to.number}",
                now=desk.now,
                by=desk.by,
            )
        elif do == "decline":
            if not because:
                return (WHY,)
            actions.decline_upgrade(upgrade=upgrade, because=because, now=desk.now, by=desk.by)
        elif do == "wait":
            actions.reopen_upgrade(upgrade=upgrade, by=desk.by)
        else:
            return (FieldError("Select what to do", "do"),)
    except ProblemsFound as found:
        return errors_of(found.problems)
    return ()


def _draw(opened: Opened, errors: tuple[FieldError, ...]) -> HttpResponse:
    desk, upgrade, weighed = opened.desk, opened.upgrade, opened.ready.weighed
    today = local(desk.now).date()
    form = {key: desk.request.POST.getlist(key) for key in desk.request.POST}
    wrong = {error.field_id: error.text for error in errors}
    service = upgrade.to.service
    ran = () if weighed.errors else examples.run_all(weighed.text, tuple(upgrade.to.examples.items()))
    rows = upgrading.decided(adoption=upgrade.adoption, by=desk.by)
    return render(
        desk.request, "studio/upgrading/upgrade.html", desk.edges(back=page_of(desk, "service", opened.service), errors=errors),
        status=422 if errors else 200, opened=opened, upgrade=upgrade, weighed=weighed, title=title_of(opened.hand),
        service=opened.service, conflicts=[showing.shown(one, weighed) for one in weighed.conflicts],
        decisions=showing.decisions(rows, weighed), reasons=upgrading.reasons(adoption=upgrade.adoption, by=desk.by),
        failed=[one for one in ran if one.problems], passed=len([one for one in ran if not one.problems]),
        cases=cases.open_by_stage(authority_id=desk.authority.pk, service=service, by=desk.by),
        drafts=drafts.open_by_page(authority_id=desk.authority.pk, service=service, now=desk.now, by=desk.by),
        days_left=_days_left(upgrade, today), wrong=wrong, sent=desk.request.POST,
        on=draw_date(typed.Asked("on", DATE, "On which day", small=True), typed.Drawing(form, wrong)),
        may_edit=desk.may("catalogue.edit"), may=desk.may("catalogue.adopt"),
    )  # fmt: skip


def _days_left(upgrade: Upgrade, today: dt.date) -> int | None:
    return (upgrade.urgent_by - today).days if upgrade.urgent_by else None


@at_desk()
def conflict(desk: Desk, service: str, conflict: str) -> HttpResponse:
    """Decide one conflict: base and each side in words, and what to take."""
    opened = _open(desk, service)
    found = next(
        (one for one in opened.ready.weighed.conflicts if showing.address_of(one.id) == conflict), None
    )
    if found is None:
        return redirect(opened.url)
    shown = showing.shown(found, opened.ready.weighed)
    errors: tuple[FieldError, ...] = ()
    if desk.request.method == "POST":
        errors = _decide(opened, shown)
        if not errors:
            return redirect(opened.url + "#conflicts")
    edges = desk.edges(back=opened.url, errors=errors)
    return render(
        desk.request, "studio/upgrading/conflict.html", edges, status=422 if errors else 200, shown=shown,
        title=title_of(opened.hand), service=service, sent=desk.request.POST, may=desk.may("catalogue.edit"),
        wrong={error.field_id: error.text for error in errors}, left=len(opened.ready.weighed.conflicts),
    )  # fmt: skip


def _decide(opened: Opened, shown: showing.ShownConflict) -> tuple[FieldError, ...]:
    form = {key: opened.desk.request.POST.getlist(key) for key in opened.desk.request.POST}
    take, own = line(form, "take"), block(form, "own")
    offered = {side.key for side in shown.sides} | ({"own"} if shown.own is not None else set())
    if take not in offered:
        return (FieldError("Select what to take", "take"),)
    if take == "own" and not own:
        return (FieldError("Enter your own", "own"),)
    deciding = Deciding(
        conflict=shown.conflict, take="" if take == "own" else take, value=own if take == "own" else None,
        because=block(form, "because")[:LONGEST],
    )  # fmt: skip
    actions.decide(upgrade=opened.upgrade, deciding=deciding, now=opened.desk.now, by=opened.desk.by)
    return ()


@require_POST
@at_desk("catalogue.edit")
def reopen(desk: Desk, service: str) -> HttpResponse:
    """Ask a decided conflict again, or take a declined version up again."""
    asked = desk.request.POST.get("conflict", "")
    if not asked:
        found = upgrading.of_service(authority=desk.authority, service=key_of(service), by=desk.by)
        declined = next(
            (
                one
                for one in found
                if str(one.pk) == desk.request.POST.get("upgrade") and one.state == "declined"
            ),
            None,
        )
        if declined is None:
            raise Http404
        actions.reopen_upgrade(upgrade=declined, by=desk.by)
        return redirect(page_of(desk, "service_upgrade", service))
    opened = _open(desk, service)
    rows = upgrading.decided(adoption=opened.upgrade.adoption, by=desk.by)
    row = next((one for one in rows if showing.address_of(one.conflict) == asked), None)
    if row is None:
        raise Http404
    actions.forget_decision(upgrade=opened.upgrade, conflict=row.conflict, by=desk.by)
    return redirect(opened.url + "#conflicts")


@at_desk()
def choices(desk: Desk, service: str) -> HttpResponse:
    """What the new version needs of the council's choices: bindings to fill in, settings that are not allowed any more."""
    opened = _open(desk, service)
    hand = InHand(
        desk.authority,
        opened.upgrade.to,
        opened.ready.text,
        opened.ready.adoption_text,
        opened.upgrade.adoption,
    )
    keys = tuple(problem.path[1] for problem in opened.missing)
    teams = tuple(adopting.teams(authority=desk.authority, by=desk.by))
    form = BindingForm(hand, teams, adopting.connectors(by=desk.by), binding_form.filled(hand), keys=keys)
    if desk.request.method == "POST":
        posted = {key: desk.request.POST.getlist(key) for key in desk.request.POST}
        form = BindingForm(hand, teams, form.connectors, posted, keys=keys)
        found, wrong = binding_form.sent(form)
        if not wrong:
            text = adoption_texts.with_bindings(opened.ready.adoption_text, found)
            for key in set(posted.get("drop", [])) & set(opened.refused):
                text = adoption_texts.with_setting(text, key, ())
            actions.keep_choices_for(upgrade=opened.upgrade, adoption_text=text, by=desk.by)
            return redirect(opened.url)
        form = BindingForm(hand, teams, form.connectors, posted, wrong, keys)
    return render(
        desk.request, "studio/upgrading/choices.html", desk.edges(back=opened.url, errors=form.errors),
        status=422 if form.errors else 200, form=form, opened=opened, hand=hand, title=title_of(opened.hand),
        may=desk.may("catalogue.edit"),
    )  # fmt: skip
