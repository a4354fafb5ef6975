"""Scenes: a place and a date that one sentence names hold for what the same actor says and does in the next ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from depesje.edtf import Date
from depesje.reading.cast import Member
from depesje.reading.events import clauses, naming, places
from depesje.reading.events.ground import Deed, Ground

_LASTS = 3  # Sentences for which a scene lasts for the one who acts in it.
_STORY = 2  # Sentences for which a date holds in a story told in the past.
_CLIMB = 3
_SAID = places.SAID | {"CONSULT"}
_PLACING = frozenset({"obl", "nmod"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that tells where or when, and who acts there."""

    sent: int
    who: list[Member]
    where: str | None = None
    when: Date | None = None


def set_on(ground: Ground, deeds: list[Deed]) -> None:
    """Gives deeds without a place or date those of the words that attribute them, or of the scene in which they stand."""
    placeable = [d for d in deeds if d.type in _SAID and d.modality == "actual"]
    placeable = [d for d in placeable if ground.parse.pos[d.head] != "NOUN"]
    # Also where no deed asks: whoever acts in a scene is a mention from then on, and that must not hang on the deeds.
    placed, dated = _by_sentence(_placed(ground)), _by_sentence(_dated(ground))
    for deed in placeable:
        _by_cue(ground, deed)
        where = _nearest(ground, deed, placed)
        cue = deed.draft.cue if deed.draft is not None else None
        past = _past(ground, deed.head) or cue is not None and _past(ground, cue[0])
        when = _nearest(ground, deed, dated) if past else None
        deed.where = deed.where or (where.where if where is not None else None)
        deed.when = deed.when or (when.when if when is not None else None)


def _by_sentence(scenes: Iterable[Scene]) -> dict[int, list[Scene]]:
    out: dict[int, list[Scene]] = {}
    for scene in scenes:
        out.setdefault(scene.sent, []).append(scene)
    return out


def _by_cue(ground: Ground, deed: Deed) -> None:
    """When and where it was said, for an act that lies in what was said."""
    content = ground.content(deed.head)
    if content is None or content.draft.cue is None:
        return
    if deed.type == "THREATEN" or content.speaker is not None and content.speaker in deed.actors:
        cue = content.draft.cue[0]
        if _past(ground, cue):
            deed.when = deed.when or ground.dates.when(cue)
        around = places.around(ground, cue)
        deed.where = deed.where or (around if around is not None and not places.is_wide(around) else None)


def _past(ground: Ground, i: int) -> bool:
    """Whether a word is a verb in the past tense, in which a story goes on; "har avvist" and "krever" leave it."""
    return "Tense=Past" in ground.parse.feats[i] and "VerbForm=Fin" in ground.parse.feats[i]


def when(ground: Ground, deed: Deed) -> Date | None:
    """The date of a deed; one that a noun only recalls ("svar på Russlands krav") has none but its own."""
    found = ground.dates.telling(deed.head)
    if found is None:
        return None
    parse = ground.parse
    recalled = deed.sort == "noun" and parse.rel[deed.head] in {"obl", "nmod"}
    if recalled and not parse.left[deed.head] <= found.first <= parse.right[deed.head]:
        return None
    return found.date


def _nearest(ground: Ground, deed: Deed, scenes: dict[int, list[Scene]]) -> Scene | None:
    """The last scene before a deed that lasts up to it."""
    for back in range(_LASTS + 1):
        for scene in scenes.get(ground.parse.sent[deed.head] - back, ()):
            if any(m in deed.actors for m in scene.who) or scene.when is not None and back <= _STORY:
                return scene
    return None


def _placed(ground: Ground) -> Iterator[Scene]:
    parse = ground.parse
    for i, rel in enumerate(parse.rel):
        if rel in _PLACING and parse.words[i][:1].isupper() and places.located(ground, i):
            name = places.place(ground, i)
            if name is not None and not places.is_wide(name):
                yield Scene(parse.sent[i], _acting(ground, i), where=name)


def _dated(ground: Ground) -> Iterator[Scene]:
    published = ground.published.latest if ground.published is not None else None
    for one in ground.dates.expressions:
        ahead = published is not None and one.date.earliest is not None and one.date.earliest > published
        if one.relation is not None or ahead:
            continue
        top = one.first
        for i in range(one.first, one.last):
            if not one.first <= ground.parse.head[i] < one.last:
                top = i
        yield Scene(ground.parse.sent[top], _acting(ground, top), when=one.date)


def _acting(ground: Ground, i: int) -> list[Member]:
    """Those who act in the clause to which a phrase belongs."""
    parse = ground.parse
    for _ in range(_CLIMB):
        if parse.pos[i] in {"VERB", "AUX"} or parse.head[i] == i:
            break
        i = parse.head[i]
    if parse.pos[i] not in {"VERB", "AUX"}:
        return []
    doer = clauses.agent(ground, i)
    return naming.members(ground, doer, inside=False) if doer is not None else []
