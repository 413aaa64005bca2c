"""The only place that writes the catalogue."""

from patternbook.web.catalogue.actions.adopting import Adopting, adopt, go_back, switch_off, switch_on
from patternbook.web.catalogue.actions.preparing import (
    Preparing,
    drop_preparation,
    prepare,
    put_in_force,
    refresh_preparation,
)
from patternbook.web.catalogue.actions.publishing import LIBRARY_ID, Bundle, Contributor, Publisher, publish
from patternbook.web.catalogue.actions.recalling import LONGEST as LONGEST_RECALL
from patternbook.web.catalogue.actions.recalling import Recalling, recall
from patternbook.web.catalogue.actions.reviewing import Reviewed, sign_off

__all__ = [
    "LIBRARY_ID",
    "LONGEST_RECALL",
    "Adopting",
    "Bundle",
    "Contributor",
    "Preparing",
    "Publisher",
    "Recalling",
    "Reviewed",
    "adopt",
    "drop_preparation",
    "go_back",
    "prepare",
    "publish",
    "put_in_force",
    "recall",
    "refresh_preparation",
    "sign_off",
    "switch_off",
    "switch_on",
]
