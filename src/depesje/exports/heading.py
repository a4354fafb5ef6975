"""What a briefing says of the time that it covers."""

from __future__ import annotations

from depesje.exports import citing
from depesje.language import outwords


def period(since: str | None, until: str | None, language: str) -> str | None:
    """From when to when, in words; None where neither is given."""
    words = outwords.load(language)
    told = [
        words.headings[key].format(date=citing.day(given, words))
        for key, given in (("since", since), ("until", until))
        if given
    ]
    if not told:
        return None
    line = " ".join(told)
    return f"{line[0].upper()}{line[1:]}."
