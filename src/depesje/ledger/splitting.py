"""The words of a text, whether its letters come with their accents or these stand behind them, as a Mac may write them."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")  # letters and digits
COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")  # letters, with hyphens between them
NAME = re.compile(
    r"[^\W_]+(?:[-'’.][^\W_]+)*"
)  # letters and digits, with what joins the parts of a name between them


def words(text: str, sort: re.Pattern[str] = WORD) -> list[str]:
    """The words of a sort in their order, each as its composed letters."""
    return sort.findall(unicodedata.normalize("NFC", text))
