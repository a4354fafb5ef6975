"""Loads a language's lexicons: cue words with their act and frames, role nouns, pronouns, channels.

The files are TOML in the language's folder (``nb/``, ``nn/``); the schema is what this module checks. Everything is loaded
once a process. A file that breaks the schema raises ``LexiconError`` naming file and entry.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from typing import Any, get_args

from depesje.errors import LexiconError
from depesje.language import actwords, tables
from depesje.language.keeping import KEPT
from depesje.records import Act, ActorKind, Channel

FRAMES = frozenset({"quote", "clause", "infinitive", "object", "addressee+infinitive"})
ACTS = frozenset(get_args(Act))
_SHORTEST_PART = 3  # Letters of the shortest part of a compound.


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes an utterance: its default act and the complements (frames) that carry what is said."""

    pos: str
    lemma: str
    act: Act
    frames: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    act_by: dict[str, Act] = field(default_factory=dict)
    particle: tuple[str, ...] = ()
    strong: bool = True
    thought: bool = False

    def act_in(self, frame: str) -> Act:
        """The act of this cue when its content stands in ``frame``."""
        return self.act_by.get(frame, self.act)


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for somebody's function: ``holder`` is named (one office holder), person or unnamed.

    ``code`` is whom it counts as where nothing else tells, ``topic`` says that a compound's first part is a subject and no
    employer, ``same`` that it takes over another's office (kollega), ``stands`` that a compound stands for its first part
    (Nato-landene), ``means`` is the actor that the definite form stands for (alliansen).
    """

    noun: str
    en: str
    holder: str
    kind: ActorKind
    compound: bool = False
    code: str | None = None
    gender: str | None = None
    topic: bool = False
    same: bool = False
    stands: bool = False
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun's reference: person (1, 2, 3), number (sing, plur), whether it stands for people only, and gender."""

    person: int
    plural: bool
    human: bool
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The function words that the reading rules turn on; see the comments in ``grammar.toml``."""

    complementisers: frozenset[str]
    infinitive: frozenset[str]
    agent: frozenset[str]
    conditional: frozenset[str]
    empty_objects: frozenset[str]
    negations: frozenset[str]
    hypothetical: frozenset[str]
    reception: frozenset[str]
    speaker_prepositions: frozenset[str]
    impersonal: frozenset[str]
    expletives: frozenset[str]
    tellers: frozenset[str]
    origins: frozenset[str]
    partner: frozenset[str]
    employer: frozenset[str]
    own: frozenset[str]
    theirs: frozenset[str]
    namesakes: frozenset[str]
    among: frozenset[str]
    comprising: frozenset[str]
    chief: frozenset[str]
    credit: frozenset[str]
    particles: frozenset[str]
    as_words: frozenset[str]
    purpose: frozenset[str]
    that: frozenset[str]
    documents: frozenset[str]
    places: frozenset[str]
    former: frozenset[str]
    coming: frozenset[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """The words that set the scene of what is said; see the comments in ``channels.toml``. ``suffixes`` end compounds."""

    prepositions: frozenset[str]
    holding: frozenset[str]
    talking: frozenset[str]
    meeting: frozenset[str]
    partners: frozenset[str]
    pluperfect: frozenset[str]
    earlier: frozenset[str]
    press: frozenset[str]
    addressing: frozenset[str]
    origin: frozenset[str]
    suffixes: dict[str, Channel]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All words of one language that the readers use, by lower-case form.

    ``reach`` maps the last word of the roles, bodies and groups of several words to how many words the longest has;
    ``headed`` has those that go on behind their noun by that noun ("ministry" of "ministry of defence"), longest first, each
    with the words before the noun and those behind it;
    ``source_starts`` are the first words of ``sources``, ``source_phrases`` and ``learning``; ``home`` is the country whose
    reports are written in the language, where there is one.
    """

    language: str
    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    sources: frozenset[str]
    source_phrases: frozenset[tuple[str, ...]]
    learning: frozenset[tuple[str, ...]]
    channel_words: dict[str, Channel]
    channel_verbs: dict[str, Channel]
    channel_phrases: dict[str, Channel]
    roles: dict[str, Role]
    role_suffixes: dict[str, Role]
    bodies: dict[str, Role]
    groups: dict[str, Role]
    pronouns: dict[str, Pronoun]
    grammar: Grammar
    acts: actwords.ActWords
    setting: Setting
    version: str
    reach: dict[str, int] = field(default_factory=dict)
    headed: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = field(default_factory=dict)
    source_starts: frozenset[str] = frozenset()
    home: str | None = None

    def names_somebody(self, form: str) -> bool:
        """Whether a (lower-case) form is listed as a role, body or group."""
        return form in self.roles or form in self.bodies or form in self.groups

    @lru_cache(KEPT)  # noqa: B019 -- a lexicon lives as long as the process
    def role(self, form: str) -> Role | None:
        """The role that a (lower-case) word names, also as the last part of a compound; None where it names none."""
        found = self.roles.get(form)
        if found is None:
            for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART):
                if form[cut:] in self.role_suffixes:
                    return self.role_suffixes[form[cut:]]
        return found

    @lru_cache(KEPT)  # noqa: B019
    def channel(self, form: str) -> Channel | None:
        """The channel that a (lower-case) noun names, also as the last part of a compound; None where it names none."""
        found = self.channel_words.get(form)
        if found is None:
            for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART):
                if form[cut:] in self.setting.suffixes:
                    return self.setting.suffixes[form[cut:]]
        return found


