"""Where a person's name stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depesje.ledger.names import fold

_GENITIVE = r"(?:s|S|['’][sS]?)?"
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
TELLING = 4  # letters of a word that tells somebody among stems
SHORTEST = 2  # letters of a word that names somebody: initials do not


class Names:
    """The names of one person: whole, and word by word."""

    def __init__(self, names: Iterable[str]) -> None:
        whole = sorted({" ".join(name.split()) for name in names if name.strip()}, key=len, reverse=True)
        self.whole = tuple(name for name in whole if " " in name) or tuple(whole)
        words = {word for name in whole for word in _WORD.findall(name)}
        # Small words (de, von, adviser to) stand in any text.
        self._words = sorted(
            (word for word in words if len(word) >= SHORTEST and not word[0].islower()), key=len, reverse=True
        )
        # Stems may have lost their ends, and letters their accents; a name is told by more than a few of them.
        self.folded = tuple(
            sorted(
                {
                    form
                    for word in self._words
                    if len(word) >= TELLING
                    for form in (word.lower(), fold(word), word)
                }
            )
        )
        self._folded = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.folded))})\w{{0,2}}(?!\w)")
            if self.folded
            else None
        )
        self._whole = _pattern(self.whole)
        self._typed = None if self._whole is None else re.compile(self._whole.pattern, re.IGNORECASE)
        self._part = _pattern((*whole, *self._words))

    def places(self, text: str, *, known: bool) -> list[tuple[int, int]]:
        """Where the whole name stands in ``text``; where the person is ``known`` to be in it, each word of it, too."""
        pattern = self._part if known else self._whole
        return [] if pattern is None else [found.span() for found in pattern.finditer(text)]

    def typed_places(self, text: str) -> list[tuple[int, int]]:
        """Where the whole name stands in what a person typed, who may care little for capitals."""
        return [] if self._typed is None else [found.span() for found in self._typed.finditer(text)]

    def folded_places(self, text: str) -> list[tuple[int, int]]:
        """Where a telling word of the name stands in a text of stems and names in small letters."""
        return [] if self._folded is None else [found.span() for found in self._folded.finditer(text)]


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds these names as whole words, in capitals, too, and in the genitive."""
    either = [
        r"\s+".join(re.escape(word) for word in form.split())
        for name in names
        for form in (name, name.upper())
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)}){_GENITIVE}(?!\w)") if either else None
