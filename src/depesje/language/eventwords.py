"""Words that tell of an event: loads a language's ``events.toml``, whose head explains its keys.

A frame is a set of verbs, nouns or predicates with PLOVER's type, mode and context, the roles that name actor and
recipient, and what must hold besides. Frames are looked up by lower-case surface form. Types, modes and contexts are those
of the PLOVER manual (draft 0.8, 2021, https://github.com/openeventdata/PLOVER).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from depesje.errors import LexiconError
from depesje.language import tables
from depesje.language.keeping import KEPT
from depesje.records import EventType, Modality

FILE = "events.toml"
Sort = Literal["verb", "noun"]
Party = Literal["some", "both", "actor", "recipient", "none", "own"]
TYPES = frozenset(get_args(EventType))
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict ban censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial "
    "drone heavy-weapons crowd-control unconventional massacre cleansing",
}
CONTEXTS = frozenset(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic "
    "legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality "
    "diplomatic territory peacekeeping health asylum migration disasters natural_resource environment technology "
    "terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking humanitarian".split()
)
_SHORTEST_END = 4  # Letters of the shortest noun that a compound may end in.
_SHORTEST_START = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """One set of words and what must hold for them to tell of an event; see the head of ``events.toml``."""

    sort: Sort
    type: EventType
    mode: str | None = None
    context: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    prepobj: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    adj: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    modified: frozenset[str] = frozenset()
    party: Party = "some"
    compound: bool = False
    mutual: bool = False
    visit: bool = False
    resolve: bool = False
    told: frozenset[str] = frozenset()
    refused: bool = False

    @property
    def weight(self) -> int:
        """How much the frame asks for; of two that hold, the one that asks for more is meant."""
        conditions = (self.object, self.subject, self.prepobj, self.particle, self.need, self.modified)
        return sum(map(bool, conditions))


@dataclass(frozen=True, slots=True)
class Modals:
    """The function words that colour an event; see the comments in ``events.toml``."""

    will: frozenset[str]
    future: frozenset[str]
    possible: frozenset[str]
    demanded: frozenset[str]
    hedged: frozenset[str]
    conditional: frozenset[str]
    fear: frozenset[str]
    negated: frozenset[str]
    only: frozenset[str]
    then: frozenset[str]
    have: frozenset[str]
    willing: frozenset[str]
    maybe: frozenset[str]
    planned: frozenset[str]
    infinitive: frozenset[str]
    headline: frozenset[str]
    each_other: frozenset[str]
    reciprocal: frozenset[str]
    feeling: frozenset[str]
    two: frozenset[str]
    pairs: frozenset[str]
    light: frozenset[str]
    none: frozenset[str]
    place: frozenset[str]
    receiving: frozenset[str]
    phase: frozenset[str]
    measure: frozenset[str]
    met: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class EventWords:
    """One language's frames by form. ``ends`` are the nouns that compounds may end in, ``tails`` their last
    letters, ``classes`` the classes of a noun.
    """

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    ends: dict[str, tuple[Frame, ...]]
    tails: frozenset[str]
    predicates: dict[str, tuple[Frame, ...]]
    classes: dict[str, frozenset[str]]
    modal: Modals
    quantity: dict[str, int]
    governor: dict[str, Modality]

    def verb(self, form: str, lemma: str) -> tuple[Frame, ...]:
        """The frames of a verb, by its form or its lemma."""
        return self.verbs.get(form) or self.verbs.get(lemma, ())

    def light(self, form: str, lemma: str) -> bool:
        """Whether a verb only carries what its noun tells ("rette en advarsel")."""
        return lemma in self.modal.light or form in self.modal.light

    @lru_cache(KEPT)  # noqa: B019 -- the words live as long as the process
    def noun(self, form: str, lemma: str) -> tuple[Frame, ...]:
        """The frames of a noun, also of a compound that ends in it."""
        found = self.nouns.get(form) or self.nouns.get(lemma)
        if (
            found is None
            and form[-_SHORTEST_END:] in self.tails
            and not any(form.startswith(start) for start in self.modal.none)
        ):
            found = next((self.ends[end] for end in _endings(form) if end in self.ends), None)
        return found or ()

    @lru_cache(KEPT)  # noqa: B019
    def classes_of(self, form: str) -> frozenset[str]:
        """The classes of a noun, those of a compound's last part included."""
        found = self.classes.get(form)
        if found is None and not any(form.startswith(start) for start in self.modal.none):
            found = next((self.classes[end] for end in _endings(form) if end in self.classes), None)
        return found or frozenset()


def _endings(form: str) -> Iterator[str]:
    """What a compound may end in, the longest first; a part behind a hyphen may be short."""
    if "-" in form:
        yield form.rsplit("-", 1)[1]
    for cut in range(_SHORTEST_START, len(form) - _SHORTEST_END + 1):
        yield form[cut:]


