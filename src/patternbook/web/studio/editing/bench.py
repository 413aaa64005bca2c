"""A designer at work on one service: the working copy, what it says, and the addresses of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from patternbook.errors import Path, PatternbookError, Problem
from patternbook.language.nodes.service import Service
from patternbook.language.words import english
from patternbook.web.catalogue.models import Version, WorkingCopy
from patternbook.web.catalogue.queries import editing as copies
from patternbook.web.kit.pages import Edges, FieldError, Link
from patternbook.web.studio.desk import Desk, at_desk
from patternbook.web.studio.editing.definition import Opened, opened, words_of
from patternbook.web.studio.editing.naming import crumbs_of, nearest, said_of

PERMISSION = "catalogue.edit"


class Unreadable(PatternbookError):
    """A part of the text cannot be read, so that forms would lose it."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Somebody at work on a working copy."""

    desk: Desk
    copy: WorkingCopy
    opened: Opened
    # What it is compared with: the base of the council's adoption, or what the council published last.
    base: Version | None = None

    @property
    def service(self) -> Service:
        """The definition. Raises Unreadable where the text cannot be read: then only the text can be edited."""
        if self.opened.service is None:
            raise Unreadable
        return self.opened.service

    @property
    def title(self) -> str:
        """What the service is called."""
        draft = self.opened.read.draft
        return english(draft.title) if draft is not None else self.copy.service

    @property
    def is_own(self) -> bool:
        """Whether the council publishes this service itself, rather than running another publisher's."""
        return _is_own(self.copy)

    def url(self, name: str, path: Path | None = None) -> str:
        """The address of a page of the editor, of a part where one is named."""
        args = [self.desk.authority.slug, self.copy.service.replace("_", "-")]
        return reverse(name, args=[*args, address_of(path)] if path is not None else args)

    def part_url(self, path: Path) -> str:
        """Where a part is edited."""
        return self.url("edit_part", path) if path else self.url("edit_about")

    def crumbs(self, path: Path) -> tuple[Link, ...]:
        """The way from the outline to a part, without the part."""
        return self.crumbs_with(path[:-1])

    def crumbs_with(self, path: Path) -> tuple[Link, ...]:
        """The way from the outline to a part, and the part."""
        ways = crumbs_of(self.service, path)
        return (
            Link(self.title, self.url("edit_outline")),
            *(Link(words, self.part_url(way)) for words, way in ways),
        )

    def name_of(self, path: Path) -> str:
        """What a part is called."""
        return said_of(self.service, path)

    def said(self, problem: Problem) -> str:
        """A problem in words."""
        return words_of(problem)

    def place(self, problem: Problem) -> Link | None:
        """The part in which a problem is; None while forms cannot show the text."""
        if self.opened.service is None:
            return None
        part = nearest(self.opened.service, problem.path)
        return Link(
            said_of(self.opened.service, part), self.part_url(part) if part else self.url("edit_about")
        )

    def edges(self, errors: tuple[FieldError, ...] = ()) -> Edges:
        """What stands around the page."""
        return self.desk.edges(errors=errors)


def address_of(path: Path) -> str:
    """A path as addresses write it."""
    return "/".join(path).replace("_", "-")


def path_of(address: str) -> Path:
    """The path that an address means."""
    return tuple(step for step in address.replace("-", "_").split("/") if step)


View = Callable[..., HttpResponse]


def bench_of(desk: Desk, service: str) -> Bench | None:
    """The desk with its working copy of a service; None where nobody began to edit it."""
    copy = copies.working_copy(authority=desk.authority, service=service.replace("-", "_"), by=desk.by)
    if copy is None:
        return None
    base = copy.base
    if _is_own(copy):
        base = copies.own_version(authority=desk.authority, service=copy.service, by=desk.by)
    return Bench(desk, copy, opened(copy.text), base)


def _is_own(copy: WorkingCopy) -> bool:
    return copy.base is None or copy.base.publisher_id == copy.authority_id


def at_bench(view: View) -> View:
    """Open a view to designers of the council in the address who are editing the service in it."""

    @at_desk(PERMISSION)
    @wraps(view)
    def run(desk: Desk, service: str, **rest: Any) -> HttpResponse:
        bench = bench_of(desk, service)
        if bench is None:
            return redirect("edit_begin", desk.authority.slug, service)
        try:
            return view(bench, **rest)
        except Unreadable:
            return redirect(bench.url("edit_text"))

    return run
