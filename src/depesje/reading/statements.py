"""All statements of a parsed text, as drafts: quotations, reported speech, nominal utterances and sources, put together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from depesje.language import gazetteer
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading import headings, implied, nominal, reported, sources
from depesje.reading.direct import Direct
from depesje.reading.draft import Draft
from depesje.reading.phrases import noun_phrase
from depesje.reading.quotes import Quotation, dateline

_OVERLAP = 0.8
_PARTIES = frozenset({"state", "government", "body", "alliance", "armed-group"})
_REPORTED_ACTS = frozenset({"offer", "demand", "request", "reject", "promise", "warn", "agree"})


def extract(lexicon: Lexicon, parse: Parse) -> list[Draft]:
    """The drafts of every utterance that the text attributes to somebody, in the order of their words."""
    direct = Direct(lexicon, parse)
    direct.run()
    told = reported.find(lexicon, parse, direct.used)
    told += nominal.find(lexicon, parse, direct.used)
    told += headings.find(lexicon, parse, direct.used)
    around = _Quoted(direct.drafts)
    told = [d for one in told if (d := _placed(lexicon, parse, one, around)) is not None]
    told = _passed_on(parse, told)
    told = _without_echoes(lexicon, parse, _without_doubles(told))
    told += sources.find(lexicon, parse, [*direct.drafts, *told])
    scare = sorted(direct.scare, key=lambda q: q.start)
    starts = [q.start for q in scare]
    for draft in told:
        _with_quoted_end(parse, draft, scare, starts)
        inside = scare[bisect_left(starts, draft.start) : bisect_right(starts, draft.end)]
        if any(q.end <= draft.end for q in inside):
            draft.form = "mixed"
    _leave_datelines(parse, [*direct.drafts, *told])
    drafts = sorted([*direct.drafts, *told], key=lambda d: (d.start, -d.end))
    implied.imply(lexicon, parse, drafts)
    return drafts


def _leave_datelines(parse: Parse, drafts: list[Draft]) -> None:
    """Takes the place and date before a report's first words out of what was said."""
    ends = [(p.start, end) for p in parse.paragraphs if (end := dateline(parse.text, p)) is not None]
    starts = [start for start, _ in ends]

    def left(a: int, b: int) -> tuple[int, int]:
        before = bisect_right(starts, a)
        return (ends[before - 1][1], b) if before and a < ends[before - 1][1] < b else (a, b)

    if ends:
        for draft in drafts:
            draft.content = [left(a, b) for a, b in draft.content]


class _Quoted:
    """Direct quotations by their characters."""

    def __init__(self, quotations: Sequence[Draft]) -> None:
        self.quotations = quotations
        self.spans = sorted((a, b, n) for n, q in enumerate(quotations) for a, b in q.content)
        self.starts = [a for a, _, _ in self.spans]
        self.reach = list(accumulate((b for _, b, _ in self.spans), max))

    def around(self, at: int) -> Draft | None:
        """The first quotation that holds a character."""
        found: list[int] = []
        k = bisect_right(self.starts, at) - 1
        while k >= 0 and self.reach[k] > at:
            if at < self.spans[k][1]:
                found.append(self.spans[k][2])
            k -= 1
        return self.quotations[min(found)] if found else None


def _placed(lexicon: Lexicon, parse: Parse, draft: Draft, quotations: _Quoted) -> Draft | None:
    """Notes the quotation around a reported utterance; the quoted speaker's own "I think" is no other utterance."""
    cue = parse.start[draft.cue[0]] if draft.cue else draft.start
    outer = quotations.around(cue)
    if draft.speaker is not None and _nobody(lexicon, parse, draft.speaker):
        return None
    pronoun = lexicon.pronouns.get(parse.lower[draft.speaker]) if draft.speaker is not None else None
    first_person = pronoun is not None and pronoun.person < 3
    if outer is None:
        return None if first_person else draft
    if draft.speaker is None or (
        pronoun is not None and pronoun.person < 3 and not _own_side(lexicon, parse, draft)
    ):
        return None
    draft.outer = outer
    return draft


def _with_quoted_end(parse: Parse, draft: Draft, quoted: list[Quotation], starts: list[int]) -> None:
    """Takes in quoted words right behind a reported clause, of which the parser made something else."""
    if draft.frame not in {"clause", "infinitive"}:
        return
    for n in range(bisect_right(starts, draft.end), len(quoted)):
        q = quoted[n]
        if parse.text[draft.end : q.start].strip() not in {"«", "“", "”", '"', "„"}:
            break
        if q.closed:
            draft.content[-1] = (draft.content[-1][0], q.end + 1)


def _nobody(lexicon: Lexicon, parse: Parse, speaker: int) -> bool:
    if parse.lower[speaker] not in lexicon.grammar.impersonal or parse.children(speaker, "nmod"):
        return False
    return not _goes_on(lexicon, parse, speaker)


