"""States and international bodies by the names that Norwegian and English texts use for them.

Six tables in ``data/``: ``states.tsv`` (names, demonyms, inhabitants, capitals; CLDR and our own), ``bodies.tsv``,
``statebodies.tsv`` (the bodies of which a state has one, by what they are in English: "foreign ministry"), ``regions.tsv``
(the adjectives of groups of states: "de baltiske landene"), ``forenames.tsv`` (gender of first names, and which of them
are Norwegian) and ``figures.tsv`` (public figures since the cold war, and in which years they count as whom; our own).
All languages share them; they are loaded once a process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from depesje.language.keeping import KEPT
from depesje.language.tables import DATA, rows
from depesje.records import ActorKind

How = Literal["name", "adjective", "people", "capital"]
_GENITIVE = frozenset("s'’")  # What a genitive can end in.
_LONG = 6  # Letters from which on a name may be misspelt.


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor: usual English name, kind and code; ``how`` says what the form is to it."""

    name: str
    kind: ActorKind
    code: str | None
    how: How = "name"


@dataclass(frozen=True, slots=True)
class Forename:
    """What a first name tells: gender (``m``, ``f`` or None) and whether its bearer is most likely Norwegian."""

    gender: str | None
    norwegian: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """As whom a public figure counts (None: as nobody's) from one year to another, both included; None leaves it open."""

    code: str | None
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Forms to entries. ``longer`` maps a first word to the forms of several words that start with it, longest first.

    ``states`` are the states by code, ``near`` their single names by first letter and length, for misspellings, ``regions``
    the groups of states by their adjective, ``figures`` the public figures by each form of their names, ``codes`` the
    names of states and international bodies by code, ``bodies`` the names of bodies by form, ``of_states`` what a body of
    which each state has one is called, by what it is.
    """

    single: dict[str, Entry]
    longer: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    adjectives: dict[str, Entry]
    people: dict[str, Entry]
    states: dict[str, Entry]
    near: dict[tuple[str, int], tuple[tuple[str, Entry], ...]]
    forenames: dict[str, Forename]
    regions: dict[str, Entry]
    figures: dict[str, tuple[Figure, ...]]
    codes: dict[str, str]
    bodies: dict[str, str]
    of_states: dict[str, str]

    def figure(self, name: str, year: int | None) -> Figure | None:
        """The public figure of that name in a year; without a year only one who counts as the same all along."""
        found = self.figures.get(name) or self.figures.get(name.removesuffix("s"), ())
        if year is None:
            return found[0] if len({f.code for f in found}) == 1 else None
        return next((f for f in found if (f.first or year) <= year <= (f.last or year)), None)

    def called(self, code: str) -> str:
        """The usual English name of the state or body with a code; the code itself where it is not known."""
        return self.codes.get(code, code)

    def body_of(self, role: str, code: str | None) -> str | None:
        """The usual English name of a state's body by what it is ("foreign ministry"); None where it may have several."""
        name, state = self.of_states.get(role), self.states.get(code or "")
        if name is None or state is None:
            return None
        full = f"{name} of {state.name}"
        return self.bodies.get(full, full)

    def forename(self, name: str) -> Forename | None:
        """What the first name of a full name tells ("Jan-Morten" by its first part); None where it is not listed."""
        first = name.split(" ", 1)[0]
        return self.forenames.get(first) or self.forenames.get(first.split("-", 1)[0])

    @lru_cache(KEPT)  # noqa: B019 -- a gazetteer lives as long as the process
    def misspelt(self, word: str) -> Entry | None:
        """The state whose name differs from ``word`` in one letter; None where there is none."""
        for length in range(len(word) - 1, len(word) + 2) if len(word) > _LONG else ():
            for form, entry in self.near.get((word[0], length), ()):
                if _one_letter(word, form):
                    return entry
        return None

    def match(self, words: Sequence[str], i: int) -> tuple[int, Entry] | None:
        """The entry whose form starts at ``words[i]`` with the number of its words; a genitive s at its end is allowed."""
        longer = self.longer.get(words[i])
        if longer is not None and i + 1 < len(words):
            following = words[i + 1]
            for form, entry in longer:
                if not following.startswith(form[1]):
                    continue  # Most forms end here.
                n = len(form)
                if (
                    i + n <= len(words)
                    and tuple(words[i : i + n - 1]) == form[:-1]
                    and _same(words[i + n - 1], form[-1])
                ):
                    return n, entry
        found = self.single.get(words[i]) or self._genitive(words[i])
        return (1, found) if found else None

    def _genitive(self, word: str) -> Entry | None:
        for ending in ("s", "'s", "’s", "'", "’", ":s") if word[-1:] in _GENITIVE else ():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                found = self.single.get(word[: -len(ending)])
                if found is not None:
                    return found
        return None


