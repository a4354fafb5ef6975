"""Mentions: the words of a text that name somebody who may speak or act, with what they tell of who that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from depesje.language.gazetteer import Gazetteer
from depesje.language.lexicon import Lexicon, Role
from depesje.language.syntax import Entity, Parse
from depesje.reading.phrases import base, noun_phrase
from depesje.records import ActorKind

Sort = Literal["person", "name", "role", "body", "group", "people", "adjective", "pronoun"]


@dataclass(slots=True)
class Mention:
    """Words that refer to an actor: their tokens (``first`` to ``last``), head, and what they tell.

    ``name`` is the bare name (or the noun's dictionary form), ``known`` the English name where our tables have it,
    ``code`` the code that the phrase itself gives, ``bare`` the tokens of the bare name inside a longer phrase.
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
    belongs: str | None = None


_PERSON = "PER"
_NAMED = frozenset({"ORG", "GPE_ORG", "GPE_LOC"})


def find(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse) -> list[Mention]:
    """All mentions of a text in order; words inside a longer mention's name are not mentioned again."""
    taken = [False] * len(parse)
    out: list[Mention] = []
    people = [e for e in parse.entities if e.label == _PERSON and _is_name(parse, e)]
    for entity in people:
        if not _known_instead(gazetteer, parse, entity):
            _take(taken, entity.first, entity.last)
            out.append(_person(lexicon, gazetteer, parse, entity))
    _known_names(gazetteer, parse, taken, out)
    for entity in parse.entities:
        if entity.label in _NAMED and not any(taken[entity.first : entity.last]) and _is_name(parse, entity):
            _take(taken, entity.first, entity.last)
            out.append(_organisation(lexicon, gazetteer, parse, entity))
    heads = {m.head for m in out}
    for i in range(len(parse)):
        if not taken[i] and i not in heads:
            mention = _common(lexicon, gazetteer, parse, i)
            if mention is not None:
                out.append(mention)
    out.sort(key=lambda m: (m.head, m.first))
    return out


def _take(taken: list[bool], first: int, last: int) -> None:
    for i in range(first, last):
        taken[i] = True


def _is_name(parse: Parse, entity: Entity) -> bool:
    return any(w[:1].isupper() for w in parse.words[entity.first : entity.last])


def _known_instead(gazetteer: Gazetteer, parse: Parse, entity: Entity) -> bool:
    """A single word tagged as a person that our tables know ("Kreml")."""
    found = gazetteer.match(parse.words, entity.first)
    return found is not None and found[0] >= entity.last - entity.first


def _known_names(gazetteer: Gazetteer, parse: Parse, taken: list[bool], out: list[Mention]) -> None:
    i = 0
    while i < len(parse):
        found = None if taken[i] else gazetteer.match(parse.words, i)
        if found is None or any(taken[i : i + found[0]]) or not parse.words[i][:1].isupper() and found[0] == 1:
            i += 1
            continue
        n, entry = found
        _take(taken, i, i + n)
        head = _head_within(parse, i, i + n)
        out.append(
            Mention(i, i + n, head, "name", entry.name, entry.kind, entry.code, known=entry.name, bare=(i, i + n))
        )
        i += n


def _head_within(parse: Parse, first: int, last: int) -> int:
    for i in range(first, last):
        if not first <= parse.head[i] < last or parse.head[i] == i:
            return i
    return first


def _plain(parse: Parse, first: int, last: int) -> str:
    """A name's text without a genitive ending."""
    name = parse.text[parse.start[first] : parse.end[last - 1]]
    if "Case=Gen" in parse.feats[last - 1]:
        for ending in ("'s", "’s", "s", "'", "’"):
            if name.endswith(ending):
                return name[: -len(ending)]
    return name


def _person(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, entity: Entity) -> Mention:
    first, last = entity.first, entity.last
    head = _head_within(parse, first, last)
    title = parse.head[head]
    role = None
    if title != head and title < head and base(parse.dep[head]) in {"flat", "appos", "nmod", "compound"}:
        role = lexicon.role(parse.lower[title])
        if role is not None or base(parse.dep[head]) == "flat" and parse.pos[title] == "NOUN":
            head = title
    phrase = noun_phrase(parse, head)
    if not phrase[0] <= first < last <= phrase[1]:
        phrase = (min(phrase[0], first), max(phrase[1], last)) if phrase[0] <= first else (first, last)
    code, belongs = affiliation(gazetteer, parse, phrase[0], phrase[1], first, last)
    if code is None:
        code, belongs = _behind(gazetteer, parse, last)
    return Mention(
        phrase[0], phrase[1], head, "person", _plain(parse, first, last), "person", code,
        role=role, bare=(first, last), belongs=belongs,
    )  # fmt: skip


def affiliation(
    gazetteer: Gazetteer, parse: Parse, first: int, last: int, skip_first: int = -1, skip_last: int = -1
) -> tuple[str | None, str | None]:
    """The code (and known name) that a phrase's own words give: "Russlands …", "den danske …", "Natos …"."""
    for i in range(first, last):
        if skip_first <= i < skip_last:
            continue
        word = parse.words[i]
        if word[:1].isupper():
            found = gazetteer.match(parse.words, i)
            if found is not None and found[1].code:
                return found[1].code, found[1].name
            stem = word.split("-", 1)[0]
            if "-" in word and stem in gazetteer.single:
                return gazetteer.single[stem].code, gazetteer.single[stem].name
        adjective = gazetteer.adjectives.get(parse.lower[i])
        if adjective is not None:
            return adjective.code, adjective.name
    return None, None


def _behind(gazetteer: Gazetteer, parse: Parse, last: int) -> tuple[str | None, str | None]:
    """An apposition or phrase behind a name: "Eivind Hoff, Norges utsending", "Hansen fra Nato"."""
    if last + 1 >= len(parse):
        return None, None
    if parse.words[last] == "," and parse.pos[last + 1] not in {"VERB", "AUX", "SCONJ", "CCONJ"}:
        end = last + 1
        while end < len(parse) and end < last + 8 and parse.words[end] not in {",", ".", "–"}:
            if parse.pos[end] in {"VERB", "AUX", "SCONJ"}:
                return None, None
            end += 1
        return affiliation(gazetteer, parse, last + 1, end)
    return None, None


def _organisation(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, entity: Entity) -> Mention:
    first, last = entity.first, entity.last
    head = _head_within(parse, first, last)
    code, belongs = affiliation(gazetteer, parse, first, last)
    title = parse.head[head]
    phrase = (first, last)
    if title < head and base(parse.dep[head]) == "flat" and parse.pos[title] == "NOUN":
        phrase = noun_phrase(parse, title)
        if phrase[1] < last:
            phrase = (phrase[0], last)
        if code is None:
            code, belongs = affiliation(gazetteer, parse, phrase[0], first)
        head = title
    kind: ActorKind = "state" if entity.label.startswith("GPE") else "body"
    noun = lexicon.bodies.get(parse.lower[head])
    if noun is not None:
        kind = noun.kind
    return Mention(phrase[0], phrase[1], head, "name", _plain(parse, first, last), kind, code, bare=(first, last),
                   belongs=belongs)  # fmt: skip


def _common(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, i: int) -> Mention | None:
    word = parse.lower[i]
    if parse.pos[i] in {"PRON", "DET"} and word in lexicon.pronouns and base(parse.dep[i]) != "det":
        pronoun = lexicon.pronouns[word]
        return Mention(i, i + 1, i, "pronoun", word, "person", plural=pronoun.plural)
    if parse.pos[i] not in {"NOUN", "PROPN", "ADJ"}:
        return None
    inhabitants = gazetteer.people.get(word)
    if inhabitants is not None and parse.pos[i] != "ADJ":
        first, last = noun_phrase(parse, i)
        return Mention(first, last, i, "people", inhabitants.name, "people", inhabitants.code,
                       definite=parse.has(i, "Definite=Def"), plural=parse.has(i, "Number=Plur"))  # fmt: skip
    for sort, table in (("role", None), ("group", lexicon.groups), ("body", lexicon.bodies)):
        role = lexicon.role(word) if table is None else table.get(word) or _compound(table, word)
        if role is None or (sort == "role" and word in lexicon.groups):
            continue
        return _described(gazetteer, parse, i, sort, role)  # type: ignore[arg-type]
    if parse.pos[i] == "ADJ" and (adjective := gazetteer.adjectives.get(word)):
        return Mention(i, i + 1, i, "adjective", adjective.name, "state", adjective.code, known=adjective.name)
    return None


def _compound(table: dict[str, Role], word: str) -> Role | None:
    if len(word) < 9:
        return None
    for cut in range(3, len(word) - 4):
        role = table.get(word[cut:].lstrip("-"))
        if role is not None and role.compound:
            return role
    return None


def _described(gazetteer: Gazetteer, parse: Parse, i: int, sort: Sort, role: Role) -> Mention:
    first, last = noun_phrase(parse, i)
    code, belongs = affiliation(gazetteer, parse, first, last)
    return Mention(
        first, last, i, sort, role.noun, role.kind, code, role=role, belongs=belongs,
        definite=parse.has(i, "Definite=Def"), plural=parse.has(i, "Number=Plur"),
    )  # fmt: skip
