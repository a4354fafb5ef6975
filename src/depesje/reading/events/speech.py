"""Events that lie in saying something: a demand is a REQUEST, a refusal a REJECT, with the statement that it is."""

from __future__ import annotations

from depesje.language import matterwords
from depesje.reading.cast import Member
from depesje.reading.contents import Content
from depesje.reading.events import modality, naming, parties
from depesje.reading.events.ground import Deed, Ground
from depesje.records import Act, EventType

TYPES: dict[Act, EventType] = {
    "demand": "REQUEST",
    "request": "REQUEST",
    "accuse": "ACCUSE",
    "reject": "REJECT",
    "warn": "THREATEN",
}
VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_IN_WORDS = frozenset(
    {"REQUEST", "THREATEN"}
)  # Where the cue tells nothing, the words themselves carry these.
_NOBODY = frozenset({"media", "unnamed"})


def find(ground: Ground, deeds: list[Deed]) -> list[Deed]:
    """The deeds with the speech acts of a report's statements; one whose trigger is a cue becomes that statement's event.

    Refusing a claim ("avviser at han lovte noe") is denying it, and no event; nor is a warning against something at large.
    """
    at_cue = {d.head: d for d in deeds}
    denied: set[int] = set()
    out: list[Deed] = []
    for content in ground.settings.contents:
        draft = content.draft
        act = ground.settings.act(draft)
        kind = TYPES.get(act)
        if act == "promise" and not _plain(content) and _abstains(ground, content):
            kind = "CONCEDE"
        known = next((at_cue[i] for i in range(*draft.cue) if i in at_cue), None) if draft.cue else None
        if known is not None:
            if act == "deny" and known.type == "REJECT" or _only_advises(ground, known, content):
                denied.add(id(known))
                continue
            if act == "promise" and known.type == "AGREE" and _abstains(ground, content):
                known.type = "CONCEDE"
            _adopt(ground, known, content)
            if kind is None or known.type == kind or known.sort != "noun":
                continue
        if kind is not None and (deed := _deed(ground, content, kind)) is not None:
            out.append(deed)
    return [*(d for d in deeds if id(d) not in denied), *out]


def _only_advises(ground: Ground, deed: Deed, content: Content) -> bool:
    """Whether a warning is against something, and at nobody: "advarer mot splittelse"."""
    draft, lists = content.draft, matterwords.load(ground.lexicon.language).lists
    if deed.type != "THREATEN" or draft.entry is None or draft.entry.lemma in lists.threats:
        return False
    given = ground.parse.token_at(draft.start)
    against = (
        given is not None and {ground.parse.lower[i] for i in range(max(given - 2, 0), given)} & lists.against
    )
    if not against or any(modality.is_condition(ground, i) for i in content.tokens()):
        return False
    about = [m for m in ground.settings.about(draft) if m.code is not None and m is not content.speaker]
    return not about and not addressed(ground, content, deed.type, speakers(ground, content), sure=True)


def _adopt(ground: Ground, deed: Deed, content: Content) -> None:
    """Ties a deed to the statement whose cue it is, and takes from that who speaks and to whom."""
    if deed.draft is not None:
        return
    deed.draft = content.draft
    actors = speakers(ground, content)
    mutual = deed.frame is not None and deed.frame.mutual or all(m in actors for m in deed.recipients)
    told = mutual and bool(deed.recipients)
    if actors and not told:
        deed.actors = actors
    if not deed.recipients:
        deed.recipients = addressed(ground, content, deed.type, deed.actors)
    deed.recipients = [m for m in deed.recipients if m not in deed.actors]
    if deed.frame is not None and (deed.frame.mutual or deed.type == "AGREE") and not deed.recipients:
        deed.actors, deed.recipients = parties.mutual(ground, deed.head, deed.actors)


