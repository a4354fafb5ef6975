"""Sources by preposition: "ifølge Kreml". Alone they make a statement of their own; beside one they vouch for it."""

from __future__ import annotations

from collections import defaultdict

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.draft import Draft
from depesje.reading.phrases import clause, nominal, trim

_LEAST_WORDS = 2
_LEARNING = 12  # Tokens within which "etter det" has its verb.


def find(lexicon: Lexicon, parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Adds sources to the ``drafts`` of their sentence; returns the statements of sources that stand alone."""
    out = []
    told: defaultdict[int, list[Draft]] = defaultdict(list)  # by sentence
    for draft in drafts:
        if draft.form != "direct" or draft.cue is not None:
            told[parse.sent[draft.cue[0] if draft.cue else draft.anchor]].append(draft)
    for i, word in enumerate(parse.lower):
        if word not in lexicon.source_starts:
            continue
        length = _source_length(lexicon, parse, i)
        if not length:
            learnt = _learnt(lexicon, parse, i)
            if learnt is not None and parse.sent[i] not in told:
                out.append(learnt)
            continue
        head = _noun(parse, i, i + length)
        if head is None:
            continue
        if parse.sent[i] in told:
            for draft in told[parse.sent[i]]:
                draft.sources.append(head)
            continue
        alone = _alone(lexicon, parse, i, length, head)
        if alone is not None:
            out.append(alone)
    return out


def _source_length(lexicon: Lexicon, parse: Parse, i: int) -> int:
    if parse.lower[i] in lexicon.sources:
        return 1
    for phrase in lexicon.source_phrases:
        if parse.lower[i] == phrase[0] and tuple(parse.lower[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _learnt(lexicon: Lexicon, parse: Parse, i: int) -> Draft | None:
    """ "Etter det NTB erfarer, møtes de igjen": a clause that names whose word it is, at either end of a sentence."""
    opening = next((p for p in lexicon.learning if tuple(parse.lower[i : i + len(p)]) == p), None)
    if opening is None:
        return None
    a, b = parse.sentences[parse.sent[i]]
    verb = next(
        (k for k in range(i + len(opening), min(b, i + _LEARNING)) if parse.lower[k] in lexicon.verbs), None
    )
    who = next((k for k in range(i + len(opening), verb or i) if nominal(parse, k)), None)
    if verb is None or who is None:
        return None
    comma = next((k for k in range(verb + 1, b) if parse.words[k] == ","), b)
    span = trim(parse, comma + 1, b) if i == a else trim(parse, a, i)
    if span is None or len(parse.text[slice(*span)].split()) < _LEAST_WORDS:
        return None
    return Draft(i, [span], "indirect", "source", "source", cue=(verb, verb + 1), speaker=who)


def _noun(parse: Parse, i: int, after: int) -> int | None:
    head = parse.head[i]
    if head != i and nominal(parse, head) and head >= after:
        return head
    for j in range(after, min(len(parse), after + 6)):
        if parse.pos[j] in {"NOUN", "PROPN", "PRON"}:
            while parse.head[j] > j and nominal(parse, parse.head[j]) and parse.head[j] < after + 8:
                j = parse.head[j]
            while parse.head[j] < j and parse.head[j] >= after and nominal(parse, parse.head[j]):
                j = parse.head[j]
            return j
    return None


def _alone(lexicon: Lexicon, parse: Parse, i: int, length: int, head: int) -> Draft | None:
    a, b = parse.sentences[parse.sent[i]]
    own = set(range(min(i, parse.left[head]), parse.right[head] + 1))
    if len(own) > (b - a) * 0.7:
        own = set(range(i, head + 1))
    root = head
    while parse.head[root] != root:
        root = parse.head[root]
    left, right = min(own), max(own)
    if left > a and parse.words[left - 1] == ",":
        own.add(left - 1)
    if right + 1 < b and parse.words[right + 1] == ",":
        own.add(right + 1)
    if root in own:
        return None
    spans = [s for s in clause(parse, root, frozenset(), frozenset(own)) if s[1] - s[0] > 1]
    words = sum(len(parse.text[x:y].split()) for x, y in spans)
    if words < _LEAST_WORDS:
        return None
    return Draft(i, spans, "indirect", "source", "source", cue=(i, i + length), speaker=head)
