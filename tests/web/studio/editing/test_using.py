"""What the council changed is put to use with a reason for each part; what is fixed by law is not changed."""

from __future__ import annotations

import pytest

from patternbook.library import demonstration
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority, Person
from patternbook.web.catalogue import actions
from patternbook.web.catalogue.actions import Adopting
from patternbook.web.catalogue.models import Adoption, EditReason, Version, WorkingCopy
from patternbook.web.catalogue.shipped import SETTING_UP
from tests.web.conftest import Cast, make_person
from tests.web.studio.editing.conftest import NOW, Editor, boxes_of, words_of

pytestmark = pytest.mark.django_db
QUESTION = "part/pages/which/questions/missed"


@pytest.fixture
def ada(cast: Cast) -> Person:
    """An administrator at Alice's council."""
    return make_person("Ada", cast.council, "administrator", team=None)


def test_each_changed_part_needs_a_reason_and_an_administrator(
    editor: Editor, cast: Cast, ada: Person
) -> None:
    editor.send(QUESTION, label__en="What was not emptied?", label__same="true")
    words = words_of(editor.see("use"))
    assert "Reasons that are missing" in words
    editor.client.post(editor.url("changes"), {"why-pages.which": "People here call it emptying."})
    assert EditReason.objects.get().because == "People here call it emptying."
    assert "People here call it emptying." in editor.see("changes").content.decode()
    assert "An administrator of your council puts it to use" in words_of(editor.see("use"))
    assert editor.client.post(editor.url("use"), {"because": "Words", "step": "1"}).status_code == 403

    theirs = Editor(cast.client(ada), editor.slug)
    assert "75 of 75 examples" in words_of(theirs.see("use"))
    empty = theirs.client.post(theirs.url("use"), {"because": "", "step": "1"})
    assert empty.status_code == 422
    done = theirs.client.post(theirs.url("use"), {"because": "Plainer words", "step": "1"})
    assert done["Location"] == f"/staff/{editor.slug}/services/missed-bin/"
    revision = Adoption.objects.get().current
    assert revision is not None
    assert (revision.number, revision.because, revision.version.number) == (2, "Plainer words", "1.0.0")
    assert "What was not emptied?" in revision.text
    assert not WorkingCopy.objects.exists()
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"edit.reasons_given", "service.adopted", "working_copy.discarded"} <= verbs


def test_what_a_colleague_saved_meanwhile_is_not_put_to_use_unseen(
    editor: Editor, cast: Cast, ada: Person
) -> None:
    editor.send(QUESTION, label__en="What was not emptied?", label__same="true")
    editor.client.post(editor.url("changes"), {"why-pages.which": "Our words."})
    theirs = Editor(cast.client(ada), editor.slug)
    step = boxes_of(theirs.see("use").content.decode(), "Put it to use")["step"]
    editor.send(QUESTION, label__en="What did we leave behind?", label__same="true")
    refused = theirs.client.post(theirs.url("use"), {"because": "Plainer words", "step": step})
    assert refused.status_code == 422
    assert "Somebody changed this after you opened the page" in words_of(refused)
    assert Adoption.objects.get().revisions.count() == 1
    assert WorkingCopy.objects.get().step == 2


def test_a_text_with_problems_is_kept_but_not_put_to_use(editor: Editor, cast: Cast, ada: Person) -> None:
    editor.send("part/pages/which", show="nowhere == 3")
    assert editor.copy.step == 1
    assert "nowhere" in words_of(editor.see("part/pages/which"))
    assert "problem" in words_of(editor.see())
    editor.client.post(editor.url("changes"), {"why-pages.which": "A try."})
    theirs = Editor(cast.client(ada), editor.slug)
    assert "To be put right first" in words_of(theirs.see("use"))
    assert theirs.client.post(theirs.url("use"), {"because": "A try", "step": "1"}).status_code == 422
    assert Adoption.objects.get().revisions.count() == 1


def test_what_the_law_fixes_is_shown_so_and_refuses_edits(
    cast: Cast, adopted: Authority, dana: Person
) -> None:
    base = Version.objects.get(service="missed_bin")
    head, ends = base.text.split("\nends:\n", 1)
    first, _, rest = ends.partition("\n")
    locked = f"{head}\nends:\n{first}\n    lock:\n      law: epa_45\n{rest}"
    key = first.strip().rstrip(":")
    Version.objects.filter(pk=base.pk).update(text=locked)
    text = demonstration.adoptions("exampleford")["missed_bin"]
    adopting = Adopting(version=Version.objects.get(pk=base.pk), adoption_text=text)
    actions.adopt(authority=adopted, adopting=adopting, now=NOW, by=SETTING_UP)
    editor = Editor(cast.client(dana), adopted.slug)
    editor.client.post(editor.url("begin"))
    assert "Fixed by law" in words_of(editor.see())
    part = f"part/ends/{key.replace('_', '-')}"
    assert "This is fixed by law: Environmental Protection Act 1990, section 45." in words_of(
        editor.see(part)
    )
    title = "A title of our own"
    editor.client.post(
        editor.url(part), {"step": "0", "title-en": title, "body-en": "Words", "kind": "later"}
    )
    assert title not in editor.copy.text
    edited = editor.copy.text.replace(f"{key}:\n    lock:\n      law: epa_45\n", f"{key}:\n", 1)
    assert edited != editor.copy.text
    refused = editor.client.post(editor.url("text"), {"step": "0", "text": edited})
    assert refused.status_code == 422
    assert "This cannot be saved" in words_of(refused)
    removing = {"step": "0", "do": f"remove:{key}"}
    assert editor.client.post(editor.url("arrange/ends"), removing).status_code == 404
    assert editor.copy.step == 0


