"""Every kind of part that the language declares has a form, which says what the part says and nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from patternbook import library
from patternbook.language import reader
from patternbook.language.kinds.questions import QUESTION_KINDS, HiddenQuestion, TextQuestion
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.base import Condition, Data, Expr, Forms, Keyed, Lock, Text
from patternbook.language.nodes.pattern import Page, Route
from patternbook.language.nodes.process import Notice
from patternbook.language.nodes.service import Purpose, Service, Setting
from patternbook.language.plans import KeyedBy, Leaf, ListOf, NodeOf, OneOf, QuestionOf, Shape, plan_of
from patternbook.language.reader.shapes import stand_in
from patternbook.language.words import Words
from patternbook.web.studio.editing import forms
from patternbook.web.studio.editing.forms import Drawing
from patternbook.web.studio.editing.forms.boxes import BoxWrong, Row

HARDEST = sorted((Path(__file__).parents[3] / "core/hardest").glob("*.yaml"))
LEAVES = (Text, Expr, Condition, Data, Forms)


def classes(shape: Shape, seen: set[type]) -> None:
    """Every class of node that can stand in a shape."""
    if isinstance(shape, KeyedBy | ListOf):
        classes(shape.item, seen)
    found = (
        QUESTION_KINDS if isinstance(shape, QuestionOf) else (shape.cls,) if isinstance(shape, NodeOf) else ()
    )
    for cls in found:
        if cls not in seen:
            seen.add(cls)
            for field in plan_of(cls).fields:
                classes(field.shape, seen)


def all_classes() -> list[type]:
    seen: set[type] = set()
    classes(NodeOf(Service), seen)
    classes(NodeOf(Adoption), seen)
    return sorted(seen, key=lambda cls: cls.__name__)


def nodes(whole: Service) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every node of a definition with its path."""

    def walk(node: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        yield path, node
        for field in plan_of(cast(Any, type(node))).fields:
            value = getattr(node, field.name)
            if isinstance(value, Keyed):
                for key, item in value.items():
                    if dataclasses.is_dataclass(item) and not isinstance(item, LEAVES):
                        yield from walk(item, (*path, field.key, key))
            elif dataclasses.is_dataclass(value) and not isinstance(value, LEAVES):
                yield from walk(value, (*path, field.key))

    return walk(whole, ())


def services() -> list[Service]:
    texts = [library.service(key).text for key in library.services()]
    texts += [path.read_text(encoding="utf-8") for path in HARDEST]
    found = [reader.read(text, kind=Service, steps=library.steps()).node for text in texts]
    assert all(found)
    return [service for service in found if service is not None]


def drawing(service: Service, boxes: forms.Boxes, wrong: dict[str, str] | None = None) -> Drawing:
    return Drawing(boxes, wrong or {}, (), service, Words(service), welsh=True)


def ids(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows:
        if row.field is not None:
            yield str(row.field.params.get("id") or row.field.params.get("name"))
        if row.legend and row.rows:
            yield row.name
        yield from ids(row.rows)


def test_the_form_of_every_part_of_every_definition_says_exactly_that_part() -> None:
    count = 0
    for service in services():
        for path, node in nodes(service):
            boxes = forms.in_boxes(node, path)
            assert forms.read_back(type(node), path, boxes, node) == node, path
            count += 1
    assert count > 900


@pytest.mark.parametrize("cls", all_classes(), ids=lambda cls: cls.__name__)
def test_every_kind_of_part_has_a_form_with_a_box_for_each_field(cls: Any) -> None:
    service = services()[0]
    plan = plan_of(cls)
    node = cls(**{field.name: stand_in(field.shape) for field in plan.fields if field.required})
    path = ("pages", "which", "questions", "x")
    form = forms.drawn(cls, path, drawing(service, forms.in_boxes(node, path)))
    rows = (*form.main, *form.more)
    shown = {row.path[-1] for row in rows}
    wanted = {field.key for field in plan.fields if forms.asked_inside(field.shape) and field.key != "was"}
    assert wanted <= shown
    found = [one for one in ids(rows) if one]
    assert len(found) == len(set(found)), sorted(one for one in found if found.count(one) > 1)


@pytest.mark.parametrize("cls", all_classes(), ids=lambda cls: cls.__name__)
def test_an_empty_form_asks_for_what_is_required_and_for_nothing_else(cls: Any) -> None:
    plan = plan_of(cls)
    required = {field.key for field in plan.fields if field.required and forms.asked_inside(field.shape)}
    flags = {field.key for field in plan.fields if field.shape == Leaf("flag")}
    if required - flags:
        with pytest.raises(BoxWrong) as found:
            forms.read_back(cls, ("x",), {}, None)
        named = {box.partition("-")[0] for box in found.value.wrong}
        assert named == required - flags
    else:
        assert isinstance(forms.read_back(cls, ("x",), {}, None), cls)


def test_every_field_of_a_closed_list_offers_every_word() -> None:
    service = services()[0]
    for cls in all_classes():
        for field in plan_of(cls).fields:
            if isinstance(field.shape, OneOf):
                form = forms.drawn(cls, ("x",), drawing(service, {}))
                (row,) = [row for row in (*form.main, *form.more) if row.path == ("x", field.key)]
                assert row.field is not None
                offered = {item["value"] for item in row.field.params["items"]}
                assert set(field.shape.words) <= offered


def text(en: str, cy: str = "", of: str = "") -> Text:
    return Text(Keyed([("en", en), *([("cy", cy)] if cy else [])]), of)


def changed(node: Any, **boxes: str) -> Any:
    """What a form says after some of its boxes were changed."""
    filled = dict(forms.in_boxes(node, ("x",)))
    for name, said in boxes.items():
        filled[name.replace("__", "-")] = [said]
    return forms.read_back(type(node), ("x",), filled, node)


def refused(node: Any, **boxes: str) -> dict[str, str]:
    with pytest.raises(BoxWrong) as found:
        changed(node, **boxes)
    return found.value.wrong


def test_a_translation_follows_the_english_beside_which_it_was_typed() -> None:
    question = TextQuestion(label=text("Name", "Enw", "aaaaaaaa"))
    assert changed(question, label__en="Your name").label.of == "aaaaaaaa"
    assert changed(question, label__cy="Eich enw").label.of not in ("", "aaaaaaaa")
    assert changed(question, label__en="Your name", label__same="true").label.of not in ("", "aaaaaaaa")
    unmarked = TextQuestion(label=text("Name", "Enw"))
    assert changed(unmarked, hint__en="Help").label.of == ""
    assert changed(unmarked, label__en="Your name").label.of != ""
    assert changed(question, label__cy="").label == text("Name")


def test_words_in_several_forms_keep_their_forms() -> None:
    wording = Forms(Keyed([("self", "your name"), ("other", "their name")]))
    question = TextQuestion(label=Text(Keyed([("en", wording)])))
    made = changed(question, label__en__of__self="your own name").label.wordings["en"]
    assert made == Forms(Keyed([("self", "your own name"), ("other", "their name")]))
    assert "label-en-of-other" in refused(question, label__en__of__other=" ")


def test_what_cannot_be_read_is_said_at_its_box() -> None:
    assert "label-en" in refused(TextQuestion(label=text("Name")), label__en="")
    assert refused(TextQuestion(label=text("Name")), max="many") == {
        "max": "Enter a whole number, such as 20"
    }
    assert "show" in refused(Page(), show="1 +")
    assert "to" in refused(Route(to="check_answers"), to="")
    hidden = HiddenQuestion(label=text("x"), is_=Expr("1"))
    assert "is" in refused(hidden, **{"is": ""})
    keep = Purpose(title=text("x"), basis="consent", keep=Data(Keyed([("length", 1), ("unit", "year")])))
    assert set(refused(keep, keep__kind="period", keep__length="long", keep__until="late")) == {
        "keep-length", "keep-until",
    }  # fmt: skip
    fee = Setting(title=text("Fee"), type="money", default=Data(3750))
    assert "default-pounds" in refused(fee, default__kind="money", default__pounds="a lot")
    assert changed(fee, default__kind="money", default__pounds="£1,200.50").default == Data(120050)
    assert changed(fee, default__kind="money", default__pounds="37.50").default == Data(3750)
    assert "default" in refused(fee, default="{a: b: c")


def test_values_by_key_are_added_renamed_and_left_out() -> None:
    question = TextQuestion(label=text("Name"), errors=Keyed([("missing", text("Enter it"))]))
    assert list(changed(question, errors__0__key="").errors) == []
    assert list(changed(question, errors__0__key="too_long").errors) == ["too_long"]
    more = changed(question, errors__1__key="too_long", errors__1__is__en="Shorten it")
    assert more.errors["too_long"] == text("Shorten it")
    assert "errors-1-key" in refused(question, errors__1__key="missing", errors__1__is__en="x")
    assert "errors-1-key" in refused(question, errors__1__key="No Key", errors__1__is__en="x")
    assert "errors-1-key" in refused(question, errors__1__key="too_long")


def test_a_list_keeps_its_order_and_drops_what_was_emptied() -> None:
    notice = Notice(
        on=("submitted", "stage.open"), subject=text("x"), body=text("y"), channels=("letter", "email")
    )
    assert changed(notice, on__0="").on == ("stage.open",)
    assert changed(notice, on__2="event.x").on == ("submitted", "stage.open", "event.x")
    assert "on-0" in refused(notice, on__0="", on__1="")
    filled = dict(forms.in_boxes(notice, ())) | {"channels": ["email", "letter", "account"]}
    assert forms.read_back(Notice, (), filled, notice).channels == ("letter", "email", "account")


def test_a_lock_is_there_once_it_names_a_law() -> None:
    assert changed(Page(), lock__law="epa_45").lock == Lock(law="epa_45")
    assert changed(Page(lock=Lock(law="epa_45")), lock__law="", lock__allow="").lock is None


def test_another_kind_of_question_keeps_what_both_kinds_say() -> None:
    question = TextQuestion(label=text("How many?"), hint=text("Help"), max=5, was="count")
    boxes = dict(forms.in_boxes(question, ())) | {"ask": ["number"], "max": ["5"]}
    cls = forms.class_asked(TextQuestion, boxes)
    made = forms.read_back(cls, (), boxes, question)
    assert (made.ask, made.label, made.hint, made.was) == ("number", text("How many?"), text("Help"), "count")