_CUE_KEYS = frozenset("lemma forms act frames prepositions to about act_by particle strength thought".split())
_SOURCE_KEYS = frozenset({"words", "clauses"})
_CHANNEL_KEYS = frozenset({"value", "nouns", "verbs", "phrases"})
_PRONOUN_KEYS = frozenset({"forms", "person", "number", "human", "gender"})


def _known(row: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    if unknown := set(row) - set(keys):
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]!r}")


def _cue(pos: str, row: dict[str, Any], where: str) -> Cue:
    _known(row, _CUE_KEYS, where)
    frames = frozenset(row.get("frames", ()))
    if unknown := frames - FRAMES:
        raise LexiconError(f"{where}: unknown frame {sorted(unknown)[0]!r}")
    acts = {row.get("act"), *row.get("act_by", {}).values()}
    if unknown_act := acts - ACTS:
        raise LexiconError(f"{where}: unknown act {next(iter(unknown_act))!r}")
    return Cue(
        pos=pos,
        lemma=row["lemma"],
        act=row["act"],
        frames=frames,
        prepositions=frozenset(row.get("prepositions", ())),
        to=frozenset(row.get("to", ())),
        about=frozenset(row.get("about", ())),
        act_by=dict(row.get("act_by", {})),
        particle=tuple(row.get("particle", "").split()),
        strong=row.get("strength", "strong") == "strong",
        thought=bool(row.get("thought", False)),
    )


def _cues(file: str, data: dict[str, Any], pos: str) -> dict[str, tuple[Cue, ...]]:
    by_form: defaultdict[str, list[Cue]] = defaultdict(list)
    for row in data.get(pos, ()):
        where = f"{file}: {pos} {row.get('lemma')!r}"
        if not row.get("forms") or not row.get("lemma"):
            raise LexiconError(f"{where}: needs lemma and forms")
        cue = _cue(pos, row, where)
        for form in row["forms"]:
            by_form[form].append(cue)
    # Entries with a particle come first: "legger til" before "legger".
    return {form: tuple(sorted(cues, key=lambda c: -len(c.particle))) for form, cues in by_form.items()}


_ROLE_KEYS = frozenset("noun forms en holder kind compound code gender topic same stands means".split())


def _roles(file: str, rows: Iterable[dict[str, Any]], kind: ActorKind) -> dict[str, Role]:
    out: dict[str, Role] = {}
    for row in rows:
        _known(row, _ROLE_KEYS, f"{file}: {row.get('noun')!r}")
        role = Role(
            row["noun"],
            row.get("en", row["noun"]),
            row.get("holder", "person"),
            row.get("kind", kind),
            bool(row.get("compound", False)),
            row.get("code"),
            row.get("gender"),
            bool(row.get("topic", False)),
            bool(row.get("same", False)),
            bool(row.get("stands", False)),
            row.get("means"),
        )
        for form in {row["noun"], *row.get("forms", ())}:
            out.setdefault(form.lower(), role)
    return out


_Headed = tuple[tuple[str, ...], tuple[str, ...]]


def _phrases(
    tables: Iterable[dict[str, Role]], employer: frozenset[str]
) -> tuple[dict[str, int], dict[str, tuple[_Headed, ...]]]:
    """The forms of several words: by their last word how long they are, and by their noun those that go on behind it."""
    reach: dict[str, int] = {}
    headed: defaultdict[str, list[_Headed]] = defaultdict(list)
    for form in (form for table in tables for form in table if " " in form):
        words = tuple(form.split())
        noun = next((i - 1 for i, word in enumerate(words) if i and word in employer), None)
        if noun is None:
            reach[words[-1]] = max(reach.get(words[-1], 1), len(words))
        else:
            headed[words[noun]].append((words[:noun], words[noun + 1 :]))
    longest = {noun: tuple(sorted(found, key=lambda f: -len(f[0] + f[1]))) for noun, found in headed.items()}
    return reach, longest


