"""All statements of a parsed text, as drafts: quotations, reported speech, nominal utterances and sources, put together."""

from __future__ import annotations

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading import headings, nominal, reported, sources
from depesje.reading.direct import Direct
from depesje.reading.draft import Draft

_OVERLAP = 0.8


def extract(lexicon: Lexicon, parse: Parse) -> list[Draft]:
    """The drafts of every utterance that the text attributes to somebody, in the order of their words."""
    direct = Direct(lexicon, parse)
    direct.run()
    told = reported.find(lexicon, parse, direct.used)
    told += nominal.find(lexicon, parse, direct.used)
    told += headings.find(lexicon, parse, direct.used)
    told = [d for d in map(lambda d: _placed(lexicon, parse, d, direct.drafts), told) if d is not None]
    told = _passed_on(parse, told)
    told = _without_doubles(told)
    told += sources.find(lexicon, parse, [*direct.drafts, *told])
    for draft in told:
        if any(draft.start <= q.start and q.end <= draft.end for q in direct.scare):
            draft.form = "mixed"
    return sorted([*direct.drafts, *told], key=lambda d: (d.start, -d.end))


def _placed(lexicon: Lexicon, parse: Parse, draft: Draft, quotations: list[Draft]) -> Draft | None:
    """Notes the quotation around a reported utterance; the quoted speaker's own "I think" is no other utterance."""
    cue = parse.start[draft.cue[0]] if draft.cue else draft.start
    for outer in quotations:
        if any(a <= cue < b for a, b in outer.content):
            if draft.speaker is None:
                return None
            pronoun = lexicon.pronouns.get(parse.lower[draft.speaker])
            if pronoun is not None and (pronoun.person < 3 and not pronoun.plural or pronoun.person == 2):
                return None
            if parse.lower[draft.speaker] in lexicon.grammar.impersonal:
                return None
            draft.outer = outer
            return draft
    if draft.speaker is not None:
        pronoun = lexicon.pronouns.get(parse.lower[draft.speaker])
        if pronoun is not None and pronoun.person < 3 or parse.lower[draft.speaker] in lexicon.grammar.impersonal:
            return None
    return draft


def _passed_on(parse: Parse, told: list[Draft]) -> list[Draft]:
    """ "X bekrefter at …, melder Interfax": the tail's speaker vouches for the statement that it passes on."""
    out = []
    for tail in told:
        inner = [
            d for d in told
            if d is not tail and d.cue and tail.cue and tail.frame == "clause" and parse.start[d.cue[0]] < parse.start[tail.cue[0]]
            and tail.start <= parse.start[d.cue[0]] < tail.end and parse.sent[d.cue[0]] == parse.sent[tail.cue[0]]
        ]  # fmt: skip
        if inner and tail.speaker is not None and tail.end <= parse.start[tail.cue[0]]:  # type: ignore[index]
            outermost = min(inner, key=lambda d: d.start if d.speaker is None else parse.start[d.speaker])
            outermost.sources.append(tail.speaker)
            continue
        out.append(tail)
    return out


def _without_doubles(told: list[Draft]) -> list[Draft]:
    """Of two drafts with nearly the same words only the first stays (a noun cue below a verb cue, say)."""
    out: list[Draft] = []
    for draft in sorted(told, key=lambda d: (d.start, -d.end, d.anchor)):
        for other in out:
            if _shared(draft, other) > _OVERLAP:
                break
        else:
            out.append(draft)
    return out


def _shared(a: Draft, b: Draft) -> float:
    common = max(0, min(a.end, b.end) - max(a.start, b.start))
    return 2 * common / ((a.end - a.start) + (b.end - b.start) or 1)