def _one_letter(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes ``b`` of ``a``."""
    if len(a) > len(b):
        a, b = b, a
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[start + (len(a) == len(b)) :] == b[start + 1 :]


def _same(word: str, form: str) -> bool:
    return word == form or (word.startswith(form) and word[len(form) :] in {"s", "'s", "’s", "'", "’"})


def _states() -> Iterator[tuple[str, Entry]]:
    for row in rows(DATA / "states.tsv"):
        for column, how in _COLUMNS:
            for form in filter(None, row[column].split("|")):
                kind: ActorKind = "people" if how == "people" else "state"
                yield form, Entry(row["en"], kind, row["code"], how)


_COLUMNS: tuple[tuple[str, How], ...] = (
    ("nb", "name"), ("nn", "name"), ("en", "name"), ("names", "name"), ("metonyms", "name"),
    ("capital", "capital"), ("adjective", "adjective"), ("people", "people"),
    ("adjective_en", "adjective"), ("people_en", "people"),
)  # fmt: skip


def _bodies() -> Iterator[tuple[str, Entry]]:
    for row in rows(DATA / "bodies.tsv"):
        for form in filter(None, row["forms"].split("|")):
            kind: ActorKind = row["kind"]  # type: ignore[assignment]
            yield form, Entry(row["name"], kind, row["code"] or None)


@cache
def load() -> Gazetteer:
    """The gazetteer; raises ``LexiconError`` where a table is missing."""
    single: dict[str, Entry] = {}
    longer: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    adjectives: dict[str, Entry] = {}
    people: dict[str, Entry] = {}
    states: dict[str, Entry] = {}
    near: dict[tuple[str, int], list[tuple[str, Entry]]] = {}
    for form, entry in (*_states(), *_bodies()):
        if entry.how == "name" and entry.kind == "state" and entry.code:
            states.setdefault(entry.code, entry)
        if entry.how == "adjective" and " " not in form:
            adjectives.setdefault(form.lower(), entry)
        elif entry.how == "people":
            people.setdefault(form.lower(), entry)
        elif " " in form:
            words = tuple(form.replace(",", " ,").split())
            for first in {words[0], words[0][:1].lower() + words[0][1:], words[0][:1].upper() + words[0][1:]}:
                longer.setdefault(first, []).append(((first, *words[1:]), entry))
        else:
            single.setdefault(form, entry)
            if "-" in form and entry.kind == "state":  # "Sør Sudan".
                parts = tuple(form.split("-"))
                longer.setdefault(parts[0], []).append((parts, entry))
            if entry.kind == "state" and entry.how == "name" and len(form) >= _LONG:
                near.setdefault((form[0], len(form)), []).append((form, entry))
    codes: dict[str, str] = {}
    for _, entry in (*_bodies(), *_states()):
        if entry.code and entry.kind in {"state", "alliance"}:
            codes.setdefault(entry.code, entry.name)
    by_first = {k: tuple(sorted(v, key=lambda pair: -len(pair[0]))) for k, v in longer.items()}
    by_length = {k: tuple(v) for k, v in near.items()}
    bodies = {form: entry.name for form, entry in _bodies()}
    return Gazetteer(
        single, by_first, adjectives, people, states, by_length, _forenames(), _regions(), _figures(), codes,
        bodies, of_states(),
    )  # fmt: skip


def of_states() -> dict[str, str]:
    """What a body of which each state has one is called in English, by the roles of its nouns."""
    return {role: row["name"] for row in rows(DATA / "statebodies.tsv") for role in row["roles"].split("|")}


def _regions() -> dict[str, Entry]:
    return {
        form.lower(): Entry(row["name"], "people", None)
        for row in rows(DATA / "regions.tsv")
        for column in ("adjective", "adjective_en")
        for form in row[column].split("|")
    }


def _forenames() -> dict[str, Forename]:
    return {
        row["name"]: Forename(row["gender"] or None, bool(row["norwegian"]))
        for row in rows(DATA / "forenames.tsv")
    }


def _figures() -> dict[str, tuple[Figure, ...]]:
    out: dict[str, tuple[Figure, ...]] = {}
    for row in rows(DATA / "figures.tsv"):
        figure = Figure(row["code"] or None, _year(row["from"]), _year(row["until"]))
        for form in row["forms"].split("|"):
            out[form] = (*out.get(form, ()), figure)
    return out


def _year(text: str) -> int | None:
    return int(text) if text else None