def _channels(file: str, data: dict[str, Any], key: str) -> dict[str, Channel]:
    known = set(get_args(Channel))
    out: dict[str, Channel] = {}
    for row in data.get("channel", ()):
        if row["value"] not in known:
            raise LexiconError(f"{file}: unknown channel {row['value']!r}")
        _known(row, _CHANNEL_KEYS, f"{file}: {row['value']}")
        for form in row.get(key, ()):
            out[form.lower()] = row["value"]
    return out


def _setting(where: str, data: dict[str, Any]) -> Setting:
    if wrong := {f.name for f in fields(Setting)} ^ set(data):
        raise LexiconError(f"{where}: setting: key {sorted(wrong)[0]!r} is missing or unknown")
    suffixes = data["suffixes"]
    if unknown := set(suffixes) - set(get_args(Channel)):
        raise LexiconError(f"{where}: unknown channel {sorted(unknown)[0]!r}")
    lists = {key: frozenset(words) for key, words in data.items() if key != "suffixes"}
    return Setting(**lists, suffixes={form: value for value, forms in suffixes.items() for form in forms})


def _grammar(file: str, data: dict[str, Any]) -> Grammar:
    wanted = {f.name for f in fields(Grammar)}
    if wrong := wanted ^ set(data):
        raise LexiconError(f"{file}: key {sorted(wrong)[0]!r} is missing or unknown")
    return Grammar(**{key: frozenset(words) for key, words in data.items()})


@cache
def load(language: str) -> Lexicon:
    """The lexicon of ``language``; raises ``LexiconError`` where a file is missing or breaks the schema."""
    names = ("cues.toml", "channels.toml", "actors.toml", "grammar.toml", "acts.toml")
    files = [f"{language}/{name}" for name in names]
    cues, channels, actors, grammar, acts = (tables.toml(language, name) for name in names)
    _known(cues, ("verb", "noun", "adjective", "source"), files[0])
    _known(channels, ("channel", "setting"), files[1])
    _known(actors, ("role", "body", "group", "pronoun", "home"), files[2])
    roles = _roles(files[2], actors.get("role", ()), "person")
    bodies = _roles(files[2], actors.get("body", ()), "body")
    groups = _roles(files[2], actors.get("group", ()), "people")
    for row in cues.get("source", ()):
        _known(row, _SOURCE_KEYS, f"{files[0]}: source")
    phrases = [w for row in cues.get("source", ()) for w in row["words"]]
    clauses = [w for row in cues.get("source", ()) for w in row.get("clauses", ())]
    functions = _grammar(files[3], grammar)
    reach, headed = _phrases((roles, bodies, groups), functions.employer)
    return Lexicon(
        language=language,
        verbs=_cues(files[0], cues, "verb"),
        nouns=_cues(files[0], cues, "noun"),
        adjectives=_cues(files[0], cues, "adjective"),
        sources=frozenset(p for p in phrases if " " not in p),
        source_phrases=frozenset(tuple(p.split()) for p in phrases if " " in p),
        source_starts=frozenset(p.split()[0] for p in (*phrases, *clauses)),
        learning=frozenset(tuple(w.split()) for w in clauses),
        channel_words=_channels(files[1], channels, "nouns"),
        channel_verbs=_channels(files[1], channels, "verbs"),
        channel_phrases=_channels(files[1], channels, "phrases"),
        roles=roles,
        role_suffixes={form: role for form, role in roles.items() if role.compound},
        bodies=bodies,
        groups=groups,
        pronouns=_pronouns(files[2], actors),
        grammar=functions,
        acts=actwords.parsed(acts, files[4]),
        setting=_setting(files[1], channels.get("setting", {})),
        reach=reach,
        headed=headed,
        home=actors.get("home"),
        version=_version(language),
    )


def _version(language: str) -> str:
    """What the words are by which a language is read: a change of any of them is another version."""
    files = sorted((tables.FOLDER / language).glob("*.toml"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _pronouns(file: str, actors: dict[str, Any]) -> dict[str, Pronoun]:
    out = {}
    for row in actors.get("pronoun", ()):
        _known(row, _PRONOUN_KEYS, f"{file}: pronoun {row.get('forms')}")
        plural, human = row.get("number") == "plur", bool(row.get("human", False))
        pronoun = Pronoun(int(row["person"]), plural, human, row.get("gender"))
        for form in row["forms"]:
            out[form] = pronoun
    return out
