"""The day that a person names when asking "since when": monday, i går, 7 days.

What people say in every language that has words for it counts, whatever the language of the reports; EDTF is left as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from depesje.language import outwords
from depesje.language.outwords import OutWords

WEEK = 7  # days
_MONTHS_OF_YEAR = 12


def day_named(words: str, today: date | None = None) -> str | None:
    """The day (ISO 8601) that words name, seen from today; None where they name none.

    A weekday is the last one that was, today counted; "7 days" is seven days before today.
    """
    now = today or date.today()
    said = unicodedata.normalize("NFC", " ".join(words.casefold().split()))  # a Mac may write å as two
    found = (_day(said, outwords.load(language), now) for language in outwords.LANGUAGES)
    day = next(filter(None, found), None)
    return day.isoformat() if day else None


def _day(said: str, words: OutWords, today: date) -> date | None:
    since = words.since
    if said in since["today"]:
        return today
    if said in since["yesterday"]:
        return today - timedelta(1)
    said = " ".join(word for word in said.split() if word not in since["around"])
    for weekday, forms in enumerate(words.weekdays):
        if said in _folded(forms):
            return today - timedelta((today.weekday() - weekday) % WEEK)
    return _ago(said, words, today)


def _ago(said: str, words: OutWords, today: date) -> date | None:
    """So many days, weeks or months before today: "7 days", "2w", "a" month without a number is one."""
    digits = said[: len(said) - len(said.lstrip("0123456789"))]
    unit = said[len(digits) :].strip()
    number = int(digits) if digits and len(digits) <= 4 else 1 if not digits else 0
    since = words.since
    if number == 0 and digits != "0":
        return None
    try:
        if unit in since["day"]:
            return today - timedelta(number)
        if unit in since["week"]:
            return today - timedelta(number * WEEK)
        if unit in since["month"]:
            return _months_before(today, number)
    except (OverflowError, ValueError):
        pass
    return None


def _months_before(today: date, number: int) -> date:
    month = today.year * _MONTHS_OF_YEAR + today.month - 1 - number
    first = date(month // _MONTHS_OF_YEAR, month % _MONTHS_OF_YEAR + 1, 1)
    following = (first + timedelta(31)).replace(day=1)
    return first.replace(day=min(today.day, (following - timedelta(1)).day))


def _folded(forms: Iterable[str]) -> set[str]:
    return {form.casefold() for form in forms}
