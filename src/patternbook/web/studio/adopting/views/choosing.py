"""Settings, bindings, and the text that says them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from patternbook.engine.answers.kind import line
from patternbook.errors import ProblemsFound
from patternbook.web.catalogue import actions, adoption_texts
from patternbook.web.catalogue.queries import adopting, library
from patternbook.web.catalogue.queries.adopting import InHand
from patternbook.web.kit.pages import FieldError, render
from patternbook.web.kit.times import local
from patternbook.web.studio import typed
from patternbook.web.studio.adopting import binding_form, setting_form, yaml_text
from patternbook.web.studio.adopting.binding_form import BindingForm
from patternbook.web.studio.adopting.hands import in_hand, key_of, page_of, title_of
from patternbook.web.studio.adopting.setting_form import SettingForm, Shown
from patternbook.web.studio.desk import Desk, at_desk


def keep(desk: Desk, hand: InHand, adoption_text: str) -> None:
    """Keep changed choices in the preparation. Raises ProblemsFound where they cannot be."""
    preparing = actions.Preparing(version=hand.version, adoption_text=adoption_text, text=hand.own_text)
    actions.prepare(authority=desk.authority, preparing=preparing, now=desk.now, by=desk.by)


@at_desk()
def settings(desk: Desk, service: str) -> HttpResponse:
    """All settings with what is in force today."""
    hand = in_hand(desk, service)
    today = local(desk.now).date()
    rows = [(one, one.on(today), one.later(today)) for one in setting_form.every(hand)]
    return render(
        desk.request, "studio/adopting/settings.html", desk.edges(back=page_of(desk, "service", service)),
        hand=hand, title=title_of(hand), service=service, rows=rows, may=desk.may("catalogue.edit"),
    )  # fmt: skip


@at_desk()
def setting(desk: Desk, service: str, setting: str) -> HttpResponse:
    """One setting: what the law allows, what others chose, and the council's values by date."""
    hand = in_hand(desk, service)
    try:
        shown = setting_form.shown(hand, key_of(setting))
    except KeyError as missing:
        raise Http404 from missing
    if desk.request.method != "POST":
        return _draw(desk, service, setting_form.begun(shown, desk.request.GET.get("from", "")))
    form = {key: desk.request.POST.getlist(key) for key in desk.request.POST}
    sent = _keep_setting(desk, hand, shown, form)
    if sent is None:
        return redirect(page_of(desk, "service_settings", service) + f"#{setting}")
    return _draw(desk, service, sent)


def _keep_setting(desk: Desk, hand: InHand, shown: Shown, form: typed.Form) -> SettingForm | None:
    """Keep what was sent in; the form again where something is left to say or to put right."""
    if "remove" in form:
        sent, values = setting_form.begun(shown, ""), setting_form.without(shown, line(form, "remove"))
    elif "reset" in form:
        sent, values = setting_form.begun(shown, ""), ()
    else:
        sent = setting_form.sent(shown, form)
        if sent.value is None:
            return sent
        values = setting_form.with_value(shown, sent.value)
    try:
        keep(desk, hand, adoption_texts.with_setting(hand.adoption_text, shown.key, values))
    except ProblemsFound as found:
        return sent.refused(found.problems)
    return None


def _draw(desk: Desk, service: str, form: SettingForm) -> HttpResponse:
    today = local(desk.now).date()
    others = library.chosen(service=form.shown.hand.version.service, day=today).get(form.shown.key, ())
    edges = desk.edges(back=page_of(desk, "service_settings", service), errors=form.errors)
    return render(
        desk.request, "studio/adopting/setting.html", edges, status=422 if form.errors else 200,
        form=form, shown=form.shown, service=service, title=title_of(form.shown.hand),
        others=[(form.shown.say(setting_form.plain(one.value)), one.councils) for one in others],
        today=today, in_force=form.shown.on(today), may=desk.may("catalogue.edit"),
    )  # fmt: skip


@at_desk()
def bindings(desk: Desk, service: str) -> HttpResponse:
    """Who and where at this council."""
    hand = in_hand(desk, service)
    teams = tuple(adopting.teams(authority=desk.authority, by=desk.by))
    form = BindingForm(hand, teams, adopting.connectors(by=desk.by), binding_form.filled(hand))
    if desk.request.method == "POST":
        posted = {key: desk.request.POST.getlist(key) for key in desk.request.POST}
        form = BindingForm(hand, teams, form.connectors, posted)
        found, wrong = binding_form.sent(form)
        if not wrong:
            keep(desk, hand, adoption_texts.with_bindings(hand.adoption_text, found))
            return redirect(page_of(desk, "service", service))
        form = BindingForm(hand, teams, form.connectors, posted, wrong)
    edges = desk.edges(back=page_of(desk, "service", service), errors=form.errors)
    return render(
        desk.request, "studio/adopting/bindings.html", edges, status=422 if form.errors else 200,
        form=form, title=title_of(hand), service=service, may=desk.may("catalogue.edit"),
    )  # fmt: skip


@at_desk()
def text(desk: Desk, service: str) -> HttpResponse:
    """The choices as the text that is kept, to read and to edit."""
    hand = in_hand(desk, service)
    written, problems = hand.adoption_text, yaml_text.NONE
    if desk.request.method == "POST":
        written = yaml_text.clean(desk.request.POST.get("text", ""))
        try:
            keep(desk, hand, yaml_text.read(written))
        except ProblemsFound as found:
            problems = yaml_text.placed(found.problems, written)
        else:
            return redirect(page_of(desk, "service", service))
    errors = tuple(FieldError(yaml_text.said(problem), "text") for problem in problems)
    edges = desk.edges(back=page_of(desk, "service", service), errors=errors)
    return render(
        desk.request, "studio/adopting/text.html", edges, status=422 if errors else 200,
        title=title_of(hand), service=service, text=written, problems=problems, may=desk.may("catalogue.edit"),
    )  # fmt: skip
