"""The published schema and reference: current, complete, and of one mind with the reader."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from patternbook.language import plans, published, reader, reference, schema, writer
from patternbook.language.nodes.service import Service
from patternbook.language.source import parse
from tests.core.language.strategies import nodes
from tests.core.language.test_reading import CASES
from tests.core.language.test_rules import laid_over, load, plain

ROOT = Path(__file__).resolve().parents[3]
VALIDATOR = jsonschema_rs.validator_for(schema.json_schema(Service))


@pytest.mark.parametrize("name", published.published())
def test_the_committed_file_is_current(name: str) -> None:
    file = ROOT / "docs" / "reference" / name
    assert file.read_text(encoding="utf-8") == published.published()[name], "Run `make reference`."


def test_writing_makes_every_file(tmp_path: Path) -> None:
    published.write(tmp_path)
    made = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert made == set(published.published())


@pytest.mark.parametrize("kind", schema.FILES.values())
def test_every_field_is_documented(kind: type) -> None:
    bare = [
        f"{cls.__name__}.{field.name}"
        for cls in reference._held(kind)
        for field in plans.plan_of(cls).fields
        if not field.says
    ]
    assert bare == []


@pytest.mark.parametrize("kind", schema.FILES.values())
def test_every_node_has_a_description(kind: type) -> None:
    assert [cls.__name__ for cls in reference._held(kind) if not plans.plan_of(cls).says] == []


@settings(max_examples=30, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(nodes(Service))
def test_the_schema_accepts_what_the_reader_accepts(node: Service) -> None:
    VALIDATOR.validate(plain(parse(writer.write_node(node)).root))


# Where only the reader can tell: days that do not exist and what JSON cannot say.
REFUSED: list[dict[str, Any]] = [
    {"licence": 5},
    {"colour": "blue"},
    {"patternbook": 2},
    {"nations": ["england", "wale"]},
    {"nations": "england"},
    {"function": "bins"},
    {"lgsl": ["5"]},
    {"not_after": "1 April"},
    {"title": 5},
    {"title": " "},
    {"title": {"cy": "Adrodd"}},
    {"title": {"en": {"self": "You"}}},
    {"title": {"en": {"self": "You", "wales": "They", "other": "x"}}},
    {"title": {"en": "A", "fr": "B"}},
    {"values": {"Late": {"is": "true"}}},
    {"values": {"late": {"takes": {}}}},
    {"values": {"late": {"is": []}}},
    {"pages": {"what": {"show": {"unknown": True}}}},
    {"pages": {"what": {"questions": {"what": {"ask": "choise"}}}}},
    {"pages": {"what": {"questions": {"what": {"max": "5"}}}}},
    {"pages": {"what": {"questions": {"new": {"label": "New"}}}}},
    {"pages": {"what": {"questions": {"new": {"ask": "text"}}}}},
    {
        "pages": {
            "what": {
                "use": "contact",
                "questions": {
                    "g": {"ask": "group", "label": "G", "item": "I", "questions": {"b": {"label": "B"}}}
                },
            }
        }
    },
    {"process": {"stages": {"open": {"kind": "shut"}}}},
    {"process": {"clocks": {"reply": {"title": "Reply", "starts": "submitted"}}}},
]
ACCEPTED: list[dict[str, Any]] = [
    {},
    {"pages": {"what": {"use": "contact", "questions": {"email": {"optional": True}}}}},
    {"pages": {"what": {"show": True}}},
    {"title": {"en": {"by": "n", "one": "One", "other": "Some"}}},
    {"values": {"late": {"is": 5}}},
]


def is_accepted(lay: dict[str, Any]) -> tuple[bool, bool]:
    """What the schema and the reader say of the smallest service with these parts laid over it."""
    import json

    whole = laid_over(load(CASES / "smallest.yaml"), lay)
    return VALIDATOR.is_valid(whole), not reader.read(json.dumps(whole, indent=1), kind=Service).problems


@pytest.mark.parametrize("lay", REFUSED, ids=str)
def test_schema_and_reader_refuse_alike(lay: dict[str, Any]) -> None:
    assert is_accepted(lay) == (False, False)


@pytest.mark.parametrize("lay", ACCEPTED, ids=str)
def test_schema_and_reader_accept_alike(lay: dict[str, Any]) -> None:
    assert is_accepted(lay) == (True, True)


def test_whoever_imports_the_package_gets_its_types() -> None:
    assert resources.files("patternbook").joinpath("py.typed").is_file()