def _goes_on(lexicon: Lexicon, parse: Parse, speaker: int) -> bool:
    """ "Serbia denied it. It also wants …": whether a pronoun takes up the state or body of the sentence before."""
    pronoun, number = lexicon.pronouns.get(parse.lower[speaker]), parse.sent[speaker]
    if pronoun is None or pronoun.human or parse.dep[speaker] != "nsubj" or number == 0:
        return False
    first, last = parse.sentences[number - 1]
    if speaker != parse.sentences[number][0]:
        return False
    for i in range(first, last):
        if parse.rel[i] == "nsubj" and parse.rel[parse.head[i]] in {"root", "ROOT"}:
            named = any(
                (found := gazetteer.load().match(parse.words, k)) is not None and found[1].kind in _PARTIES
                for k in range(*noun_phrase(parse, i))
            )
            return named or parse.lower[i] in lexicon.bodies
    return False


def _own_side(lexicon: Lexicon, parse: Parse, draft: Draft) -> bool:
    """ "Vi har foreslått …" in a quotation tells of an earlier utterance of the speaker's side; "vi krever" is one now."""
    pronoun = lexicon.pronouns.get(parse.lower[draft.speaker or 0])
    if (
        pronoun is None
        or not pronoun.plural
        or pronoun.person != 1
        or draft.cue is None
        or draft.entry is None
    ):
        return False
    feats = parse.feats[draft.cue[0]]
    return draft.entry.act in _REPORTED_ACTS and ("Tense=Past" in feats or "VerbForm=Part" in feats)


def _passed_on(parse: Parse, told: list[Draft]) -> list[Draft]:
    """ "X bekrefter at …, melder Interfax": a medium that passes an utterance on vouches for it, and is no speaker."""
    out = []
    for tail in told:
        passes = tail.rule == "place" or _is_medium(parse, tail.speaker)
        inner = _told_in_tail(parse, tail, told) if passes else []
        if inner and tail.speaker is not None:
            inner[0].sources.append(tail.speaker)
        else:
            out.append(tail)
    return out


def _told_in_tail(parse: Parse, tail: Draft, told: list[Draft]) -> list[Draft]:
    if tail.cue is None or tail.end > parse.start[tail.cue[0]]:
        return []
    return [d for d in told if d is not tail and d.cue and tail.start <= parse.start[d.cue[0]] < tail.end]


def _is_medium(parse: Parse, speaker: int | None) -> bool:
    if speaker is None:
        return False
    for i in range(parse.left[speaker], parse.right[speaker] + 1):
        found = gazetteer.load().match(parse.words, i)
        if found is not None and found[1].kind == "media":
            return True
    return False


class _Near:
    """Drafts in the order of their starts, asked for those that hold a place without going through all of a long text."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self._drafts: list[Draft] = []
        self._starts: list[int] = []
        self._reach: list[int] = []  # the furthest end up to and with each draft
        for draft in sorted(drafts, key=lambda d: d.start):
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Takes in a draft that starts no earlier than those before it."""
        self._reach.append(max(self._reach[-1] if self._reach else 0, draft.end))
        self._starts.append(draft.start)
        self._drafts.append(draft)

    def around(self, place: int) -> Iterator[Draft]:
        """The drafts that start at or before a character and end behind it."""
        n = bisect_right(self._starts, place) - 1
        while n >= 0 and self._reach[n] > place:
            if self._drafts[n].end > place:
                yield self._drafts[n]
            n -= 1


def _without_doubles(told: list[Draft]) -> list[Draft]:
    """Of two drafts with nearly the same words only the first stays (a noun cue below a verb cue, say)."""
    out: list[Draft] = []
    near = _Near()
    for draft in sorted(told, key=lambda d: (d.start, -d.end, d.anchor)):
        if not any(_shared(draft, other) > _OVERLAP for other in near.around(draft.start)):
            out.append(draft)
            near.add(draft)
    return out


def _without_echoes(lexicon: Lexicon, parse: Parse, told: list[Draft]) -> list[Draft]:
    """Leaves out what is only part of an utterance: a noun or adjective inside it, or "that he wishes …"."""
    near = _Near(told)

    def echoes(draft: Draft) -> bool:
        if draft.cue is None:
            return False
        around = near.around(parse.start[draft.cue[0]])
        return any(_echo(lexicon, parse, draft, other) for other in around if other is not draft)

    return [draft for draft in told if not echoes(draft)]


def _echo(lexicon: Lexicon, parse: Parse, inner: Draft, outer: Draft) -> bool:
    if inner.cue is None or not outer.start <= parse.start[inner.cue[0]] < outer.end or outer.rule == "noun":
        return False
    if inner.rule == "noun" or (inner.rule == "adjective" and inner.frame != "clause"):
        return True
    if inner.speaker is None or inner.entry is None:
        return False
    # "lover å svare på brevet": what will be said, not what was.
    infinitive = inner.rule == "verb" and "VerbForm=Inf" in parse.feats[inner.cue[0]]
    if infinitive and not outer.start <= parse.start[inner.speaker] < outer.end:
        return True
    return inner.entry.thought and (parse.lower[inner.speaker] in lexicon.pronouns or inner.frame == "object")


def _shared(a: Draft, b: Draft) -> float:
    common = max(0, min(a.end, b.end) - max(a.start, b.start))
    return 2 * common / ((a.end - a.start) + (b.end - b.start) or 1)
