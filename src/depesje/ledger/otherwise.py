"""Under which names a ledger keeps those whom a person calls otherwise: as a page shows them in some language.

A ledger has one English name for a state, a body or an office, whatever language a report has (``language.shownnames`` says
what they are called to people). Here is the way back: ``Noreg`` is kept as Norway, ``det russiske utenriksdepartementet``
as Ministry of Foreign Affairs of Russia, ``utanriksminister for Noreg`` as foreign minister of Norway. It is found in the
lists, whoever is in the ledger; all names here are folded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from depesje.language import gazetteer, shownnames
from depesje.language.gazetteer import Entry
from depesje.language.outwords import LANGUAGES, load
from depesje.language.tables import DATA, rows
from depesje.ledger.names import fold
from depesje.records import ActorKind

Index = Mapping[str, frozenset[str]]
_OF = "{role} of {whose}"  # as the reader names those who are known by their office alone
_LONGEST = 16  # words of a name that is looked at piece by piece
_NAMES = ("nb", "nn", "en", "names", "metonyms")  # columns of states.tsv
_BELONGING = ("adjective", "adjective_en", "capital")


@lru_cache(maxsize=4096)
def kept_names(name: str) -> frozenset[str]:
    """The folded names under which a ledger keeps what is called so in one of the languages; none where no list has it."""
    words = tuple(fold(name).split())
    kept = set(_named(words))
    for whose, noun in _parts(words):
        kept |= {fold(one) for english in _english(noun) for one in _in_state(english, whose)}
    for at in range(1, min(len(words), _LONGEST) - 1):
        if words[at] in _joints():  # "ambassadør for Sørlandia", of which no list knows
            kept |= {
                fold(_OF.format(role=english, whose=" ".join(words[at + 1 :])))
                for english in _english(words[:at])
            }
    if name.islower():  # An office without a country; a name has a capital.
        kept |= set(map(fold, _english(words)))
    return frozenset(kept)


@lru_cache(maxsize=4096)
def listed(name: str) -> Entry | None:
    """The state or body that a name means by the lists; None where none does, or it may be several."""
    words, states = tuple(fold(name).split()), gazetteer.load().of_states
    found = {_entries()[kept] for kept in _named(words)}
    for whose, noun in _parts(words):
        for english in _english(noun) & states.keys():
            for owner in (_entries()[one] for one in whose):
                *_, usual = _in_state(english, [fold(owner.name)])
                found.add(_entries().get(fold(usual)) or Entry(usual, _kinds()[english], owner.code))
    return found.pop() if len(found) == 1 else None


def _parts(words: tuple[str, ...]) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    """Whose ministry or office words may speak of, and what is left to say which: it stands before that or behind it."""
    for begins in range(len(words) if len(words) <= _LONGEST else 0):
        for ends in range(begins + 1, len(words) + 1):
            before, after = _bare(words[:begins]), _bare(words[ends:])
            if bool(before) == bool(after):
                continue
            part = words[begins:ends]
            whose = _named(part) | _belonging().get(" ".join(part), frozenset())
            if whose:
                yield whose, before or after


def _english(noun: tuple[str, ...]) -> frozenset[str]:
    """The English of a noun for a body or an office, be it in the genitive."""
    form = " ".join(noun)
    return _nouns().get(form) or _nouns().get(form.removesuffix("s"), frozenset())


def _in_state(noun: str, whose: Iterable[str]) -> Iterator[str]:
    """How ledgers name a body or an office of these, by the English of its noun."""
    known = gazetteer.load()
    body = known.of_states.get(noun)
    for one in whose:
        called = _entries()[one].name
        full = _OF.format(role=body or noun, whose=called)
        yield full  # also where the list has a name for it: older readers did not look there
        yield known.bodies.get(full, full)


def _named(words: tuple[str, ...]) -> frozenset[str]:
    """The kept names of the state or body that words name, be it in the genitive."""
    name = " ".join(words)
    return _names().get(name) or _names().get(name.removesuffix("s").rstrip(), frozenset())


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without the articles and prepositions that they begin and end with."""
    small = _small()
    begins = next((at for at, word in enumerate(words) if word not in small), len(words))
    ends = next((at for at in range(len(words), begins, -1) if words[at - 1] not in small), begins)
    return words[begins:ends]


@cache
def _names() -> Index:
    """Names of states and bodies in all languages to those that are kept."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(DATA / "states.tsv"):
        for column in _NAMES:
            _enter(found, row[column].split("|"), row["en"])
    for row in rows(DATA / "bodies.tsv"):
        _enter(found, (row["name"], *row["forms"].split("|")), row["name"])
    for language in LANGUAGES:
        for kept, shown in shownnames.bodies(language).items():
            _enter(found, [shown], kept)
    return _closed(found)


@cache
def _belonging() -> Index:
    """What says that something is a state's (russisk, Russian, i Moskva) to the state."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(DATA / "states.tsv"):
        for column in _BELONGING:
            _enter(found, row[column].split("|"), row["en"])
    return _closed(found)


@cache
def _entries() -> Mapping[str, Entry]:
    """The states and bodies of the lists by their folded names."""
    known = [Entry(row["name"], row["kind"], row["code"] or None) for row in rows(DATA / "bodies.tsv")]  # type: ignore[arg-type]
    known += [Entry(row["en"], "state", row["code"]) for row in rows(DATA / "states.tsv")]
    return {fold(one.name): one for one in known}


@cache
def _kinds() -> Mapping[str, ActorKind]:
    """What sort of actor the bodies of a state are, by their English."""
    states = gazetteer.load().of_states
    nouns = (noun for language in LANGUAGES for noun in shownnames.nouns(language))
    return {noun["en"]: noun.get("kind", "body") for noun in nouns if noun["en"] in states}


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    """What bodies and offices are called in all languages, to their English."""
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for noun in shownnames.nouns(language):
            for form in (noun["noun"], noun["en"], *noun["forms"]):
                found[fold(form)].add(noun["en"])
    return {form: frozenset(english) for form, english in found.items()}


@cache
def _joints() -> frozenset[str]:
    """What stands between an office and whose it is where they are shown."""
    return frozenset(fold(load(language).parts["of"].format(role="", whose="")) for language in LANGUAGES)


@cache
def _small() -> frozenset[str]:
    return frozenset(fold(word) for language in LANGUAGES for word in load(language).small)


def _enter(found: dict[str, set[str]], forms: Iterable[str], kept: str) -> None:
    for form in filter(None, map(fold, forms)):
        found[form].add(fold(kept))


def _closed(found: Mapping[str, set[str]]) -> Index:
    return {form: frozenset(kept) for form, kept in found.items()}
