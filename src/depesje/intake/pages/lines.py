"""What a line of an article is by its own words: running text, a credit, or something that stood beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from depesje.intake.credit import credited
from depesje.intake.pages.words import beginning, plain, words
from depesje.records import AsideKind

Kind = Literal["text", "credit", "furniture"] | AsideKind
_HEADING, _CAPTION, _TEASER, _NOTE, _DATED, _BYLINE = 120, 420, 250, 500, 90, 120
_ENDS = tuple('.!:;,…»”"')
_NAME = r"[^\W\d_a-zæøåäö][\w.'’-]+(?:\s+(?:de|von|van|der|af|av)?\s*[^\W\d_a-zæøåäö][\w.'’-]*){1,4}"


def kind_of(text: str, heading: bool) -> Kind:
    """What a line is; ``heading`` says that the page has it as one."""
    if is_furniture(text):
        return "furniture"
    if credited(text) is not None:
        return "credit"
    if plain(text) in words().fact_box_only:
        return "fact-box"
    if len(text) <= _CAPTION and _photo().search(text):
        return "caption"
    if len(text) <= _TEASER and _leads_on(text):
        return "teaser"
    if len(text) <= _NOTE and _is_note(text):
        return "note"
    return "heading" if heading and is_heading(text) else "text"


def is_heading(text: str) -> bool:
    """Whether what a page has as a heading is one by its words: short, and no sentence."""
    return len(text) <= _HEADING and not text.endswith(_ENDS)


def is_furniture(text: str) -> bool:
    """Whether a line is a button, a label, a date or a byline and nothing else."""
    known = words()
    if not any(map(str.isalnum, text)):
        return True
    if plain(text) in known.whole or beginning(text, known.begins):
        return True
    if (
        len(text) <= _DATED
        and any(map(str.isdigit, text))
        and beginning(text, (*known.published, *known.modified))
    ):
        return True
    return len(text) <= _BYLINE and _byline().fullmatch(text) is not None


def _leads_on(text: str) -> bool:
    phrase = beginning(text, words().teaser)
    if phrase is None:
        return False
    rest = text[text.lower().find(phrase) + len(phrase) :]
    return not rest.strip() or rest.lstrip()[:1] in (":", "–", "-", ">", "»")


def _is_note(text: str) -> bool:
    phrase = beginning(text, words().note)
    return phrase is not None and (" " in phrase or text[len(phrase) :].lstrip("*_ ")[:1] == ":")


@cache
def _photo() -> re.Pattern[str]:
    """A picture's credit at the end of a line."""
    either = "|".join(map(re.escape, words().photo))
    return re.compile(
        rf"(?i:(?:^|[\s.,(/])(?:{either})(?:\s*/\s*(?:{either}))?\s*:)\s*[^\n.!?]{{2,80}}\.?\)?\.?$"
    )


@cache
def _byline() -> re.Pattern[str]:
    """Somebody named as the author, and nothing else; with the word for it, so that no name is taken for a byline."""
    known = words()
    by, ands = "|".join(map(re.escape, known.by)), "|".join(map(re.escape, known.ands))
    roles = "|".join(map(re.escape, sorted(known.roles, key=len, reverse=True)))
    return re.compile(
        rf"(?i:{by})\s*:?\s+{_NAME}(?:(?:\s*,\s*|\s+(?:{ands})\s+|\s*/\s*)(?:{_NAME}|(?i:{roles})))*\.?"
    )
