"""Who said a quotation: the verb and subject behind it, before it or around it.

Attribution stands behind ("– …, sier Lavrov"), before ("Lavrov sier: «…»"), or in the middle of the quoted words. A
quotation whose report names its source as a place ("heter det i brevet") has that source as its speaker.
"""

from __future__ import annotations

from dataclasses import dataclass

from depesje.language.lexicon import Cue, Lexicon
from depesje.language.syntax import Parse
from depesje.reading.phrases import nominal, subject

_BEFORE = frozenset({",", "?", "!", ".", "»", "”", '"', "…", "...", "–", "—", "-", ")", "“", ";"})
_STOP = frozenset({".", "!", "?", ";", "»", "”", "–", "—"})
_LOOK_AHEAD = 7
_REACH = 25  # Tokens of a speaker's phrase before the verb behind a quotation.
_TAIL = 4  # Tokens of a whole sentence that only attributes, behind its verb.
OPENING = frozenset({"«", "“", "„", '"', "‘", "''", "``"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue (tokens first, last), its lexicon entry, the head of the speaker's phrase and where the clause ends (token)."""

    first: int
    last: int
    entry: Cue | None
    speaker: int | None
    end: int


def quote_cue(lexicon: Lexicon, parse: Parse, i: int) -> Cue | None:
    """The entry of token ``i`` as a verb that can attribute a direct quotation; None where it is none."""
    for entry in lexicon.verbs.get(parse.lower[i], ()):
        if "quote" in entry.frames and _particle(parse, i, entry):
            return entry
    return None


def _particle(parse: Parse, i: int, entry: Cue) -> bool:
    if not entry.particle:
        return True
    following = parse.lower[i + 1 : i + 8]
    return all(p in following for p in entry.particle)


def behind(lexicon: Lexicon, parse: Parse, first: int, last: int) -> Attribution | None:
    """The first attribution with its subject behind the verb among tokens ``first`` to ``last``."""
    for i in range(first + 1, last):
        before = parse.words[i - 1]
        if before not in _BEFORE and not _uncommaed(parse, i, first):
            continue
        found = inverted(lexicon, parse, i, last)
        if found is not None:
            return found
    return None


def _uncommaed(parse: Parse, i: int, first: int) -> bool:
    """A forgotten comma: "… å bygge på sier Øyvind Strømmen": a full clause before, a name behind."""
    if i - first < 6 or parse.pos[i] != "VERB" or i + 1 >= len(parse) or parse.pos[i + 1] != "PROPN":
        return False
    return parse.rel[i - 1] not in {"nsubj", "aux", "cc", "mark", "advmod", "expl"}


def inverted(lexicon: Lexicon, parse: Parse, i: int, last: int) -> Attribution | None:
    """The attribution whose verb is token ``i`` and whose subject stands behind it; None where there is none."""
    end = _clause_end(parse, i, last)
    entry, verb = quote_cue(lexicon, parse, i), i
    if entry is None and parse.rel[i] == "aux" and i < parse.head[i] < end:
        verb = parse.head[i]  # "…, hadde ministeren lovet".
        entry = quote_cue(lexicon, parse, verb)
    if entry is None or parse.has(i, "VerbForm=Part") and parse.pos[i] == "ADJ" or parse.pos[i] == "PROPN":
        return None
    if not entry.strong and not _person_behind(lexicon, parse, i):
        return None
    speaker = subject_behind(lexicon, parse, i, end)
    if speaker is None:
        return None
    return Attribution(i, verb + 1, entry, speaker, end)


def following(lexicon: Lexicon, parse: Parse, first: int, last: int, *, whole: bool) -> Attribution | None:
    """The attribution that starts at token ``first``, its subject before the verb: "…,” Lavrov told reporters".

    ``whole`` asks for a sentence that does nothing else; None where there is none.
    """
    end = next((i for i in range(first, last) if parse.words[i] in _STOP or parse.words[i] in OPENING), last)
    for verb in range(first + 1, min(end, first + _REACH)):
        if parse.pos[verb] not in {"VERB", "AUX"}:
            continue
        entry = quote_cue(lexicon, parse, verb)
        speaker = _before_verb(parse, first, verb)
        if speaker is None:
            continue
        if entry is None or _own_voice(lexicon, parse, speaker) or whole and end - verb > _TAIL:
            return None
        return Attribution(verb, verb + 1, entry, speaker, end)
    return None


def _before_verb(parse: Parse, first: int, verb: int) -> int | None:
    """The head of the subject of ``verb`` where its phrase opens at token ``first`` (an adverb may stand before it)."""
    own = [c for c in parse.children(verb, "nsubj") if first <= c < verb]
    if own:
        return own[0] if parse.left[own[0]] <= first + 1 else None
    if parse.child(verb, "nsubj") is not None or any(not nominal(parse, i) for i in range(first, verb)):
        return None
    head = verb - 1
    return head if parse.pos[head] in {"PROPN", "NOUN", "PRON"} else None


def _person_behind(lexicon: Lexicon, parse: Parse, i: int) -> bool:
    """A verb that only seldom attributes ("smiler", "ser") needs a name, a personal pronoun or a role right behind it."""
    if i + 1 >= len(parse):
        return False
    pronoun = lexicon.pronouns.get(parse.lower[i + 1])
    if parse.pos[i + 1] == "NOUN" and parse.has(i + 1, "Definite=Def") and lexicon.role(parse.lower[i + 1]):
        return True
    return parse.pos[i + 1] == "PROPN" or (pronoun is not None and pronoun.human and pronoun.person == 3)


def _clause_end(parse: Parse, i: int, last: int) -> int:
    for j in range(i + 1, last):
        if parse.words[j] in _STOP:
            return j
    return last


def subject_behind(lexicon: Lexicon, parse: Parse, i: int, end: int) -> int | None:
    """The head of the subject that follows verb ``i`` before token ``end``; None where none of the third person does."""
    own = [c for c in parse.children(i, "nsubj", "expl") if i < c < end]
    for c in own:
        if parse.lower[c] in lexicon.grammar.expletives:
            return _place(parse, i, end)
        return None if _own_voice(lexicon, parse, c) else c
    for j in range(i + 1, min(end, i + _LOOK_AHEAD)):
        if parse.words[j] in {",", ":"}:
            return None
        if parse.lower[j] in lexicon.grammar.expletives and parse.pos[j] == "PRON":
            return _place(parse, i, end)
        if parse.pos[j] in {"PROPN", "NOUN", "PRON"}:
            if _own_voice(lexicon, parse, j):
                return None
            head = j
            for _ in range(4):  # Up to the head of the phrase in which this word stands.
                up = parse.head[head]
                if up == head or not (i < up < end) or not nominal(parse, up):
                    break
                head = up
            if _in_oblique(parse, head):
                if parse.pos[j] == "PROPN" and not _in_oblique(parse, j):
                    return j
                continue
            return head
        if parse.pos[j] in {"VERB", "AUX", "SCONJ", "CCONJ"}:
            return None
    return None


def _in_oblique(parse: Parse, i: int) -> bool:
    return parse.rel[i] == "obl" and any(parse.rel[c] == "case" for c in parse.dependents(i))


def _place(parse: Parse, i: int, end: int) -> int | None:
    """ "heter det i brevet": the noun behind the preposition."""
    for j in range(i + 1, end):
        if parse.pos[j] in {"NOUN", "PROPN"} and parse.rel[j] in {"obl", "nmod"}:
            return j
    return None


def _own_voice(lexicon: Lexicon, parse: Parse, i: int) -> bool:
    """Whether a subject is the quoted speaker or the person spoken to: "sier vi", "tror du"."""
    pronoun = lexicon.pronouns.get(parse.lower[i])
    return pronoun is not None and pronoun.person < 3


def before(lexicon: Lexicon, parse: Parse, first: int, last: int) -> Attribution | None:
    """The attribution among tokens ``first`` to ``last`` that announce a quotation ("Lavrov sa torsdag:")."""
    for i in range(last - 1, first - 1, -1):
        entry = quote_cue(lexicon, parse, i)
        if entry is None or parse.pos[i] not in {"VERB", "AUX"}:
            continue
        speaker = subject(parse, i)
        if speaker is None:
            speaker = subject_behind(lexicon, parse, i, last)
        if speaker is not None and not _own_voice(lexicon, parse, speaker):
            return Attribution(i, i + 1, entry, speaker, last)
    return None
