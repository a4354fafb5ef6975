"""Occasions: where the report tells that people spoke, met, wrote or were interviewed, and through which channel.

An occasion is told by a noun behind a preposition ("på en pressekonferanse"), as the object of a verb of holding ("åpnet
møtet"), by a verb of its own ("twitret", "talte"), or by two parties who talk or meet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.cast import Cast, Member
from depesje.reading.contents import Content
from depesje.reading.phrases import subject
from depesje.records import Channel

_CLIMB = 6
_TALKERS = frozenset({"person", "unnamed", "state", "government", "body", "alliance", "armed-group"})


@dataclass(slots=True)
class Occasion:
    """One occasion: its channel (None for talk of an unknown kind), token, those who take part, and who listens or reads."""

    channel: Channel | None
    at: int
    parties: list[Member] = field(default_factory=list)
    listeners: list[Member] = field(default_factory=list)


def find(lexicon: Lexicon, parse: Parse, cast: Cast, contents: list[Content]) -> list[Occasion]:
    """The occasions of a text in order, those told inside direct quotations left out."""
    quoted = bytearray(len(parse))
    for content in contents:
        if content.draft.form == "direct":
            for first, last in content.ranges:
                quoted[first:last] = b"\1" * (last - first)
    named = lexicon.channel_words
    by_phone = any(named[word] == "call" for word in named.keys() & parse.forms())
    starts = _firsts(lexicon)
    out = []
    for i, word in enumerate(parse.lower):
        if quoted[i]:
            continue
        found = _phrase(lexicon, parse, cast, i) if word in starts else None
        if found is not None:
            out.append(found)
            continue
        if parse.pos[i] in {"NOUN", "PROPN"}:
            found = _noun(lexicon, parse, cast, i)
        elif parse.pos[i] in {"VERB", "AUX"}:
            found = _verb(lexicon, parse, cast, i, word, by_phone)
        if found is not None:
            out.append(found)
    return out


@lru_cache
def _firsts(lexicon: Lexicon) -> frozenset[str]:
    """The first words of the set phrases."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in lexicon.channel_phrases)


def _phrase(lexicon: Lexicon, parse: Parse, cast: Cast, i: int) -> Occasion | None:
    """An occasion by a set phrase: "tok ordet", "på tråden", "under fire øyne"."""
    for n in (2, 3):
        channel = lexicon.channel_phrases.get(" ".join(parse.lower[i : i + n]))
        if channel is not None and not any(lexicon.channel(w) for w in parse.lower[i : i + n]):
            out = Occasion(channel, i)
            verb = i if parse.pos[i] == "VERB" else _verb_above(parse, i + n - 1)
            _take(parse, cast, out, subject(parse, verb) if verb is not None else None)
            return out
    return None


def _noun(lexicon: Lexicon, parse: Parse, cast: Cast, i: int) -> Occasion | None:
    # "A news conference" is no conference at which the parties meet.
    set_phrase = i and parse.lower[i - 1] in _firsts(lexicon)
    channel = lexicon.channel_phrases.get(" ".join(parse.lower[i - 1 : i + 1])) if set_phrase else None
    channel = channel or lexicon.channel(parse.lower[i])
    if channel is None:
        return None
    cases = [parse.lower[c] for c in parse.dependents(i) if parse.rel[c] == "case"]
    if cases:
        allowed = (
            cases[0] in lexicon.setting.prepositions
            or channel == "speech"
            and cases[0] in lexicon.setting.origin
        )
        if not allowed:
            return None
    elif not _held(lexicon, parse, i):
        return None
    out = Occasion(channel, i)
    verb = _verb_above(parse, i)
    who = subject(parse, verb) if verb is not None else None
    if (
        who is None and verb is not None and not cases
    ):  # "sendte Lavrov brev": a name that the parse hangs on the noun.
        who = next((c for c in parse.children(i, "nmod") if verb < c < i and c in cast.of), None)
    if who != i:
        _take(parse, cast, out, who)
    for c in parse.dependents(i):
        opening = [parse.lower[m] for m in parse.dependents(c) if parse.rel[m] == "case"]
        if opening and (opening[0] in lexicon.setting.partners or opening[0] in lexicon.setting.addressing):
            _take(parse, cast, out, c, listens=opening[0] not in lexicon.setting.partners)
        elif not opening and channel == "call" and parse.has(c, "Case=Gen"):
            _take(parse, cast, out, c)
    if verb is not None and channel == "letter":
        for c in parse.children(verb, "obl", "nmod"):
            opening = [parse.lower[m] for m in parse.dependents(c) if parse.rel[m] == "case"]
            if opening and opening[0] in lexicon.setting.addressing:
                _take(parse, cast, out, c, listens=True)
    return out


def _held(lexicon: Lexicon, parse: Parse, i: int) -> bool:
    """Whether a noun is what somebody holds, opens, writes or sends: the object behind a verb of that kind."""
    verb = parse.head[i]
    if parse.lemma[verb] not in lexicon.setting.holding or i < verb:
        return False
    dep = parse.rel[i]
    return dep == "obj" or dep == "nsubj" and any(c < verb for c in parse.children(verb, "nsubj"))


def _verb_above(parse: Parse, i: int) -> int | None:
    for _ in range(_CLIMB):
        up = parse.head[i]
        if up == i:
            return i if parse.pos[i] in {"VERB", "AUX"} else None
        i = up
        if parse.pos[i] in {"VERB", "AUX"}:
            return i
    return None


def _take(parse: Parse, cast: Cast, out: Occasion, head: int | None, *, listens: bool = False) -> None:
    """Adds the actors of a phrase (co-ordinated ones too) to the occasion; media listen."""
    if head is None:
        return
    for h in (head, *parse.children(head, "conj")):
        member = cast.at(h)
        if member is None:
            continue
        into = out.listeners if listens or member.kind == "media" else out.parties
        if member not in into and (member.kind in _TALKERS or into is out.listeners):
            into.append(member)


def _verb(
    lexicon: Lexicon, parse: Parse, cast: Cast, i: int, word: str, by_phone: bool
) -> Occasion | None:  # fmt: skip
    setting = lexicon.setting
    talking, meeting = word in setting.talking, word in setting.meeting
    channel: Channel | None = lexicon.channel_verbs.get(word)
    if channel is None and not talking and not meeting:
        return None
    if channel is None:
        channel = "meeting" if meeting else "call" if by_phone else None
    out = Occasion(channel, i)
    _take(parse, cast, out, subject(parse, i))
    for c in parse.children(i, "obj", "obl", "nsubj"):
        opening = [parse.lower[m] for m in parse.dependents(c) if parse.rel[m] == "case"]
        if not opening or opening[0] in setting.partners:
            _take(parse, cast, out, c)
    if talking and out.listeners and out.parties:
        out.channel = "interview"
    elif (talking or meeting) and len(out.parties) < 2:
        return None
    return out
