"""What staff type to sign in, or to change their password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from patternbook.web.kit.pages import FieldError


@dataclass(frozen=True, slots=True)
class SignIn:
    """An email address and password as they were typed."""

    email: str
    password: str

    @staticmethod
    def of(typed: Mapping[str, str]) -> SignIn:
        """Take them from a form. The address is trimmed and in lower case; the password is kept as it is."""
        return SignIn(typed.get("email", "").strip().lower()[:254], typed.get("password", "")[:1024])

    def errors(self) -> tuple[FieldError, ...]:
        """What is missing."""
        found = []
        if not self.email:
            found.append(FieldError("Enter your email address", "email"))
        elif "@" not in self.email:
            found.append(
                FieldError("Enter an email address in the correct format, like name@example.com", "email")
            )
        if not self.password:
            found.append(FieldError("Enter your password", "password"))
        return tuple(found)


# By the codes of the validators in the settings.
REFUSED = {
    "password_too_short": "New password must be 12 characters or more",
    "password_too_common": "Too many people use this password. Choose another new password",
    "password_too_similar": "New password must not be like your name or email address",
}
REFUSED_OTHERWISE = "This password is too easy to guess. Choose another new password"


@dataclass(frozen=True, slots=True)
class NewPassword:
    """The password so far and the one wanted, as they were typed."""

    old: str
    new: str

    @staticmethod
    def of(typed: Mapping[str, str]) -> NewPassword:
        """Take them from a form, as they are."""
        return NewPassword(typed.get("old", "")[:1024], typed.get("new", "")[:1024])

    def errors(self) -> tuple[FieldError, ...]:
        """What is missing, or no change."""
        found = []
        if not self.old:
            found.append(FieldError("Enter your current password", "old"))
        if not self.new:
            found.append(FieldError("Enter a new password", "new"))
        elif self.new == self.old:
            found.append(FieldError("New password must be another than your current one", "new"))
        return tuple(found)

    def refused(self, why: ValidationError) -> tuple[FieldError, ...]:
        """Why the new one is no good, in words of ours."""
        return tuple(
            FieldError(REFUSED.get(one.code or "", REFUSED_OTHERWISE), "new") for one in why.error_list
        )
