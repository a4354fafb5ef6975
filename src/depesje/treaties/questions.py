"""Understands a question: who attacks whom, named by ISO codes or by names in any of our languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from depesje.errors import LexiconError, QuestionError
from depesje.language import gazetteer, memberships
from depesje.language.tables import DATA, rows

WORDS = Path(__file__).parent / "questions.toml"
_KEYS = frozenset({"active", "passive", "nominal", "forces", "joins", "dropped", "groups"})
_GENITIVES = ("'s", "’s", "s", "'", "’")
_ARTICLE = 3  # letters of the longest article
_EXAMPLES = "write it as 'RUS attacks LTU' or 'Russland angriper Litauen'"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a question, as it was named: a state, an international body, or a group that is no state.

    ``code`` is the state's (ISO 3166-1 alpha-3) or the body's, None for a group that has none of its own.
    """

    name: str
    kind: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Who attacks whom: the attackers as named, the states that are attacked."""

    attackers: tuple[Party, ...]
    attacked: tuple[Party, ...]


def understood(text: str) -> Question:
    """The question that a sentence puts; raises ``QuestionError`` where it puts none, or names nobody known."""
    plain = unicodedata.normalize("NFC", " ".join(text.casefold().split()).strip(" .?!"))
    for head in _words("dropped"):
        if plain.startswith(head + " "):
            plain = plain[len(head) + 1 :]
            break
    before, after = _sides(plain)
    attackers, attacked = _listed(before), _listed(after)
    for party in attacked:
        if party.kind != "state":
            raise QuestionError(f"{party.name} is no state: name the state that is attacked")
    if shared := {p.code for p in attackers if p.kind == "state"} & {p.code for p in attacked}:
        raise QuestionError(f"{sorted(map(str, shared))[0]} cannot attack itself")
    return Question(attackers, attacked)


def _sides(plain: str) -> tuple[str, str]:
    """The attackers' words and those of the attacked."""
    for passive, verbs in ((True, _words("passive")), (False, _words("active", "nominal"))):
        for verb in verbs:
            before, found, after = f" {plain} ".partition(f" {verb} ")
            if found and before.strip() and after.strip():
                return (after, before) if passive else (before, after)
            if found and not passive and (sides := _inverted(after.strip())):
                return sides
    raise QuestionError(f"no attack in {_short(plain)!r}: {_EXAMPLES}")


def _inverted(words: str) -> tuple[str, str] | None:
    """ "Angriper Russland Litauen": two names side by side, the longest first name that leaves a known one."""
    parts = words.split()
    for cut in range(len(parts) - 1, 0, -1):
        before, after = " ".join(parts[:cut]), " ".join(parts[cut:])
        if before in _parties() and after in _parties():
            return before, after
    return None


def _listed(words: str) -> tuple[Party, ...]:
    joins = "|".join(re.escape(join) for join in _words("joins"))
    whole = words.strip(" ,")
    if whole in _parties():  # "Bosnia og Hercegovina" is one state.
        return _parties()[whole]
    names = [name.strip() for name in re.split(rf"\s*,\s*|\s+(?:{joins})\s+", whole) if name.strip()]
    if not names:
        raise QuestionError(f"nobody is named in {_short(words.strip())!r}: {_EXAMPLES}")
    return tuple(dict.fromkeys(party for name in names for party in _named(name)))


def _named(name: str) -> tuple[Party, ...]:
    found = _parties().get(name) or _by_form(name)
    if found is None:
        raise QuestionError(f"no state or body is called {_short(name)!r}: {_EXAMPLES}")
    return found


def _by_form(name: str) -> tuple[Party, ...] | None:
    """ "Russlands", "et russisk", "russiske styrker": a genitive or an adjective, with or without what goes with it."""
    for ending in _GENITIVES:
        if name.endswith(ending) and (found := _parties().get(name.removesuffix(ending))):
            return found
    words = [word for word in name.split() if word not in _words("forces")]
    while words:
        state = gazetteer.load().adjectives.get(" ".join(words))
        if state is not None:
            return _parties()[str(state.code).casefold()]
        words = words[1:] if len(words) == 2 and len(words[0]) <= _ARTICLE else []
    return None


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"


@cache
def _parties() -> dict[str, tuple[Party, ...]]:
    """Everybody who can be named, by case-folded name or code; states go first. A region is all of its states."""
    out: dict[str, tuple[Party, ...]] = {}
    regions = {row["name"]: row["states"].split("|") for row in rows(DATA / "regions.tsv") if row["states"]}
    for row in rows(DATA / "states.tsv"):
        party = Party(row["en"], "state", row["code"])
        names = (row["code"], row["nb"], row["nn"], row["en"], *row["names"].split("|"))
        for name in (*names, *row["capital"].split("|")):
            if name:
                out.setdefault(name.casefold(), (party,))
    for row in rows(DATA / "bodies.tsv"):
        if row["name"] in regions:
            states = tuple(out[code.casefold()][0] for code in regions[row["name"]])
            out |= {name.casefold(): states for name in (row["name"], *row["forms"].split("|"))}
        if row["kind"] in {"alliance", "armed-group"}:
            kind = "body" if row["name"] in memberships.load() else "group"
            party = Party(row["name"], kind, row["code"] or None)
            for name in (row["name"], *row["forms"].split("|")):
                out.setdefault(name.casefold(), (party,))
    for group in _words("groups"):
        out.setdefault(group, (Party(group, "group"),))
    return out


@cache
def _words(*keys: str) -> tuple[str, ...]:
    """The words under ``keys`` in every language, the longest first."""
    try:
        languages = tomllib.loads(WORDS.read_text(encoding="utf8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{WORDS.name}: {error}") from error
    for language, table in languages.items():
        if wrong := _KEYS ^ set(table):
            raise LexiconError(f"{WORDS.name}: {language}: key {sorted(wrong)[0]!r} is missing or unknown")
    words = {word.casefold() for table in languages.values() for key in keys for word in table[key]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
