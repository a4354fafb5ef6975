"""Where sentences begin and end, roughly: full stops and lines part them."""

from __future__ import annotations

import re

LONGEST = 400  # characters of a sentence on either side of the words that it is shown for
_END = re.compile(r"""[.!?…]["'”’»)]*\s+(?=["'“‘«(–-]*\s?[A-ZÆØÅ_])|\n\s*""")


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around these words begins and ends."""
    first, last = max(0, start - LONGEST), min(len(text), end + LONGEST)
    before = [found.end() for found in _END.finditer(text, first, last) if found.end() <= start]
    after = next((found.start() for found in _END.finditer(text, end, last)), None)
    stop = last if after is None else after + (text[after] in ".!?…")
    return (before[-1] if before else first), stop