def test_what_the_council_put_in_force_meanwhile_is_brought_in_first(
    editor: Editor, cast: Cast, ada: Person, adopted: Authority
) -> None:
    editor.send(QUESTION, label__en="What was not emptied?", label__same="true")
    editor.client.post(editor.url("changes"), {"why-pages.which": "Our words."})
    current = Adoption.objects.get().current
    assert current is not None
    other = current.text.replace("The crew may still come today", "The crew may come later today", 1)
    assert other != current.text
    adopting = Adopting(version=current.version, adoption_text=current.adoption_text, text=other)
    actions.adopt(authority=adopted, adopting=adopting, now=NOW, by=SETTING_UP)
    theirs = Editor(cast.client(ada), editor.slug)
    assert "Your council changed the service since" in words_of(theirs.see("use"))
    assert theirs.client.post(theirs.url("use"), {"because": "x", "step": "1"}).status_code == 422
    assert theirs.client.post(theirs.url("update")).status_code == 302
    assert "The crew may come later today" in editor.copy.text
    assert "What was not emptied?" in editor.copy.text
    assert "Your council changed the service since" not in words_of(theirs.see("use"))


def test_a_new_service_begins_as_one_that_passes_its_checks(cast: Cast, dana: Person) -> None:
    client = cast.client(dana)
    start = f"/staff/{cast.council.slug}/services/start-a-service"
    assert "Enter what the service does" in words_of(client.post(start, {"title": ""}))
    assert client.post(start, {"title": "Report a fallen tree"}).status_code == 302
    editor = Editor(client, cast.council.slug, "report-a-fallen-tree")
    assert editor.copy.base is None
    assert str(editor.definition.title.wordings["en"]) == "Report a fallen tree"
    words = words_of(editor.see())
    assert "1 problem" not in words
    assert "A curator of your council publishes it" in words
    again = client.post(start, {"title": "Report a fallen tree"})
    assert again.status_code == 422
    assert "edited here already" in words_of(again)
    assert "What do you want to tell us?" in words_of(editor.see("preview/pages/what"))
    wales = cast.client(make_person("Wyn", cast.other_council, "designer", team=None))
    slug = cast.other_council.slug
    assert (
        wales.post(f"/staff/{slug}/services/start-a-service", {"title": "Report a fallen tree"}).status_code
        == 302
    )
    assert Editor(wales, slug, "report-a-fallen-tree").definition.nations == ("wales",)


def test_a_working_copy_is_thrown_away_only_when_asked(editor: Editor) -> None:
    assert "cannot be brought back" in words_of(editor.see("discard"))
    assert WorkingCopy.objects.exists()
    boxes_of(editor.see("discard").content.decode(), "Throw it away")
    assert editor.client.post(editor.url("discard")).status_code == 302
    assert not WorkingCopy.objects.exists()
    assert Event.objects.filter(verb="working_copy.discarded").count() == 1


def test_a_new_service_goes_on_to_publishing_and_is_then_compared_with_what_was_published(
    cast: Cast, dana: Person
) -> None:
    client = cast.client(make_person("Cora", cast.council, "curator", team=None))
    services = f"/staff/{cast.council.slug}/services"
    client.post(f"{services}/start-a-service", {"title": "Report a fallen tree"})
    assert "Report a fallen tree" in words_of(client.get(f"{services}/start-a-service"))
    editor = Editor(client, cast.council.slug, "report-a-fallen-tree")
    editor.send("about", title__en="Tell us about a fallen tree")
    assert "Go on to publishing" in words_of(editor.see())
    assert "nothing to compare it with" in words_of(editor.see("changes"))
    publish = f"{services}/report-a-fallen-tree/publish"
    form = boxes_of(client.get(publish).content.decode(), "Publish")
    assert client.post(publish, form).status_code == 302
    version = Version.objects.get(service="report_a_fallen_tree")
    assert (version.publisher, version.text) == (cast.council, editor.copy.text)
    assert f"Nothing differs from version {version.number}" in words_of(editor.see("changes"))
    editor.send("about", title__en="Report a tree that fell")
    assert "Tell us about a fallen tree" in words_of(editor.see("changes"))
