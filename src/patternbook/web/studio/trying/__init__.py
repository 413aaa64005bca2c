"""Trying a service out as a resident: nothing is sent, and nothing is kept but in the form itself."""

from patternbook.web.studio.trying.answering import respond
from patternbook.web.studio.trying.trial import Trial, made_up

__all__ = ["Trial", "made_up", "respond"]
