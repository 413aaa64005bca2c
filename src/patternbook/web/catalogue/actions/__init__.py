"""The only place that writes the catalogue."""

from patternbook.web.catalogue.actions.adopting import Adopting, adopt, switch_off, switch_on
from patternbook.web.catalogue.actions.publishing import LIBRARY_ID, Bundle, Publisher, publish

__all__ = ["LIBRARY_ID", "Adopting", "Bundle", "Publisher", "adopt", "publish", "switch_off", "switch_on"]
