"""The only place that writes authorities, teams and people."""

from patternbook.web.authorities.actions.accounts import (
    forget_old,
    note_lock,
    sign_in,
    sign_out,
)
from patternbook.web.authorities.actions.councils import add_team, set_brand, set_up_council
from patternbook.web.authorities.actions.people import (
    add_membership,
    add_person,
    change_password,
    close_account,
    end_membership,
    set_password,
)
from patternbook.web.authorities.actions.register import Loaded, load_register

__all__ = [
    "Loaded",
    "add_membership",
    "add_person",
    "add_team",
    "change_password",
    "close_account",
    "end_membership",
    "forget_old",
    "load_register",
    "note_lock",
    "set_brand",
    "set_password",
    "set_up_council",
    "sign_in",
    "sign_out",
]
