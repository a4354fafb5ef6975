"""States and international bodies by the names that Norwegian and English texts use for them.

Two tables in ``data/``: ``states.tsv`` (names, demonyms, inhabitants, capitals; CLDR and our own) and ``bodies.tsv``. Both are
shared by all languages and loaded once a process.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from depesje.errors import LexiconError
from depesje.records import ActorKind

DATA = Path(__file__).parent / "data"
How = Literal["name", "adjective", "people", "capital"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor: usual English name, kind and code; ``how`` says what the form is to it."""

    name: str
    kind: ActorKind
    code: str | None
    how: How = "name"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Forms to entries. ``longer`` maps a first word to the forms of several words that start with it, longest first."""

    single: dict[str, Entry]
    longer: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    adjectives: dict[str, Entry]
    people: dict[str, Entry]
    states: dict[str, Entry]

    def match(self, words: Sequence[str], i: int) -> tuple[int, Entry] | None:
        """The entry whose form starts at ``words[i]`` with the number of its words; a genitive s at its end is allowed."""
        for form, entry in self.longer.get(words[i], ()):
            n = len(form)
            if tuple(words[i : i + n - 1]) == form[:-1] and i + n <= len(words) and _same(words[i + n - 1], form[-1]):
                return n, entry
        found = self.single.get(words[i]) or self._genitive(words[i])
        return (1, found) if found else None

    def _genitive(self, word: str) -> Entry | None:
        for ending in ("s", "'s", "’s", "'", "’", ":s"):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                found = self.single.get(word[: -len(ending)])
                if found is not None:
                    return found
        return None


def _same(word: str, form: str) -> bool:
    return word == form or (word.startswith(form) and word[len(form) :] in {"s", "'s", "’s", "'", "’"})


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    except OSError as error:
        raise LexiconError(f"data/{path.name}: {error}") from error


def _states() -> Iterator[tuple[str, Entry]]:
    for row in _rows(DATA / "states.tsv"):
        for column, how in _COLUMNS:
            for form in filter(None, row[column].split("|")):
                kind: ActorKind = "people" if how == "people" else "state"
                yield form, Entry(row["en"], kind, row["code"], how)


_COLUMNS: tuple[tuple[str, How], ...] = (
    ("nb", "name"), ("nn", "name"), ("en", "name"), ("names", "name"), ("metonyms", "name"),
    ("capital", "capital"), ("adjective", "adjective"), ("people", "people"),
)  # fmt: skip


def _bodies() -> Iterator[tuple[str, Entry]]:
    for row in _rows(DATA / "bodies.tsv"):
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
    for form, entry in (*_states(), *_bodies()):
        if entry.how == "name" and entry.kind == "state" and entry.code:
            states.setdefault(entry.code, entry)
        if entry.how == "adjective":
            adjectives.setdefault(form.lower(), entry)
        elif entry.how == "people":
            people.setdefault(form.lower(), entry)
        elif " " in form:
            words = tuple(form.replace(",", " ,").split())
            for first in {words[0], words[0][:1].lower() + words[0][1:]}:
                longer.setdefault(first, []).append(((first, *words[1:]), entry))
        else:
            single.setdefault(form, entry)
    by_first = {k: tuple(sorted(v, key=lambda pair: -len(pair[0]))) for k, v in longer.items()}
    return Gazetteer(single, by_first, adjectives, people, states)
