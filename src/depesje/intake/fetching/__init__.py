"""Fetches documents from the web: by its rules, within limits, and never from where a page has no business to send us."""

from depesje.intake.fetching.client import Fetched, checked
from depesje.intake.fetching.fetcher import Fetcher, origin
from depesje.intake.fetching.settings import Settings
from depesje.intake.fetching.settings import read as settings

__all__ = ["Fetched", "Fetcher", "Settings", "checked", "origin", "settings"]
