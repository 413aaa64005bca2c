"""`set_up_council`: gives a council of the register its looks, its teams and its people, from a file."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from patternbook.errors import did_you_mean
from patternbook.web.audit.actors import SYSTEM
from patternbook.web.authorities import actions, council_file
from patternbook.web.authorities.council_file import CouncilFile, CouncilFileWrong, Member
from patternbook.web.authorities.models import Authority, Person, Team
from patternbook.web.kit.themes import ThemeRefused

FAILED = 1
MISUSE = 2
PASSWORD_BYTES = 15


class Command(BaseCommand):
    """Done again with the same file, it changes nothing, and nobody gets another password."""

    help = "Give a council of the register its looks, teams and people, from a file. New people get a password, shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        """What it is told."""
        parser.add_argument(
            "file", type=Path, help="the file with council, colours, contact, teams and people"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do everything or nothing. Ends with 1 where the file is wrong, 2 where there is none."""
        try:
            found = council_file.read(_text(options["file"]))
            with transaction.atomic():
                passwords = _set_up(found)
        except CouncilFileWrong as wrong:
            for reason in wrong.reasons:
                self.stderr.write(f"{options['file']}: {reason}")
            raise CommandError("Nothing was set up.", returncode=FAILED) from wrong
        except ThemeRefused as refused:
            raise CommandError(f"{refused} Nothing was set up.", returncode=FAILED) from refused
        self.stdout.write(f"{found.slug}: {len(found.teams)} teams, {len(found.people)} people.")
        for email, password in passwords.items():
            self.stdout.write(f"New account: {email}, password {password}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}.", returncode=MISUSE) from error


def _set_up(found: CouncilFile) -> dict[str, str]:
    """The passwords of accounts that are new, by email address."""
    authority = _authority(found.slug)
    actions.set_brand(authority=authority, looks=found.looks, by=SYSTEM)
    teams = {
        key: actions.add_team(authority=authority, key=key, name=name, by=SYSTEM)
        for key, name in found.teams.items()
    }
    passwords = {}
    for member in found.people:
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        person = _join(member, authority, teams, password)
        # Somebody who works here or elsewhere already keeps their own.
        if person.check_password(password):
            passwords[person.email] = password
    return passwords


def _join(member: Member, authority: Authority, teams: dict[str, Team], password: str) -> Person:
    person = actions.add_person(
        authority=authority, email=member.email, name=member.name, password=password, by=SYSTEM
    )
    theirs: list[Team | None] = [teams[key] for key in member.teams]
    for team in theirs or [None]:
        actions.add_membership(authority=authority, person=person, role=member.role, team=team, by=SYSTEM)
    return person


def _authority(slug: str) -> Authority:
    found = Authority.objects.filter(slug=slug, ended=None).first()
    if found is None:
        known = Authority.objects.filter(ended=None).values_list("slug", flat=True)
        hint = did_you_mean(slug, known) or "Load the register first: load_authorities."
        raise CouncilFileWrong([f"The register has no council '{slug}' today. {hint}"])
    return found
