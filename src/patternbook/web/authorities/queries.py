"""What others may know about authorities and people. The register is public; people are not."""

from __future__ import annotations

import datetime
import time
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, TruncDate
from django.http import HttpRequest
from django.utils import timezone

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.models import Event
from patternbook.web.audit.queries import accounts_log
from patternbook.web.authorities.models import Authority, Membership, Person, Team
from patternbook.web.authorities.permissions import CASEWORKERS, DESIGNERS, ROLES
from patternbook.web.kit.links import link_to, shortened
from patternbook.web.kit.pages import Council
from patternbook.web.kit.themes import Theme, theme_of
from patternbook.web.kit.times import LONDON

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# How long a process may be wrong about domains after one was changed.
DOMAINS_KEPT_SECONDS = 60.0


class NotSignedIn(Exception):
    """Nobody is signed in, where somebody must be."""


def by_slug(slug: str) -> Authority:
    """The authority of that name in addresses, with its brand. Raises Authority.DoesNotExist."""
    return Authority.objects.select_related("brand").get(slug=slug)


def by_ids(ids: Collection[int]) -> list[Authority]:
    """The authorities with these ids, by name."""
    return list(Authority.objects.select_related("brand").filter(pk__in=ids).order_by("name"))


def by_code(scheme: str, value: str, *, on: datetime.date | None = None) -> QuerySet[Authority]:
    """The authorities that bear an official code, on a day where one is given. There may be none or several."""
    codes = Q(codes__scheme=scheme, codes__value=value)
    if on:
        codes &= Q(codes__started=None) | Q(codes__started__lte=on)
        codes &= Q(codes__ended=None) | Q(codes__ended__gte=on)
    return Authority.objects.filter(codes).distinct()


def successors(authority: Authority) -> list[Authority]:
    """Who followed it, directly."""
    return list(Authority.objects.filter(predecessions__predecessor=authority).order_by("name"))


def predecessors(authority: Authority) -> list[Authority]:
    """Whom it followed, directly."""
    return list(Authority.objects.filter(successions__successor=authority).order_by("name"))


def demonstration_councils() -> list[Authority]:
    """The councils that are set up for demonstration."""
    return list(Authority.objects.filter(demonstration=True).select_related("brand").order_by("name"))


def served_councils() -> list[Authority]:
    """Every council that has a brand here, by name."""
    return list(Authority.objects.filter(brand__isnull=False).select_related("brand").order_by("name"))


def council(authority: Authority, language: str = "en") -> Council:
    """The authority as its pages show it."""
    brand = getattr(authority, "brand", None)
    theme = theme_of(brand.colours if brand else {})
    contact: Mapping[str, str] = brand.contact if brand else {}
    return Council(
        slug=authority.slug,
        name=(authority.name_cy if language == "cy" else "") or authority.name,
        url=shortened(f"{link_to('front_page')}{authority.slug}/"),
        theme_url=link_to("theme", authority.slug, theme.digest),
        theme_colour=theme.colours.header,
        telephone=brand.telephone if brand else "",
        dial=_dialled(brand.telephone) if brand else "",
        email=brand.email if brand else "",
        hours=contact.get(f"hours_{language}", ""),
        demonstration=authority.demonstration,
        welsh=authority.nation == Authority.Nation.WALES,
    )


def _dialled(telephone: str) -> str:
    return "".join(sign for sign in telephone if sign.isascii() and (sign.isdigit() or sign == "+"))


def council_of_request(request: HttpRequest, language: str) -> Council | None:
    """The council whose pages the address belongs to, if it names one. For error pages: never raises."""
    parts = [part for part in request.path_info.split("/") if part]
    slug = parts[1] if parts[:1] == ["staff"] and len(parts) > 1 else (parts[0] if parts else "")
    found = Authority.objects.select_related("brand").filter(slug=slug, brand__isnull=False).first()
    return council(found, language) if found else None


_domains: tuple[float, Mapping[str, str]] = (0.0, {})


def slug_of_domain(host: str) -> str:
    """The slug of the council that is served under its own domain, or an empty text."""
    global _domains
    until, known = _domains
    if time.monotonic() >= until:
        known = dict(Authority.objects.exclude(domain="").values_list("domain", "slug"))
        _domains = (time.monotonic() + DOMAINS_KEPT_SECONDS, known)
    return known.get(host.lower(), "")


