"""Headings that open with a cue verb and name no speaker: "Krever svar fra OSSE"."""

from __future__ import annotations

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Paragraph, Parse
from depesje.reading.complements import complement
from depesje.reading.draft import Draft
from depesje.reading.phrases import trim
from depesje.reading.quotes import dash_start, is_heading


def find(lexicon: Lexicon, parse: Parse, used: set[int]) -> list[Draft]:
    """The statements that headings make without a subject; their speaker is only implied."""
    out = []
    for n, paragraph in enumerate(parse.paragraphs):
        i = paragraph.first
        if i + 1 >= paragraph.last or i in used or parse.lower[i] not in lexicon.verbs:
            continue
        if dash_start(parse.text, paragraph) is not None or not is_heading(parse.text, paragraph):
            continue
        draft = _draft(lexicon, parse, paragraph)
        if draft is not None:
            draft.implied = _next_subject(parse, n)
            used.add(i)
            out.append(draft)
    return out


def _draft(lexicon: Lexicon, parse: Parse, paragraph: Paragraph) -> Draft | None:
    i = paragraph.first
    if parse.lower[i + 1] in lexicon.pronouns or parse.pos[i + 1] == "PROPN" and "nsubj" in parse.dep[i + 1]:
        return None
    for entry in lexicon.verbs[parse.lower[i]]:
        if entry.particle or not entry.strong or not entry.frames - {"quote"} and not entry.prepositions:
            continue
        found = complement(parse, lexicon.grammar, i, entry)
        spans = found.spans if found and found.frame != "object" else None
        if spans is None and (found or "object" in entry.frames):
            rest = trim(parse, i + 1, paragraph.last)
            spans = [rest] if rest else None
        if spans:
            frame = found.frame if found else "object"
            return Draft(i, spans, "indirect", frame, "heading", cue=(i, i + 1), entry=entry, heading=True)
    return None


def _next_subject(parse: Parse, n: int) -> int | None:
    """The subject of the first sentence below the heading: whom it is most likely about."""
    for paragraph in parse.paragraphs[n + 1 : n + 3]:
        for i in range(paragraph.first, paragraph.last):
            if parse.dep[i] == "nsubj" and parse.pos[i] in {"PROPN", "NOUN"}:
                return i
    return None
