"""Verifies that a ledger is whole: the engine's own check first, then rules on what its rows must keep to.

A rule is a function that takes a connection and yields one line for each thing that is wrong, and says by ``@rule`` what
it looks at. What a rule reads it reads as a stream, so that memory does not grow with the ledger. A new rule is a function
in one of the modules here, or in a new one that ``RULES`` gets to know by being imported below.
"""

from depesje.ledger.checking import grouped, places, standing, structure, timing, words
from depesje.ledger.checking.running import RULES, Finding, Looking, check, verify

__all__ = [
    "RULES",
    "Finding",
    "Looking",
    "check",
    "grouped",
    "places",
    "standing",
    "structure",
    "timing",
    "verify",
    "words",
]
