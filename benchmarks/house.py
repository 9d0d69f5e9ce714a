"""Loads the house for a benchmark: embedded database, a fixed day, nothing else set."""

import os

DATA = "var/benchmark"
TODAY = "2006-11-12"


def load() -> None:
    """Must run before anything of ``fyrtaarn`` that knows Django is imported."""
    os.environ.setdefault("FYRTAARN_DATA", DATA)
    os.environ.setdefault("FYRTAARN_TODAY", TODAY)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fyrtaarn.entrance.settings")
    import django

    django.setup()
