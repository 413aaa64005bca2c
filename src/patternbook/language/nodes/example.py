"""An example: a journey and a case, with what must come of it. Examples travel with a definition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from patternbook.language.nodes.base import Data, Doc, Keyed, Part, Text
from patternbook.language.nodes.pattern import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Part):
    """What a lookup gives in the example."""

    outcome: Annotated[Literal["found", "not_found", "many", "unavailable"], Doc("How it ends.")] = "found"
    value: Annotated[Data | None, Doc("What is found.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something done to the case, at a time."""

    at: Annotated[str, Doc("When, as local time `2026-12-24 16:30`.")]
    task: Annotated[str | None, Doc("The task done, with `.item` for one of several.")] = None
    outcome: Annotated[str | None, Doc("Its outcome.")] = None
    event: Annotated[str | None, Doc("The event that happens.")] = None
    by: Annotated[
        str | None,
        Doc("The role, `resident`, `outside` or `timer`; with `.name` where it matters which person."),
    ] = None
    reason: Annotated[str | None, Doc("The reason given.")] = None
    explain: Annotated[str | None, Doc("What the officer writes.")] = None
    answers: Annotated[Keyed[Data], Doc("What is recorded.")] = field(default_factory=Keyed)
    stage: Annotated[str | None, Doc("The stage that the case must then be in.")] = None
    notices: Annotated[tuple[str, ...], Doc("The notices that must then be sent.")] = ()
    refused: Annotated[bool, Doc("The step must be refused.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What must come of the journey."""

    pages: Annotated[tuple[str, ...], Doc("The pages on the way, in order; not checked, if left out.")] = ()
    end: Annotated[str | None, Doc("The end that it comes to.")] = None
    refused: Annotated[tuple[str, ...], Doc("The questions whose answers must be refused.")] = ()
    submitted: Annotated[bool, Doc("Whether it can be submitted.")] = False
    options: Annotated[
        Keyed[Data], Doc("For a question: `option: open`, or the key of the reason it is closed.")
    ] = field(default_factory=Keyed)
    values: Annotated[Keyed[Data], Doc("Values, tables and prices by key.")] = field(default_factory=Keyed)
    clocks: Annotated[
        Keyed[Data], Doc("When clocks end, as local time, `paused`, `stopped` or `unknown`, after all steps.")
    ] = field(default_factory=Keyed)
    stage: Annotated[str | None, Doc("The stage after submitting.")] = None
    notices: Annotated[tuple[str, ...], Doc("The notices sent on submitting.")] = ()
    says: Annotated[tuple[str, ...], Doc("Words that must stand on the end or confirmation page.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example."""

    example: Annotated[str, Doc("What it shows, in a sentence.")]
    now: Annotated[str, Doc("The local time at which it happens, `2026-11-23 09:00`.")]
    nation: Annotated[str, Doc("The nation.")] = "england"
    language: Annotated[str, Doc("The language of the resident.")] = "en"
    channel: Annotated[
        Literal["resident", "staff"], Doc("Who fills it in: the resident, or an officer for them.")
    ] = "resident"
    settings: Annotated[Keyed[Data], Doc("Settings that differ from the defaults.")] = field(
        default_factory=Keyed
    )
    lookups: Annotated[Keyed[Found], Doc("What each lookup gives.")] = field(default_factory=Keyed)
    answers: Annotated[Keyed[Data], Doc("The answers.")] = field(default_factory=Keyed)
    expect: Annotated[Expect, Doc("What must come of it.")]
    steps: Annotated[tuple[Step, ...], Doc("What then happens to the case.")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStep:
    """A page that services share, such as contact details."""

    patternbook: Annotated[int, Doc("The version of the language: 1.")]
    step: Annotated[str, Doc("Its key, the same as the file's name.")]
    about: Annotated[Text | None, Doc("What it is for.")] = None
    page: Annotated[Page, Doc("The page. A page that says `use` starts from it.")]