def _deed(ground: Ground, content: Content, kind: EventType) -> Deed | None:
    draft = content.draft
    actors = speakers(ground, content)
    if not any((m.code is not None or m.known) and m.kind != "media" for m in actors):
        return None
    if kind in {"ACCUSE", "REJECT"} and _plain(content) and draft.frame != "clause":
        return None  # What somebody says is rarely told for an act where neither cue nor report calls it one.
    if kind == "THREATEN" and not any(modality.is_condition(ground, i) for i in content.tokens()):
        return None
    recipients = addressed(ground, content, kind, actors, sure=True)
    if kind in {"REQUEST", "ACCUSE"} and not recipients:
        return None
    trigger = _trigger(ground, content, kind)
    return Deed(
        trigger[0], trigger, kind, "speech", None, ("diplomatic",), None, actors, recipients, draft=draft,
        heading=draft.heading or ground.heading[trigger[0]], plain=_plain(content),
    )  # fmt: skip


def _abstains(ground: Ground, content: Content) -> bool:
    """Whether what is promised is not to do something, which gives way: "lovte å ikke trappe opp"."""
    negations = ground.lexicon.grammar.negations
    return any(
        ground.parse.lower[c] in negations
        for i in content.roots()
        for c in ground.parse.children(i, "advmod")
    )


def speakers(ground: Ground, content: Content) -> list[Member]:
    """The speakers of a statement one by one, where several speak as one."""
    head = content.draft.speaker
    several = naming.members(ground, head) if head is not None else []
    if len(several) > 1:
        return several
    return [content.speaker] if content.speaker is not None else several


def _trigger(ground: Ground, content: Content, kind: EventType) -> tuple[int, int]:
    """The cue, or the main word of what is said where the cue only tells that something was said."""
    draft = content.draft
    if draft.cue is not None and not (_plain(content) and kind in _IN_WORDS):
        return draft.cue
    found = [i for i in content.roots() if ground.parse.pos[i] in {"VERB", "AUX", "ADJ", "NOUN"}]
    if found:
        return found[0], found[0] + 1
    if draft.cue is not None:
        return draft.cue
    first = next(content.tokens(), draft.anchor)
    return first, first + 1


def _plain(content: Content) -> bool:
    """Whether the cue only tells that something was said."""
    entry = content.draft.entry
    return entry is None or entry.act_in(content.draft.frame) == "assert"


def addressed(
    ground: Ground, content: Content, kind: EventType, actors: list[Member], *, sure: bool = False
) -> list[Member]:
    """Against whom or to whom a speech act goes: those addressed, those named by its cue, those of whom it tells.

    Unless only what is ``sure`` counts, also the first whom the words concern.
    """
    settings, draft = ground.settings, content.draft
    to = [m for m in settings.to(draft) if m.kind not in _NOBODY]
    about = [m for m in settings.about(draft) if m.code is not None and not _same_side(m, actors)]
    named = [m for h in draft.about if (m := ground.cast.at(h)) is not None]
    told_of = [m for m in _agents(ground, content) if not _same_side(m, actors)]
    if kind == "ACCUSE":
        found = named or told_of or to or about[:1]
    elif kind == "THREATEN":
        given = next(content.tokens(), content.draft.anchor)
        conditional = parties.conditioned(ground, given, actors)
        conditional = [m for m in conditional if not _same_side(m, actors)]
        found = named or conditional or to or told_of or ([] if sure else about[:1])
    elif kind == "REQUEST":
        found = to or named or told_of or ([] if sure else about[:1])
    else:
        found = to or named or ([] if sure else about[:1])
    return [m for m in dict.fromkeys(found) if m not in actors]


def _agents(ground: Ground, content: Content) -> list[Member]:
    """The subjects of the main clauses of what is said."""
    out: list[Member] = []
    for i in content.roots():
        found = content.agent(i)
        if found is not None:
            out += naming.members(ground, found, inside=False)
    return list(dict.fromkeys(out))


def _same_side(member: Member, actors: list[Member]) -> bool:
    return member.code is not None and any(a.code == member.code for a in actors)
