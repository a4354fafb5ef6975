"""What a person can ask of an export, whatever its format; and how long a quotation may be, decided here alone."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 300  # characters of a quotation unless all of it is asked for
CUT = "…"


@dataclass(frozen=True, slots=True)
class Options:
    """``limit`` is the longest quotation, None for whole ones; ``texts`` lets the reports' own texts leave the ledger.

    ``table`` names one table of those that a format has; ``happened`` leaves events out that are only announced, asked
    for, possible or denied, in the formats that know no such difference; ``language`` is that of a briefing's words, and
    ``heading`` what it says of the time that it covers.
    """

    limit: int | None = LONGEST
    texts: bool = False
    table: str | None = None
    happened: bool = True
    language: str = "en"
    heading: str | None = None

    def quoted(self, text: str) -> str:
        """A report's words as they may leave the ledger."""
        return quotation(text, self.limit)


def quotation(text: str, limit: int | None) -> str:
    """A quotation of at most so many characters, cut behind a word; white space in it becomes single spaces."""
    plain = " ".join(text.split())
    if limit is None or len(plain) <= limit:
        return plain
    room = max(0, limit - len(CUT))
    cut = plain[:room]
    if plain[room : room + 1] not in ("", " ") and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–-") + CUT
