"""When: finds what tells a date in a parsed text, and tells which date holds for a token.

    dates = find(lexicon, parse, report)
    dates.expressions       the words that tell dates, each with its date
    dates.when(token)       the date that holds for the clause of a token, or None

Dates are never more exact than the text and the report's own date allow; see docs/dates.md.
"""

from __future__ import annotations

from depesje import edtf
from depesje.edtf import Date
from depesje.language import datewords
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.dates.found import Expression, Resolver
from depesje.reading.dates.holding import Dates
from depesje.records import Report

__all__ = ["Date", "Dates", "Expression", "find"]


def find(words: Lexicon, parse: Parse, report: Report) -> Dates:
    """The dates of a parsed report; its ``published`` (EDTF) is what relative ones are counted from."""
    published = edtf.parse(report.published) if report.published else None
    forms = datewords.load(words.language)
    resolver = Resolver(words, forms, parse, published)
    return Dates(words, forms, parse, tuple(resolver.expressions()), resolver.base)
