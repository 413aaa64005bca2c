"""Accounts of staff and their roles."""

from __future__ import annotations

import datetime

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from patternbook.web.audit.actors import Actor, NotAllowed
from patternbook.web.audit.record import Installation, action, record
from patternbook.web.authorities.models import Authority, Membership, Person, Team
from patternbook.web.authorities.permissions import ROLES


@action("authorities.manage", on="authority")
def add_person(*, authority: Authority, email: str, name: str, password: str, by: Actor) -> Person:
    """Make an account. Raises ValidationError for a password that is too easily guessed.

    An account that somebody works with is returned as it is. One that nobody works with gets the name and
    password given now: whoever made it, perhaps at another council, may know the old one. Raises NotAllowed
    where the account has a role at an authority that `by` does not manage.
    """
    email = email.strip().lower()
    found = Person.objects.select_for_update().filter(email=email).first()
    person = found or Person(email=email)
    if found is None or not _answered_for(found, by):
        validate_password(password, Person(email=email, name=name))
        person.name, person.is_active = name, True
        person.set_password(password)
        person.save()
        _end_sessions(person)
    record(
        "authorities.person_added",
        subject=person,
        facts={"new": found is None},
        values={"email": email, "name": name},
    )
    return person


@action("authorities.manage", on="authority")
def set_password(*, authority: Authority, person: Person, password: str, by: Actor) -> None:
    """Give a new password and end the person's sessions. Raises ValidationError for one too easily guessed.

    Who knows the password can act wherever the person works, so `by` must manage all those authorities.
    """
    _must_work_at(person, authority)
    _answered_for(person, by)
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    _end_sessions(person)
    record("authorities.password_set", subject=person)


@action("accounts.sign", on="installation")
def change_password(
    *, request: HttpRequest, person: Person, password: str, by: Actor, installation: Installation
) -> None:
    """Give oneself a new password. All one's other sessions end; this one goes on under a new key.

    Raises ValidationError for a password that is too easily guessed. The caller has asked for the old one.
    """
    if by.person_id != person.pk:
        raise NotAllowed("accounts.sign")
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    _end_sessions(person)
    update_session_auth_hash(request, person)
    record("accounts.password_changed", subject=person)


@action("authorities.manage", on="authority")
def add_membership(
    *,
    authority: Authority,
    person: Person,
    role: str,
    team: Team | None,
    by: Actor,
    from_date: datetime.date | None = None,
) -> Membership:
    """Give a person a role. Raises ValueError for an unknown role or another council's team.

    Raises NotAllowed for a person who works at an authority that `by` does not manage: a role here would
    take their account out of the hands of those who do.
    """
    if role not in ROLES:
        raise ValueError(f"There is no role {role!r}.")
    if team is not None and team.authority_id != authority.pk:
        raise ValueError("The team belongs to another authority.")
    _answered_for(person, by)
    membership, made = Membership.objects.get_or_create(
        person=person, authority=authority, role=role, team=team, defaults={"from_date": from_date}
    )
    record(
        "authorities.role_given", subject=membership, facts={"role": role, "person": person.pk, "new": made}
    )
    return membership


@action("authorities.manage", on="membership")
def end_membership(*, membership: Membership, on: datetime.date, by: Actor) -> None:
    """Let a role end after a day."""
    membership.to_date = on
    membership.save(update_fields=["to_date"])
    record(
        "authorities.role_ended", subject=membership, facts={"role": membership.role, "on": on.isoformat()}
    )


@action("authorities.manage", on="authority")
def close_account(*, authority: Authority, person: Person, by: Actor) -> None:
    """Close an account and end its sessions at once, for all authorities: `by` must manage each of them.

    Somebody who works elsewhere too loses a role with `end_membership` instead.
    """
    _must_work_at(person, authority)
    _answered_for(person, by)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end_sessions(person)
    record("authorities.account_closed", subject=person)


def _must_work_at(person: Person, authority: Authority) -> None:
    if not Membership.objects.filter(person=person, authority=authority).exists():
        raise ValueError("The person has no role at this authority.")


def _answered_for(person: Person, by: Actor) -> bool:
    """Whether the person has a role anywhere, now or from a later day. Raises NotAllowed where `by` does not manage it.

    The row is locked until the transaction ends: no role can be given meanwhile.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    lasting = Q(to_date=None) | Q(to_date__gte=timezone.localdate())
    roles = Membership.objects.filter(lasting, person=person)
    places = set(roles.values_list("authority_id", flat=True))
    for authority_id in places:
        by.must("authorities.manage", authority_id)
    return bool(places)


def _end_sessions(person: Person) -> None:
    """A session is good for the number that it began under: with another, all end at once."""
    Person.objects.filter(pk=person.pk).update(sessions=F("sessions") + 1)
    person.refresh_from_db(fields=["sessions"])