_KEYS = frozenset({f.name for f in fields(Frame)} - {"sort", "copulas"} | {"words"})
_TUPLES = frozenset("context actor recipient object subject prepobj particle need without".split())


def _frame(sort: Sort, row: dict[str, Any], where: str, classes: frozenset[str]) -> Frame:
    if unknown := set(row) - _KEYS:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]!r}")
    if row.get("type") not in TYPES:
        raise LexiconError(f"{where}: unknown type {row.get('type')!r}")
    mode = row.get("mode")
    if mode is not None and mode not in MODES.get(row["type"], "").split():
        raise LexiconError(f"{where}: {row['type']} has no mode {mode!r}")
    if unknown := set(row.get("context", ())) - CONTEXTS:
        raise LexiconError(f"{where}: unknown context {sorted(unknown)[0]!r}")
    if unknown := set(row.get("told", ())) - set(get_args(Modality)):
        raise LexiconError(f"{where}: unknown modality {sorted(unknown)[0]!r}")
    named = {c for key in ("object", "subject", "prepobj") for c in row.get(key, ())}
    if unknown := named - classes:
        raise LexiconError(f"{where}: unknown class {sorted(unknown)[0]!r}")
    if row.get("party", "some") not in get_args(Party):
        raise LexiconError(f"{where}: unknown party {row['party']!r}")
    given: dict[str, Any] = {k: v for k, v in row.items() if k != "words"}
    for key, value in given.items():
        if key in _TUPLES:
            given[key] = tuple(value)
        elif key in {"adj", "modified", "told"}:
            given[key] = frozenset(value)
    if "adj" in given:
        given["copulas"] = frozenset(form for forms in row["words"].values() for form in forms.split())
    return Frame(sort, **given)


def _words(data: dict[str, Any], sort: Sort, path: str) -> Iterator[tuple[Frame, dict[str, str]]]:
    classes = frozenset(data.get("class", ()))
    for n, row in enumerate(data.get(sort, ()), 1):
        words = row.get("words") or {}
        where = f"{path}: {sort} {n} ({next(iter(words), 'no words')})"
        if not words:
            raise LexiconError(f"{where}: needs words")
        yield _frame(sort, row, where, classes), words


def _by_form(rows: Iterable[tuple[Frame, str]]) -> dict[str, tuple[Frame, ...]]:
    out: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame, form in rows:
        if frame not in out[form]:
            out[form].append(frame)
    return {form: tuple(sorted(frames, key=lambda f: -f.weight)) for form, frames in out.items()}


def _forms(rows: Iterable[tuple[Frame, dict[str, str]]]) -> Iterator[tuple[Frame, str]]:
    for frame, words in rows:
        for lemma, forms in words.items():
            for form in (lemma, *forms.split()):
                yield frame, form


def parsed(data: dict[str, Any], path: str) -> EventWords:
    """The checked words of an ``events.toml``; raises ``LexiconError`` naming file and entry."""
    if wrong := set(data) ^ {"modal", "quantity", "governor", "verb", "noun", "class"}:
        raise LexiconError(f"{path}: key {sorted(wrong)[0]!r} is missing or unknown")
    if wrong := set(data["modal"]) ^ {f.name for f in fields(Modals)}:
        raise LexiconError(f"{path}: modal: key {sorted(wrong)[0]!r} is missing or unknown")
    if wrong := set(data["governor"]) - set(get_args(Modality)):
        raise LexiconError(f"{path}: governor: unknown modality {sorted(wrong)[0]!r}")
    verbs, nouns = list(_words(data, "verb", path)), list(_words(data, "noun", path))
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for name, forms in data["class"].items():
        for form in forms:
            classes[form].add(name)
    ends = _by_form(p for p in _forms(nouns) if p[0].compound and len(p[1]) >= _SHORTEST_END)
    return EventWords(
        verbs=_by_form(pair for pair in _forms(verbs) if not pair[0].adj),
        nouns=_by_form(_forms(nouns)),
        ends=ends,
        tails=frozenset(end[-_SHORTEST_END:] for end in ends),
        predicates=_by_form((frame, word) for frame, _ in verbs for word in sorted(frame.adj)),
        classes={form: frozenset(names) for form, names in classes.items()},
        modal=Modals(**{key: frozenset(words) for key, words in data["modal"].items()}),
        quantity={word: int(number) for number, words in data["quantity"].items() for word in words},
        governor={word: modality for modality, words in data["governor"].items() for word in words},
    )


@cache
def load(language: str) -> EventWords | None:
    """The event words of ``language``; None where it has none. Raises ``LexiconError`` where its file breaks the schema."""
    if not (tables.FOLDER / language / FILE).exists():
        return None
    return parsed(tables.toml(language, FILE), f"{language}/{FILE}")
