"""What staff type to sign in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
