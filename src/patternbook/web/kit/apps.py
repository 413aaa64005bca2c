"""The kit as a Django app: brings the system checks of the settings."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register


class KitConfig(AppConfig):
    """Registers the checks that every command and the server run at start-up."""

    name = "patternbook.web.kit"

    def ready(self) -> None:
        """Register the checks."""
        from patternbook.web.kit import checks

        register(checks.environment_is_usable)
        register(checks.effects_resolve)
        register(Tags.database)(checks.database_is_usable)
