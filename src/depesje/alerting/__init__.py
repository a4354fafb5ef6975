"""Tells people and programs of what comes in, by rules: what ``depesje watch --alert`` does."""

from depesje.alerting.alerter import Alerter
from depesje.alerting.rules import Alerting, read

__all__ = ["Alerter", "Alerting", "read"]
