"""What states, bodies and offices are called where a ledger's records are shown to people, in their language.

A ledger keeps one English name of each, whatever language a report has. States are shown by the column of ``states.tsv``
that is called as the language, bodies by the language's ``output/names.tsv``, a state's ministries and the like that are
not there by the first noun that means the same, offices likewise. What is in none of these, persons above all, is shown
as it is kept. Of all these words only ``names.tsv`` is for showing alone: changing it changes no reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depesje.errors import LexiconError
from depesje.language import gazetteer
from depesje.language.outwords import LANGUAGES, load
from depesje.language.tables import DATA, FOLDER, rows, toml

_OF = " of "
# Letters behind which a genitive has no s of its own, where it is written with one.
_HISSING = frozenset("sxz")


@dataclass(frozen=True, slots=True)
class ShownNames:
    """One language's: ``names`` by the name that a ledger keeps, ``codes`` by code, ``roles`` by the English role."""

    names: Mapping[str, str]
    codes: Mapping[str, str]
    roles: Mapping[str, str]
    of: str  # "ambassador of Russia"

    def name(self, kept: str) -> str:
        """What an actor of this name is called, also one that is known by its office alone ("ambassador of Russia")."""
        if kept in self.names:
            return self.names[kept]
        role, of, whose = kept.partition(_OF)
        if of and role in self.roles:
            return self.of.format(role=self.roles[role], whose=self.names.get(whose, whose))
        return self.roles.get(kept, kept) if kept.islower() else kept

    def code(self, code: str) -> str:
        """What a state or an alliance is called; whatever is no code of one is an actor's name."""
        return self.codes.get(code) or self.name(code)

    def role(self, kept: str) -> str:
        """What an office is called."""
        return self.roles.get(kept.replace("secretary general", "secretary-general"), kept)


@cache
def shown(language: str) -> ShownNames:
    """A language's; raises ``LexiconError`` where there is no such language, or a file is missing or breaks its schema."""
    if language not in LANGUAGES:
        raise LexiconError(f"no names in {language!r}; there are {', '.join(LANGUAGES)}")
    states = {row["en"]: row[language] or row["en"] for row in rows(DATA / "states.tsv")}
    names = {**_of_states(language, states), **bodies(language), **states}
    codes = {code: names.get(name, name) for code, name in gazetteer.load().codes.items()}
    return ShownNames(names, codes, _roles(language), load(language).parts["of"])


def bodies(language: str) -> dict[str, str]:
    """What a language calls bodies by the names that a ledger keeps; raises as ``shown``."""
    called = {}
    for row in rows(FOLDER / language / "output" / "names.tsv"):
        if not row.get("name") or not row.get("shown"):
            raise LexiconError(f"{language}/output/names.tsv: a line without a name or what is shown for it")
        called[row["name"]] = row["shown"]
    return called


def nouns(language: str) -> Iterator[dict[str, Any]]:
    """A language's nouns for offices and for bodies: ``noun``, its ``forms``, and in English ``en``."""
    for kind in ("role", "body"):
        for noun in toml(language, "actors.toml").get(kind, ()):
            yield {"en": noun["noun"], **noun}


def _of_states(language: str, states: Mapping[str, str]) -> dict[str, str]:
    """The bodies of which each state has one, by the name that a ledger keeps: "Ministry of Defence of Estonia"."""
    parts, nouns = load(language).parts, dict[str, str]()
    for noun in toml(language, "actors.toml").get("body", ()):
        name = gazetteer.of_states().get(noun.get("en", noun["noun"]))
        kept = noun["noun"] == noun.get("en")  # In English they are called as they are kept.
        if name is not None and not kept:
            nouns.setdefault(name, noun["noun"])
    return {
        f"{name} of {state}": parts["body"].format(role=noun, whose=_whose(parts, shown))
        for name, noun in nouns.items()
        for state, shown in states.items()
    }


def _whose(parts: Mapping[str, str], name: str) -> str:
    return parts["hissing" if name[-1] in _HISSING else "genitive"].format(name=name)


def _roles(language: str) -> dict[str, str]:
    roles: dict[str, str] = {}
    for role in toml(language, "actors.toml").get("role", ()):
        roles.setdefault(role["en"], role["noun"])
    return roles
