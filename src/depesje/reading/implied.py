"""Who speaks where no words say it: further quoted paragraphs, answers in an interview, quoted headings."""

from __future__ import annotations

from collections.abc import Sequence

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.draft import Draft
from depesje.reading.phrases import subject

_OPENING = ' \t\r\n–—―-«“„"'  # What can stand between a colon and the quoted words.


def imply(lexicon: Lexicon, parse: Parse, drafts: Sequence[Draft]) -> None:
    """Sets ``implied`` of every direct quotation that names no speaker; ``drafts`` are in the order of their words.

    A quotation is of the one whose reported words end in a colon before it; else of the last one who was quoted, or where
    nobody was, reported to say something; else of the next one quoted. A heading is of the one whose later words it
    takes up.
    """
    quoted: Draft | None = None  # The last quotation that names its speaker.
    told: Draft | None = None  # … or the last reported words, if they came later.
    for k, draft in enumerate(drafts):
        if draft.form == "direct" and draft.speaker is None and draft.outer is None:
            if draft.heading:
                draft.implied = _of_heading(parse, draft, drafts[k + 1 :])
            else:
                draft.implied = _of_quotation(lexicon, parse, draft, quoted, told, drafts[k + 1 :])
        if draft.heading or draft.outer is not None or draft.speaker is None:
            continue
        if draft.form == "direct":
            quoted = told = draft
        elif _reported(parse, draft):
            told = draft


def _of_quotation(
    lexicon: Lexicon,
    parse: Parse,
    draft: Draft,
    quoted: Draft | None,
    told: Draft | None,
    later: Sequence[Draft],
) -> int | None:
    announced = _announcing(lexicon, parse, draft, told)
    if announced is not None:
        return announced
    if quoted is not None:
        return quoted.speaker
    if told is not None:
        return told.speaker
    return next((d.speaker for d in later if d.form == "direct" and d.speaker is not None), None)


def _announcing(lexicon: Lexicon, parse: Parse, draft: Draft, told: Draft | None) -> int | None:
    """The one whom the words before announce with a colon: the speaker of what they report, else their subject."""
    before = parse.text[: draft.start].rstrip(_OPENING)
    if not before.endswith(":"):
        return None
    colon = parse.token_at(len(before) - 1)
    if colon is None:
        return None
    first, last = parse.sentences[parse.sent[colon]]
    if told is not None and told.speaker is not None and first <= told.anchor < last:
        return told.speaker
    root = next((i for i in range(first, last) if parse.head[i] == i), None)
    who = subject(parse, root) if root is not None else None
    return who if who is not None and _can_speak(lexicon, parse, who) else None


def _can_speak(lexicon: Lexicon, parse: Parse, who: int) -> bool:
    """A name, a personal pronoun, or a noun with a name beside it ("sjefforhandlar Kari Lund")."""
    pronoun = lexicon.pronouns.get(parse.lower[who])
    if pronoun is not None:
        return pronoun.human and pronoun.person == 3
    return parse.pos[who] == "PROPN" or any(
        parse.pos[c] == "PROPN" for c in parse.children(who, "appos", "flat", "flat:name")
    )


def _reported(parse: Parse, draft: Draft) -> bool:
    """Reported speech of one who can well be quoted next: a name or a pronoun, by a strong cue."""
    return (
        draft.entry is not None
        and draft.entry.strong
        and draft.frame in {"clause", "quote", "source"}
        and draft.speaker is not None
        and parse.pos[draft.speaker] in {"PROPN", "PRON", "NOUN"}
    )


def _of_heading(parse: Parse, heading: Draft, later: Sequence[Draft]) -> int | None:
    """The speaker of the later quotation that shares most words with the heading, else of the next one."""
    words = _words(parse, heading)
    named = [d for d in later if d.form == "direct" and d.speaker is not None]
    named = named or [d for d in later if _reported(parse, d)]
    if not named:
        return None
    best = max(named, key=lambda d: len(words & _words(parse, d)))
    return best.speaker if len(words & _words(parse, best)) > 1 else named[0].speaker


def _words(parse: Parse, draft: Draft) -> set[str]:
    words = " ".join(parse.text[a:b] for a, b in draft.content).lower().split()
    return {w.strip('.,!?«»"') for w in words if len(w) > 3}
