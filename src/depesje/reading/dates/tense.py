"""Which way a date points that the words alone leave open: the tense of the verb that it goes with."""

from __future__ import annotations

from dataclasses import dataclass

from depesje.language.datewords import DateWords
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse

_LOOSE, _TIGHT = 3, 8


@dataclass(frozen=True, slots=True)
class Lean:
    """``side`` is -1 for the past, 1 for the future, 0 for neither; ``sure`` where the verb itself goes with the date.

    ``loose`` where what the date goes with may well lie the other way. ``until_now``: the verb tells of what has lasted
    until the report, so that "for eight years" ends with it.
    """

    side: int
    sure: bool = False
    until_now: bool = False
    loose: bool = False

    @property
    def weight(self) -> int:
        """How many times as far a date counts that lies the other way."""
        return _LOOSE if self.loose else _TIGHT


def governor(parse: Parse, first: int, last: int) -> int | None:
    """The token outside that a span goes with; None where the span is the head of its sentence."""
    i = parse.top(first, last)
    return None if parse.head[i] == i else parse.head[i]


def verb_above(parse: Parse, i: int) -> int | None:
    """Token ``i`` or the nearest token above it that is a predicate: a verb, or what a copula stands with."""
    for _ in range(len(parse)):
        if parse.pos[i] in {"VERB", "AUX"} and parse.dep[i] not in {"aux", "cop", "aux:pass"}:
            return i
        if parse.child(i, "cop") is not None:
            return i
        if parse.head[i] == i:
            return None
        i = parse.head[i]
    return None


def lean(lexicon: Lexicon, words: DateWords, parse: Parse, first: int, last: int) -> Lean:
    """Which way the date in tokens ``first`` to ``last`` points."""
    above = governor(parse, first, last)
    verb = verb_above(parse, above) if above is not None else None
    if verb is None:
        return Lean(-1)
    found = of_verb(lexicon, words, parse, verb)
    if above == verb:
        return found
    # What goes before a noun ("Thursday's meeting") need not lie where the sentence's verb does.
    return Lean(found.side, until_now=found.until_now, loose=above is not None and above > first)


def of_verb(lexicon: Lexicon, words: DateWords, parse: Parse, verb: int) -> Lean:
    """Which way a predicate points."""
    auxiliaries = parse.children(verb, "aux", "cop")
    finite = [i for i in (*auxiliaries, verb) if parse.has(i, "VerbForm=Fin")]
    if any(parse.lower[i] in words.future for i in (*auxiliaries, verb)):
        return Lean(1, sure=True)
    if any(parse.has(i, "Tense=Past") for i in finite):
        modal = parse.has(verb, "VerbForm=Inf") and bool(auxiliaries)
        # "was to end on Sunday" leaves open whether it has.
        return Lean(0) if modal else Lean(-1, sure=True)
    perfect = parse.has(verb, "VerbForm=Part") and bool(auxiliaries)
    if perfect:
        return Lean(-1, sure=True, until_now=True)
    if finite:
        if reports(lexicon, parse.lower[verb]):
            return Lean(-1, sure=True, until_now=True)
        return Lean(1, sure=True, until_now=True)
    if parse.has(verb, "VerbForm=Inf"):
        return Lean(1)
    return Lean(-1)


def reports(lexicon: Lexicon, form: str) -> bool:
    """Whether a verb attributes words: its present ("says on Friday") tells of what has been said."""
    return any(
        cue.strong and not cue.particle and cue.frames & {"quote", "clause"}
        for cue in lexicon.verbs.get(form, ())
    )


def is_told(parse: Parse, verb: int) -> bool:
    """Whether a predicate is told in the simple past, as what happened next in a narrative."""
    auxiliaries = parse.children(verb, "aux", "cop")
    if parse.has(verb, "VerbForm=Fin"):
        return parse.has(verb, "Tense=Past") and not auxiliaries
    past = any(parse.has(i, "Tense=Past") for i in auxiliaries)
    passive = any(parse.dep[i] in ("aux:pass", "cop") for i in auxiliaries)
    return past and passive and len(auxiliaries) == 1
