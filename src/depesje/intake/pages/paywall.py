"""Whether only the beginning of an article is on its page: it stands behind a paywall, and the rest is not here."""

from __future__ import annotations

import re
from typing import Any

from depesje.intake.pages.marks import is_marked
from depesje.intake.pages.structured import Data
from depesje.intake.pages.tree import is_longer, text_of
from depesje.intake.pages.words import holding, words

_FEW = 1500  # characters: what pages show of an article before they ask for money
_SOME = 3500
_WALL, _PART = 1500, 400
_COUNT = re.compile(r"[1-9][0-9]{0,8}")
_WORDS = 0.7  # of the words that it is said to have


def is_stub(tree: Any, data: Data, article: str) -> bool:
    """Whether this text of an article is but its beginning.

    That it costs money does not tell: a subscriber's page has it all. A short text does, or one with fewer words than it is
    said to have, where the data say that it costs something or a wall stands on the page.
    """
    closed = _is_closed(data.article) or any(map(_is_closed, _parts(data)))
    walls = [
        element
        for element in tree.iter("div", "section", "aside", "p")
        if is_marked(element, "parts", "paywall")
    ]
    asked = any(
        not is_longer(element, _WALL) and holding(text_of(element), words().paywall) for element in walls
    )
    if not closed and not asked:
        return False
    said = data.article.get("wordCount")
    if closed and isinstance(said, int | str) and _COUNT.fullmatch(str(said)):
        return len(article.split()) < _WORDS * int(said)
    if closed and any(
        is_longer(element, _PART) for element in walls if not holding(text_of(element), words().paywall)
    ):
        return False
    return len(article) < (_SOME if closed and asked else _FEW)


def _parts(data: Data) -> list[dict[str, Any]]:
    found = data.article.get("hasPart")
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]


def _is_closed(one: dict[str, Any]) -> bool:
    said = one.get("isAccessibleForFree")
    return said is False or (
        isinstance(said, str) and said.strip().lower() in ("false", "no", "https://schema.org/false")
    )
