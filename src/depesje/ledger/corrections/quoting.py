"""Finds the words that a person quotes in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from depesje.errors import CorrectionError
from depesje.ledger.anchor import Anchor, anchor

MOST = 2000  # places of one quotation that are looked at


@dataclass(frozen=True, slots=True)
class Where:
    """Which of several places is meant: the ``nth`` (from 1), or the one between these words."""

    nth: int | None = None
    prefix: str | None = None
    suffix: str | None = None


ANYWHERE = Where()


def quoted(text: str, words: str, where: Where = ANYWHERE, near: int | None = None) -> Anchor:
    """Where the quotation stands; of several places the one nearest to ``near``, where that is given.

    White space may differ. Raises ``CorrectionError`` where the words do not stand there, or in several places.
    """
    wanted = words.strip()
    if not wanted:
        raise CorrectionError("a quotation needs words")
    fitting = (
        (start, end)
        for start, end in _places(text, wanted)
        if _follows(text, start, where.prefix) and _precedes(text, end, where.suffix)
    )
    places = list(islice(fitting, MOST))
    if not places:
        raise CorrectionError(
            "the report has no words %(words)r%(sides)s", words=_short(wanted), sides=_between(where)
        )
    if where.nth is not None:
        if not 1 <= where.nth <= len(places):
            raise CorrectionError(
                "%(words)r stands in %(number)s places; there is no %(nth)s.",
                words=_short(wanted),
                number=len(places),
                nth=where.nth,
            )
        return anchor(text, *places[where.nth - 1])
    if len(places) > 1 and near is None:
        raise CorrectionError(
            "%(words)r stands in %(number)s places; say which by --nth, --prefix or --suffix",
            words=_short(wanted),
            number=len(places),
        )
    return anchor(text, *min(places, key=lambda place: abs(place[0] - (near or 0))))


def _places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    for match in re.finditer(f"(?={pattern})", text):
        whole = re.compile(pattern).match(text, match.start())
        if whole is not None:
            yield whole.span()


def _follows(text: str, start: int, prefix: str | None) -> bool:
    wanted = _even(prefix or "")
    reach = len(wanted) + 64  # more where there is much white space
    while len(before := _even(text[max(0, start - reach) : start])) <= len(wanted) and reach < start:
        reach *= 2
    return before.endswith(wanted)


def _precedes(text: str, end: int, suffix: str | None) -> bool:
    wanted = _even(suffix or "")
    reach = len(wanted) + 64
    while len(after := _even(text[end : end + reach])) <= len(wanted) and end + reach < len(text):
        reach *= 2
    return after.startswith(wanted)


def _even(words: str) -> str:
    return " ".join(words.split())


def _between(where: Where) -> str:
    sides = [
        f"{what} {_short(words)!r}"
        for what, words in (("after", where.prefix), ("before", where.suffix))
        if words is not None
    ]
    return f" {' and '.join(sides)}" if sides else ""


def _short(words: str) -> str:
    even = _even(words)
    return even if len(even) <= 60 else even[:57] + "…"
