"""Where a report has the words that an assistant quotes: exactly those, at a place that is certain, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.records import Span

_MOST = 200  # Places that are looked at; words that stand in more tell nothing.


def found(text: str, quote: str, prefix: str = "", suffix: str = "") -> Span | None:
    """The one place where a text has these words; None where it has them nowhere, or more than once with the same around."""
    quote = quote.strip()
    places = list(_places(text, quote))
    if len(places) > 1:
        places = [at for at in places if _stands(text, at, at + len(quote), prefix.strip(), suffix.strip())]
    return Span(places[0], places[0] + len(quote), quote) if len(places) == 1 else None


def nearest(text: str, words: str, to: Span) -> Span | None:
    """The place of these words that is nearest to others; None where there is none."""
    words = words.strip()
    spans = (Span(at, at + len(words), words) for at in _places(text, words))
    return min(spans, key=lambda span: max(to.start - span.end, span.start - to.end, 0), default=None)


def _places(text: str, words: str) -> Iterator[int]:
    """Where the words stand as words: not inside longer ones."""
    if not any(char.isalnum() for char in words):
        return
    at, seen = text.find(words), 0
    while at >= 0 and seen < _MOST:
        end, seen = at + len(words), seen + 1
        inside = at > 0 and words[0].isalnum() and text[at - 1].isalnum()
        inside |= end < len(text) and words[-1].isalnum() and text[end].isalnum()
        if not inside:
            yield at
        at = text.find(words, at + 1)


def _stands(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    before, behind = text[:start].rstrip(), text[end:].lstrip()
    return bool(prefix or suffix) and before.endswith(prefix) and behind.startswith(suffix)