def forget_domains() -> None:
    """Ask again about domains at the next request."""
    global _domains
    _domains = (0.0, {})


def actor_for(person: Person | AnonymousUser) -> Actor:
    """Who asks, for a signed-in person: what the memberships in force today allow, authority by authority.

    Raises NotSignedIn for nobody, and for a person whose account was closed.
    """
    if not isinstance(person, Person) or not person.is_active:
        raise NotSignedIn
    allowed: dict[int, frozenset[str]] = {}
    for membership in memberships_of(person):
        allowed[membership.authority_id] = (
            allowed.get(membership.authority_id, frozenset()) | ROLES[membership.role]
        )
    return Actor("person", person.name, allowed, person_id=person.pk)


def in_force(on: datetime.date | None = None) -> QuerySet[Membership]:
    """The memberships that are in force on a day; today, if none is given."""
    day = on or timezone.localdate()
    begun = Q(from_date=None) | Q(from_date__lte=day)
    return Membership.objects.filter(begun & (Q(to_date=None) | Q(to_date__gte=day)))


def signing(person: Person) -> Actor:
    """Who signs in or out: the person, with that permission alone."""
    return Actor("person", person.name, everywhere=frozenset({"accounts.sign"}), person_id=person.pk)


# Whoever fails to sign in.
STRANGER = Actor("outside", "somebody signing in", everywhere=frozenset({"accounts.fail"}))


def memberships_of(person: Person, *, on: datetime.date | None = None) -> list[Membership]:
    """The person's memberships in force on a day (today, if none is given), with authority and team."""
    found = in_force(on).filter(person=person).select_related("authority", "authority__brand", "team")
    return list(found.order_by("authority__name", "role"))


def teams_of(authority: Authority, *, by: Actor) -> list[Team]:
    """The authority's teams. Needs `cases.read` or `authorities.manage` there."""
    if not by.may("cases.read", authority.pk):
        by.must("authorities.manage", authority.pk)
    return list(Team.objects.filter(authority=authority).order_by("name"))


def colleagues(authority: Authority, *, by: Actor) -> list[Person]:
    """People with a role in the authority today. Needs `cases.read` there."""
    by.must("cases.read", authority.pk)
    day = timezone.localdate()
    in_force = (Q(memberships__from_date=None) | Q(memberships__from_date__lte=day)) & (
        Q(memberships__to_date=None) | Q(memberships__to_date__gte=day)
    )
    return list(
        Person.objects.filter(in_force, memberships__authority=authority, is_active=True)
        .distinct()
        .order_by("name")
    )


def sign_ins(authority: Authority, *, by: Actor) -> QuerySet[Event, tuple[datetime.datetime, str, str]]:
    """When, whose account and what: the installation's log of the authority's people, the newest first.

    Of each person from the day on which they began to work there to the day on which they ended. Needs
    `audit.read` there.
    """
    by.must("audit.read", authority.pk)
    begun = Q(from_date=None) | Q(from_date__lte=OuterRef("day"))
    held = (
        Membership.objects.annotate(key=Cast("person_id", CharField()))
        .filter(begun & (Q(to_date=None) | Q(to_date__gte=OuterRef("day"))))
        .filter(authority=authority, key=OuterRef("subject_id"))
    )
    events = accounts_log(subject=Person).annotate(day=TruncDate("at", tzinfo=LONDON))
    named = events.annotate(name=Subquery(held.values("person__name")[:1]))
    return named.exclude(name=None).values_list("at", "name", "verb")


def theme(authority: Authority) -> Theme:
    """The authority's colours as a style sheet; the usual colours where it chose none."""
    brand = getattr(authority, "brand", None)
    return theme_of(brand.colours if brand else {})


def demonstration_people() -> list[Person]:
    """The accounts of demonstration councils that have pages to see. For the sign-in page of a demonstration only."""
    roles = Membership.objects.filter(authority__demonstration=True, role__in=CASEWORKERS | DESIGNERS)
    found = Person.objects.filter(memberships__in=roles).distinct()
    return list(found.order_by("email"))
