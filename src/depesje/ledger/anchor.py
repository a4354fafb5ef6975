"""Finds a quotation again in another text: by its words, what stood around them, and how far in they were.

After W3C Web Annotation's TextQuoteSelector and TextPositionSelector.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

CONTEXT = 32  # characters kept before and after a quotation
SHORT = 12  # a quotation shorter than this may stand anywhere, so its surroundings must agree as well
AGREEING = 8  # … in this many characters
MOST_PLACES = 2000  # a quotation found more often than this is no anchor worth comparing further
CUT = " …"  # after words that were cut short, since no more of them may be kept


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of a text with the words just before and after it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``."""
    return Anchor(
        start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


def find(wanted: Anchor, text: str) -> Anchor | None:
    """Where ``wanted`` stands in ``text``; None where its words do not stand there any more.

    Of words that were cut short, those that are known have to stand there. They are whole again where they are in their
    old place, as they are when the text is given again; elsewhere nobody knows how they went on.
    """
    if wanted.exact in ("", CUT.strip()):
        return None
    start = _place(wanted, text)
    if start is not None:
        return anchor(text, start, start + len(wanted.exact))
    known = replace(wanted, exact=wanted.exact.removesuffix(CUT))
    start = _place(known, text) if known.exact and known != wanted else None
    if start is None:
        return None
    in_place = start == wanted.start and wanted.end <= len(text)
    return anchor(text, start, wanted.end if in_place else start + len(known.exact))


def _place(wanted: Anchor, text: str) -> int | None:
    """Where these very words begin; of several places that one whose surroundings agree most, of such the nearest."""
    start = _just_so(wanted, text)
    return _likest(wanted, text) if start is None else start


def _just_so(wanted: Anchor, text: str) -> int | None:
    """Where the words stand with all that stood around them, which no other place can be liker than."""
    stretch = wanted.prefix + wanted.exact + wanted.suffix
    places: list[tuple[int, int]] = []
    place = text.find(stretch)
    while place >= 0 and len(places) < MOST_PLACES:
        places.append((-abs(place + len(wanted.prefix) - wanted.start), place + len(wanted.prefix)))
        place = text.find(stretch, place + 1)
    return max(places)[1] if places else None


def _likest(wanted: Anchor, text: str) -> int | None:
    """Where the words stand with most of what stood around them."""
    places: list[tuple[int, int, int]] = []
    place = text.find(wanted.exact)
    while place >= 0 and len(places) < MOST_PLACES:
        places.append((_agreement(wanted, text, place), -abs(place - wanted.start), place))
        place = text.find(wanted.exact, place + 1)
    fitting = [found for found in places if _enough(wanted, found[0])]
    return max(fitting)[2] if fitting else None


def _agreement(wanted: Anchor, text: str, place: int) -> int:
    """How many characters right before and after ``place`` are those around the wanted words."""
    end = place + len(wanted.exact)
    before = text[max(0, place - len(wanted.prefix)) : place]
    after = text[end : end + len(wanted.suffix)]
    return _shared(before[::-1], wanted.prefix[::-1]) + _shared(after, wanted.suffix)


def _shared(left: str, right: str) -> int:
    """How many characters two texts begin with in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )


def _enough(wanted: Anchor, agreeing: int) -> bool:
    around = len(wanted.prefix) + len(wanted.suffix)
    return len(wanted.exact) >= SHORT or agreeing >= min(AGREEING, around)
