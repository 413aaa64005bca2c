"""The register holds what its sources hold, and loading it again changes nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from patternbook.web.audit.actors import SYSTEM, NotAllowed, resident
from patternbook.web.audit.models import Event
from patternbook.web.audit.record import INSTALLATION
from patternbook.web.authorities import queries
from patternbook.web.authorities.actions import load_register
from patternbook.web.authorities.models import Authority, Code, Succession
from patternbook.web.authorities.register import read_register

DOCS = Path(__file__).parents[3] / "docs"
PRINCIPAL = {
    "county": 21, "district": 164, "unitary": 63, "london_borough": 32, "city_corporation": 1, "metropolitan_district": 36,
    "welsh_council": 22, "scottish_council": 32, "northern_ireland_district": 11,
}  # fmt: skip


@pytest.fixture
def loaded(db: None) -> None:
    call_command("load_authorities", stdout=StringIO())


def test_the_382_principal_councils_by_kind() -> None:
    kinds = Counter(body.kind for body in read_register().bodies if body.ended is None)
    assert {kind: kinds[kind] for kind in PRINCIPAL} == PRINCIPAL
    assert sum(PRINCIPAL.values()) == 382
    assert kinds["combined_authority"] == 14
    assert kinds["strategic_authority"] == 1


def test_the_reference_says_how_many_dates_are_missing() -> None:
    said = (DOCS / "reference/authorities.md").read_text(encoding="utf-8")
    bodies = read_register().bodies
    assert f"{len(bodies)} bodies, " in said
    assert f"{sum(body.started is None for body in bodies)} bodies have no start date" in said


@pytest.mark.usefixtures("loaded")
def test_no_code_has_a_day_that_no_source_says() -> None:
    assert not Code.objects.exclude(started=None, ended=None).exists()


@pytest.mark.usefixtures("loaded")
def test_everything_is_in_the_table() -> None:
    register = read_register()
    assert Authority.objects.count() == len(register.bodies) == 470
    assert Code.objects.count() == len(register.codes)
    assert Succession.objects.count() == len(register.successions) == 50
    nations = Counter(
        Authority.objects.filter(ended=None, kind__in=PRINCIPAL).values_list("nation", flat=True)
    )
    assert nations == {"england": 317, "scotland": 32, "wales": 22, "northern_ireland": 11}


@pytest.mark.usefixtures("loaded")
def test_loading_again_changes_nothing_and_keeps_what_is_our_own() -> None:
    Authority.objects.filter(slug="cardiff").update(domain="services.example", name_cy="Caerdydd")
    out = StringIO()
    call_command("load_authorities", stdout=out)
    assert "0 authorities, 0 codes and 0 successions added; 0 rows changed." in out.getvalue()
    assert Authority.objects.get(slug="cardiff").name_cy == "Caerdydd"


@pytest.mark.usefixtures("loaded")
def test_a_changed_row_is_brought_back() -> None:
    Authority.objects.filter(slug="cardiff").update(name="Wrong", county=Authority.objects.get(slug="leeds"))
    assert load_register(register=read_register(), installation=INSTALLATION, by=SYSTEM).changed == 1
    assert Authority.objects.get(slug="cardiff").name == "Cardiff"
    assert Event.objects.order_by("-id")[0].facts["changed"] == 1


@pytest.mark.usefixtures("loaded")
def test_succession_is_many_to_many() -> None:
    cumbria = Authority.objects.get(slug="cumbria")
    assert [one.slug for one in queries.successors(cumbria)] == ["cumberland", "westmorland-and-furness"]
    both = Authority.objects.get(slug="cumberland")
    assert len(queries.predecessors(both)) == 4
    assert cumbria in queries.predecessors(both)


@pytest.mark.usefixtures("loaded")
def test_a_code_is_an_attribute_with_sources_and_may_differ() -> None:
    fife = Authority.objects.get(slug="fife")
    assert set(fife.codes.filter(scheme="gss").values_list("value", "source")) == {
        ("S12000047", "mysociety"),
        ("S12000015", "govuk mysociety-former"),
    }
    assert list(queries.by_code("gss", "S12000015", on=date(2026, 1, 1))) == [fife]


@pytest.mark.usefixtures("loaded")
def test_slugs_fit_addresses() -> None:
    slugs = set(Authority.objects.values_list("slug", flat=True))
    assert not slugs & {"staff", "static", "health"}


def test_only_the_system_may_load(council: Authority) -> None:
    with pytest.raises(NotAllowed):
        load_register(register=read_register(), installation=INSTALLATION, by=resident(council.pk))
    assert Authority.objects.count() == 1
