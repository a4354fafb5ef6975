"""Places by their names in any of the languages, with their usual English name: capitals and towns, regions, seas.

``data/places.tsv`` holds those whose English name differs or that are no town of a state's own row; a capital of
``data/states.tsv`` that is not there is called in English as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from depesje.errors import LexiconError
from depesje.language import gazetteer, tables

_GENITIVE = ("'s", "’s", "s", "'", "’")


@dataclass(frozen=True, slots=True)
class Places:
    """English names by form; ``longer`` maps a first word to the forms of several words that start with it.

    ``wide`` are the names of what is no town: states, regions, seas.
    """

    single: dict[str, str]
    longer: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    wide: frozenset[str]

    def match(self, words: Sequence[str], i: int) -> str | None:
        """The English name of the place whose form starts at ``words[i]``, also in the genitive; None if there is none."""
        for form, name in self.longer.get(words[i], ()):
            if tuple(words[i : i + len(form)]) == form:
                return name
        found = self.single.get(words[i])
        for ending in _GENITIVE if found is None else ():
            if words[i].endswith(ending) and (found := self.single.get(words[i][: -len(ending)])):
                break
        return found


@cache
def load() -> Places:
    """The places; raises ``LexiconError`` where the table is missing or a row is incomplete."""
    rows: list[tuple[str, str]] = []
    wide: set[str] = set()
    path = tables.DATA / "places.tsv"
    try:
        for row in tables.rows(path):
            if not row["en"] or not row["forms"] or row["kind"] not in {"town", "region"}:
                raise LexiconError(
                    f"data/{path.name}: {row['en'] or row['forms']!r}: needs en, kind and forms"
                )
            if row["kind"] == "region":
                wide.add(row["en"])
            rows += [(form, row["en"]) for form in row["forms"].split("|")]
    except KeyError as error:
        raise LexiconError(f"data/{path.name}: {error}") from error
    single: dict[str, str] = {}
    longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    known = gazetteer.load()
    for form, entry in known.single.items():
        if entry.how == "capital":
            single[form] = form
        elif entry.kind == "state" and entry.how == "name":
            single[form] = entry.name
            wide.add(entry.name)
    for forms in known.longer.values():
        for parts, entry in forms:
            if entry.kind == "state" and parts[0][:1].isupper():
                name = entry.name if entry.how == "name" else " ".join(parts)
                if entry.how == "name":
                    wide.add(name)
                longer.setdefault(parts[0], []).append((parts, name))
    for form, name in rows:
        if " " in form:
            longer.setdefault(form.split()[0], []).insert(0, (tuple(form.split()), name))
        else:
            single[form] = name
    by_first = {k: tuple(sorted(v, key=lambda pair: -len(pair[0]))) for k, v in longer.items()}
    return Places(single, by_first, frozenset(wide))
