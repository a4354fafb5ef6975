"""Finds the words that a person quotes in a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    places = [
        (start, end)
        for start, end in _places(text, wanted)
        if _follows(text[:start], where.prefix) and _precedes(text[end:], where.suffix)
    ]
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


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    found = []
    for match in re.finditer(f"(?={pattern})", text):
        whole = re.compile(pattern).match(text, match.start())
        if whole is not None:
            found.append(whole.span())
        if len(found) == MOST:
            break
    return found


def _follows(before: str, prefix: str | None) -> bool:
    return prefix is None or _even(before).endswith(_even(prefix))


def _precedes(after: str, suffix: str | None) -> bool:
    return suffix is None or _even(after).startswith(_even(suffix))


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
