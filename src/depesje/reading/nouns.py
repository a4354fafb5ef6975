"""Mentions that common nouns, adjectives and pronouns make, and the code that a phrase gives for its actor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from depesje.language.gazetteer import Entry, Gazetteer
from depesje.language.keeping import KEPT
from depesje.language.lexicon import Lexicon, Role
from depesje.language.syntax import Parse
from depesje.reading.phrases import noun_phrase
from depesje.records import ActorKind

# Roles (by their English names) whose "i X" tells where they are sent, not who sends them.
POSTED = frozenset("ambassador envoy consul correspondent journalist".split()) | {
    "special envoy",
    "consul general",
}

_COUNTRIES = frozenset({"countries", "states"})  # "Nato-land" are some of them, "Nato-landene" all.
_PRONOUN = frozenset({"PRON", "DET"})
_LONG = 6  # Letters from which on a pronoun is one whatever its tag ("vedkommende").

Sort = Literal["person", "name", "role", "body", "group", "people", "adjective", "pronoun"]


@dataclass(slots=True)
class Mention:
    """Words that refer to an actor: their tokens (``first`` to ``last``), head, and what they tell.

    ``name`` is the bare name (or the noun's dictionary form), ``known`` the English name where our tables have it,
    ``code`` the code that the phrase itself gives, ``bare`` the tokens of the bare name inside a longer phrase, ``title``
    the token of the noun that introduces it, ``extra`` further phrases for the same actor (an apposition, say).
    ``capital`` marks a capital's name, which stands for its state only where it acts; ``within`` is the body of which a
    state is a member ("Nato-landet").
    """

    first: int
    last: int
    head: int
    sort: Sort
    name: str
    kind: ActorKind
    code: str | None = None
    known: str | None = None
    role: Role | None = None
    bare: tuple[int, int] | None = None
    plural: bool = False
    definite: bool = False
    capital: bool = False
    title: int | None = None
    stem: str | None = None
    within: str | None = None
    extra: tuple[tuple[int, int], ...] = ()


def described(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, i: int) -> Mention | None:
    """The mention that the common noun, adjective or pronoun at token ``i`` makes; None where it makes none."""
    word = parse.lower[i]
    if word in lexicon.pronouns and parse.rel[i] != "det" and (parse.pos[i] in _PRONOUN or len(word) > _LONG):
        pronoun = lexicon.pronouns[word]
        return Mention(i, i + 1, i, "pronoun", word, "person", plural=pronoun.plural)
    if parse.pos[i] not in {"NOUN", "PROPN", "ADJ"} or parse.pos[i] == "ADJ" and parse.dep[i] == "compound":
        return None
    inhabitants = gazetteer.people.get(word)
    if inhabitants is not None and parse.pos[i] != "ADJ":
        first, last = noun_phrase(parse, i)
        return Mention(first, last, i, "people", inhabitants.name, "people", inhabitants.code,
                       definite=definite(parse, i), plural=True)  # fmt: skip
    word = term(lexicon, parse, i)
    for sort, role in _listed(lexicon, word):
        if sort == "role" and (word in lexicon.groups or _groups_plural(lexicon, parse, i)):
            continue
        all_of_them = role.stands and (definite(parse, i) or role.en not in _COUNTRIES)
        if "-" in word and all_of_them and (found := _stem(gazetteer, parse, i)) is not None:
            return Mention(*_core(parse, i), i, "name", found.name, found.kind, found.code, found.name, role,
                           bare=(i, i + 1), plural=role.kind == "people")  # fmt: skip
        if role.stands and role.en in _COUNTRIES and (region := _region(gazetteer, parse, i)) is not None:
            return Mention(*_core(parse, i), i, "name", region.name, region.kind, None, region.name, role,
                           plural=True, definite=True)  # fmt: skip
        return _noun(lexicon, gazetteer, parse, i, sort, role)
    if parse.pos[i] == "ADJ" and (adjective := gazetteer.adjectives.get(word)):
        return Mention(
            i, i + 1, i, "adjective", adjective.name, "state", adjective.code, known=adjective.name
        )
    return None


@lru_cache(KEPT)
def _listed(lexicon: Lexicon, word: str) -> tuple[tuple[Sort, Role], ...]:
    """What a noun is listed as, also as the last part of a compound: a role, a group, a body."""
    found: tuple[tuple[Sort, Role | None], ...] = (
        ("role", role_of(lexicon, word)),
        ("group", lexicon.groups.get(word) or compound(lexicon.groups, word)),
        ("body", lexicon.bodies.get(word) or compound(lexicon.bodies, word)),
    )
    return tuple((sort, role) for sort, role in found if role is not None)


def bare(parse: Parse, i: int) -> str:
    """A noun's lower-case form without its genitive ending."""
    word = parse.lower[i]
    if "Case=Gen" in parse.feats[i]:
        for ending in ("'s", "’s", "s", "'", "’"):
            if word.endswith(ending):
                return word[: -len(ending)]
    return word


def term(lexicon: Lexicon, parse: Parse, i: int) -> str:
    """The longest listed phrase with token ``i`` for its noun ("foreign minister", "minister of defence"), else the word."""
    return phrase(lexicon, parse, i)[0]


def phrase(lexicon: Lexicon, parse: Parse, i: int) -> tuple[str, int]:
    """``term``, and where its words end."""
    word = bare(parse, i)
    for before, behind in lexicon.headed.get(word, ()):
        first, last = i - len(before), i + 1 + len(behind)
        if first >= 0 and parse.lower[i + 1 : last] == [*behind] and parse.lower[first:i] == [*before]:
            return " ".join((*before, word, *behind)), last
    return _ending(lexicon, parse, i, word), i + 1


def _ending(lexicon: Lexicon, parse: Parse, i: int, word: str) -> str:
    reach = lexicon.reach.get(word)
    if reach is None:
        return word  # Most words end no phrase.
    for first in range(max(0, i + 1 - reach), i):
        found = " ".join((*parse.lower[first:i], word))
        if lexicon.names_somebody(found):
            return found
    return word


def role_of(lexicon: Lexicon, word: str) -> Role | None:
    """The role that a word names, also behind a hyphen ("FN-kollega")."""
    return lexicon.role(word) or (lexicon.roles.get(word.rsplit("-", 1)[1]) if "-" in word else None)


def _groups_plural(lexicon: Lexicon, parse: Parse, i: int) -> bool:
    """A plural compound whose last part is listed as a group ("Hamas-soldater")."""
    return (
        parse.has(i, "Number=Plur")
        and "-" in parse.lower[i]
        and compound(lexicon.groups, parse.lower[i]) is not None
    )


def _core(parse: Parse, i: int) -> tuple[int, int]:
    return noun_phrase(parse, i)[0], i + 1


def definite(parse: Parse, i: int) -> bool:
    """Whether a noun is definite, by its own form; what the parser takes for a name counts as definite."""
    return parse.has(i, "Definite=Def") or parse.pos[i] == "PROPN"


def compound(table: dict[str, Role], word: str) -> Role | None:
    """The entry that the last part of a compound matches."""
    if len(word) < 9 and "-" not in word:
        return None
    if "-" in word and (role := table.get(word.rsplit("-", 1)[1])):
        return role
    for cut in range(3, len(word) - 4):
        role = table.get(word[cut:])
        if role is not None and role.compound:
            return role
    return None


def _stem(gazetteer: Gazetteer, parse: Parse, i: int) -> Entry | None:
    """The known actor that a compound's first part names ("Nato-landene")."""
    return gazetteer.single.get(parse.words[i].rsplit("-", 1)[0])


def _region(gazetteer: Gazetteer, parse: Parse, i: int) -> Entry | None:
    """The group of states that "de (tre) baltiske landene" names as a whole; "noen baltiske land" are not all of them."""
    all_of_them = definite(parse, i) or any(parse.has(c, "PronType=Dem") for c in parse.children(i, "det"))
    named = (gazetteer.regions.get(parse.lower[c]) for c in parse.children(i, "amod"))
    return next(filter(None, named), None) if all_of_them else None


def _noun(
    lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, i: int, sort: Sort, role: Role
) -> Mention | None:
    if not definite(parse, i) and _predicate(lexicon, parse, i):
        return None
    first, last = noun_phrase(parse, i)
    core = phrase(lexicon, parse, i)[1]
    last = max(last, core)
    if sort == "body" and first == i and not definite(parse, i) and "-" not in parse.words[i]:
        return None  # "Råd", "styre": no body.
    whole, stem = i, None
    up = parse.head[i]
    if parse.rel[i] == "nmod" and up < first and parse.pos[up] in {"PRON", "NUM", "DET"} and up >= i - 6:
        first, whole = up, up  # "En av Macrons medarbeidere".
    if "-" in parse.words[i] and parse.words[i][0].isupper():
        stem = parse.words[i].rsplit("-", 1)[0]
    code = affiliation(lexicon, gazetteer, parse, first, last, i, role)
    if code is None and (role.code or role.kind == "government" or role.en in gazetteer.of_states):
        code = _seated(lexicon, gazetteer, parse, i)
    within = code if role.kind == "state" and code not in gazetteer.states else None
    plural = parse.has(i, "Number=Plur") and whole == i
    sure = whole == i and (definite(parse, i) or _owned(lexicon, parse, first, i))
    extra = ((first, core),) if core < last else ()
    return Mention(
        first, last, whole, sort, role.noun, role.kind if sure or sort != "role" else "unnamed",
        None if within else code, role=role, definite=sure, plural=plural, stem=stem, within=within, extra=extra,
        title=i,
    )  # fmt: skip


def _seated(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, noun: int) -> str | None:
    """The state in "regjeringen i Moldova", "I Moldova sa regjeringen"."""
    behind = phrase(lexicon, parse, noun)[1]
    for i in (behind, parse.sentences[parse.sent[noun]][0]):
        if i + 1 < len(parse) and parse.lower[i] in lexicon.grammar.employer:
            found = gazetteer.match(parse.words, i + 1)
            if found is not None and found[1].kind == "state" and (found[1].how == "name" or i == behind):
                return found[1].code
    return None


def _owned(lexicon: Lexicon, parse: Parse, first: int, noun: int) -> bool:
    """Whether a genitive or possessive makes a noun definite: "Natos generalsekretær", "vår president"."""
    owned = lexicon.grammar.own | lexicon.grammar.theirs
    return any("Case=Gen" in parse.feats[i] or parse.lower[i] in owned for i in range(first, noun))


def _predicate(lexicon: Lexicon, parse: Parse, i: int) -> bool:
    """Whether a noun says what somebody is rather than who: "er president", "som minister"."""
    if parse.child(i, "cop") is not None:
        return True
    return any(parse.lower[c] in lexicon.grammar.as_words for c in parse.children(i, "case", "mark"))


def affiliation(
    lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, first: int, last: int, noun: int, role: Role | None
) -> str | None:
    """The code that the phrase around ``noun`` gives: genitive, adjective, "i/for/til X" behind it, or compound."""
    for i in range(first, noun):
        word = parse.words[i]
        if word[:1].isupper() and (found := gazetteer.match(parse.words, i)) and found[1].code:
            return found[1].code
        if adjective := gazetteer.adjectives.get(parse.lower[i]):
            return adjective.code
    for i in range(noun + 1, last):
        if parse.lower[i] in lexicon.grammar.employer:
            posted = role is not None and role.en in POSTED and parse.lower[i] not in lexicon.grammar.partner
            code = None if posted else _behind(lexicon, gazetteer, parse, i + 1, last)
            return code or _first_part(gazetteer, parse, noun, role)
    return _first_part(gazetteer, parse, noun, role)


def _behind(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, first: int, last: int) -> str | None:
    for i in range(first, min(last, first + 5)):
        if adjective := gazetteer.adjectives.get(parse.lower[i]):
            return adjective.code
        found = gazetteer.match(parse.words, i) if parse.words[i][:1].isupper() else None
        if found is not None:
            return None if found[1].how == "capital" else found[1].code
        noun = lexicon.bodies.get(parse.lower[i])
        if noun is not None:
            return noun.code
    return None


def _first_part(gazetteer: Gazetteer, parse: Parse, noun: int, role: Role | None) -> str | None:
    word = parse.words[noun]
    if "-" not in word or role is None or role.topic:
        return None
    found = gazetteer.single.get(word.rsplit("-", 1)[0])
    return found.code if found is not None and found.how != "capital" else None
