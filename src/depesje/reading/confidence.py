"""How sure a reading rule is, as a share of right ones.

The figures are the shares of statements found with the right content on development reports, by rule and frame.
"""

from __future__ import annotations

from depesje.reading.draft import Draft

_BY_RULE = {
    ("dash", "quote"): 0.97, ("dash-lines", "quote"): 0.97, ("marks", "quote"): 0.86, ("colon", "quote"): 0.9,
    ("dash-implied", "heading"): 0.9, ("dash-implied", "quote"): 0.4, ("marks-implied", "heading"): 0.8,
    ("marks-implied", "quote"): 0.5, ("verb", "clause"): 0.88, ("verb", "addressee+infinitive"): 0.9,
    ("verb", "infinitive"): 0.7, ("verb", "object"): 0.6, ("source", "source"): 0.95, ("adjective", "clause"): 0.9,
}  # fmt: skip
_OTHER = 0.4


def confidence_of(draft: Draft) -> float:
    """The probability that the statement is right, from the rule that found it."""
    return _BY_RULE.get((draft.rule, draft.frame), _OTHER)
