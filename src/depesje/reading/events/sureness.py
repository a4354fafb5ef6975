"""How sure an event is: a calibrated probability that it is one, of its type and by its actor.

A logistic model over what the rules saw. Its weights are data (``language/data/event_confidence.toml``), fitted and checked
by ``training/event_confidence.py``; the table of how well it keeps its word is in ``docs/events.md``.
"""

from __future__ import annotations

from depesje.reading import confidence
from depesje.reading.events.ground import Deed, Ground

MODEL = "event_confidence"
# PLOVER's four groups of types.
_QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal-cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material-cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal-conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material-conflict"),
}
_LONG = 40  # Tokens of a long sentence.


def features(ground: Ground, deed: Deed) -> tuple[str, ...]:
    """What is known of an event, as the names of the features that hold."""
    parse = ground.parse
    first, last = parse.sentences[parse.sent[deed.head]]
    out = [
        f"kind:{_QUADS[deed.type]}",
        f"sort:{deed.sort}",
        f"modality:{deed.modality}",
        *deed.signs,
        _actor(deed),
    ]
    if deed.frame is not None:
        out.append(f"frame:{min(deed.frame.weight, 2)}")
    if deed.draft is not None:
        out.append("speech:plain" if deed.plain else "speech:cue")
        out.append(f"how:{deed.draft.form}")
    elif ground.inside[deed.head] >= 0:
        out.append("told:by-speaker")
    if deed.heading:
        out.append("heading")
    if last - first > _LONG:
        out.append("sentence:long")
    if deed.when is not None:
        out.append("dated")
    if deed.where is not None:
        out.append("placed")
    if deed.recipients and any(m.code is not None for m in deed.recipients):
        out.append("recipient:coded")
    return tuple(out)


def _actor(deed: Deed) -> str:
    """How the doer is known."""
    if not deed.actors:
        return "actor:none"
    kind = deed.actors[0].kind
    if deed.actors[0].code is None:
        return "actor:uncoded"
    return f"actor:{kind}" if kind in {"person", "state", "alliance", "body"} else "actor:other"


def judge(ground: Ground, deed: Deed) -> float:
    """The probability that the event is right."""
    return confidence.probability(features(ground, deed), MODEL)
