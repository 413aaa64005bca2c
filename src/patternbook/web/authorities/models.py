"""Bodies with dates and predecessors, what they look like, and the people who work there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from patternbook.web.authorities.permissions import ROLES


class Authority(models.Model):
    """A council, combined authority or other body, by our own id; official codes are attributes with dates."""

    class Nation(models.TextChoices):
        ENGLAND = "england"
        SCOTLAND = "scotland"
        WALES = "wales"
        NORTHERN_IRELAND = "northern_ireland"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    official_name = models.CharField(max_length=160)
    nation = models.CharField(max_length=20, choices=Nation.choices)
    region = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40)
    tier = models.CharField(max_length=20)
    county = models.ForeignKey("self", models.PROTECT, null=True, related_name="districts")
    combined_authority = models.ForeignKey("self", models.PROTECT, null=True, related_name="members")
    population = models.PositiveIntegerField(null=True)
    homepage = models.URLField(blank=True)
    started = models.DateField(null=True)
    ended = models.DateField(null=True)
    demonstration = models.BooleanField(default=False)
    domain = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["domain"], condition=~models.Q(domain=""), name="one_council_a_domain"
            ),
            models.CheckConstraint(
                condition=models.Q(ended=None)
                | models.Q(started=None)
                | models.Q(ended__gte=models.F("started")),
                name="an_authority_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Code(models.Model):
    """An official code of a body. It identifies a boundary or a register entry, never the body itself."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="codes")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    source = models.CharField(max_length=60)
    started = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["scheme", "value"]),)


class Succession(models.Model):
    """One body followed another, in whole or part. Many to many."""

    predecessor = models.ForeignKey(Authority, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Authority, models.CASCADE, related_name="predecessions")
    on = models.DateField(null=True)
    source = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_a_pair"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="nobody_succeeds_itself"
            ),
        )


class Brand(models.Model):
    """What a council looks like, and how to reach it by other ways than the web."""

    authority = models.OneToOneField(Authority, models.CASCADE, related_name="brand", primary_key=True)
    colours = models.JSONField(default=dict)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    contact = models.JSONField(default=dict)


class Team(models.Model):
    """People who share a queue."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="teams")
    key = models.SlugField(max_length=64)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "key"], name="one_team_a_key"),)

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Django's way to find a person by the name they sign in with."""


class Person(AbstractBaseUser):
    """A member of staff. Signs in with an email address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    # Every session belongs to one number: when it grows, all sessions of the person end.
    sessions = models.PositiveIntegerField(default=0)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session must hold to be this person's: another after a new password or `sessions`."""
        return self._session_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under each old secret key, so that a change of keys ends no session."""
        return (self._session_hash(key) for key in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, secret: str) -> str:
        said = f"{self.password}\n{self.sessions}"
        return salted_hmac("patternbook.session", said, secret=secret, algorithm="sha256").hexdigest()


class Membership(models.Model):
    """A person's role in an authority, in one of its teams or in all of it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="memberships")
    from_date = models.DateField(null=True)
    to_date = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "authority", "role", "team"],
                condition=models.Q(team__isnull=False),
                name="one_membership_a_role_and_team",
            ),
            models.UniqueConstraint(
                fields=["person", "authority", "role"],
                condition=models.Q(team__isnull=True),
                name="one_membership_a_role",
            ),
        )
