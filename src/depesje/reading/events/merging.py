"""One event per act and report, however often it is told."""

from __future__ import annotations

from collections import defaultdict

from depesje.reading.events import clauses, naming
from depesje.reading.events.ground import Deed, Ground, agree, meet

_STEM = 4  # Letters that "invasjon" and "invadere" share.
_SUPPOSED = frozenset({"conditional", "possible"})
_SENTENCES = 4  # Between an act and the words in which it was done.
_CLOSE = 3  # Tokens between two triggers of one act.


def merged(ground: Ground, deeds: list[Deed]) -> list[Deed]:
    """The deeds without those that tell again what another tells; what only the second telling knows is kept."""
    out: list[Deed] = []
    of_type: defaultdict[str, list[Deed]] = defaultdict(list)
    ordered = sorted(deeds, key=lambda d: (d.heading, d.plain, _recalls(ground, d), d.head))
    for deed in ordered:
        same = min(
            (o for o in of_type[deed.type] if _same(ground, o, deed)),
            key=lambda o: abs(o.head - deed.head),
            default=None,
        )
        if same is None:
            out.append(deed)
            of_type[deed.type].append(deed)
        else:
            _join(same, deed)
    return sorted(out, key=lambda d: d.head)


def _recalls(ground: Ground, deed: Deed) -> bool:
    """Whether a noun speaks of a deed as known: "angrepet", "Russlands krav"."""
    return deed.sort == "noun" and (_definite(ground, deed) or bool(naming.genitive(ground, deed.head)))


def _definite(ground: Ground, deed: Deed) -> bool:
    return ground.parse.has(deed.head, "Definite=Def")


def _same(ground: Ground, kept: Deed, deed: Deed) -> bool:
    if deed.heading and not kept.heading:
        return True
    if kept.when is not None and deed.when is not None and kept.when != deed.when:
        return False
    if abs(kept.head - deed.head) <= _CLOSE and ground.parse.sent[kept.head] == ground.parse.sent[deed.head]:
        return True
    if deed.plain and meet(kept.actors, deed.actors) and _near(ground, kept, deed):
        return True  # What is quoted after "avviste kravet" is that refusal once more.
    if (
        deed.type == "CONSULT"
        and deed.sort == "noun"
        and _between_the_same(kept, deed)
        and kept.modality == deed.modality
    ):
        return True
    if not (agree(kept.actors, deed.actors) and agree(kept.recipients, deed.recipients)):
        return False
    if _matter(ground, kept) & _matter(ground, deed) and kept.modality == deed.modality:
        return True
    if kept.type == "THREATEN" and ground.parse.sent[kept.head] == ground.parse.sent[deed.head]:
        return True
    alike = _lemma(ground, kept) == _lemma(ground, deed)
    akin = _lemma(ground, kept)[:_STEM] == _lemma(ground, deed)[:_STEM]
    if akin and {kept.modality, deed.modality} <= _SUPPOSED:
        return True
    if deed.sort == "noun" and _definite(ground, deed) and not (deed.actors and deed.recipients):
        return alike or kept.modality == deed.modality
    return alike and kept.modality == deed.modality


def _between_the_same(kept: Deed, deed: Deed) -> bool:
    """Whether two deeds have the same two sides, whoever is named first."""
    if not (kept.recipients and deed.actors and deed.recipients):
        return False
    one = [*kept.actors, *kept.recipients]
    return all(meet([m], one) for m in (*deed.actors, *deed.recipients))


def _matter(ground: Ground, deed: Deed) -> frozenset[str]:
    """The nouns that a light verb's frame asks for: "overleverte svar" and "sendte svar" are one act."""
    frame, parse = deed.frame, ground.parse
    if frame is None or not frame.object or deed.sort != "verb":
        return frozenset()
    return frozenset(
        parse.lemma[c].lower()
        for c in clauses.objects(ground, deed.head)
        if not ground.words.classes_of(parse.lower[c]).isdisjoint(frame.object)
    )


def _near(ground: Ground, kept: Deed, deed: Deed) -> bool:
    return abs(ground.parse.sent[kept.head] - ground.parse.sent[deed.head]) <= _SENTENCES


def _lemma(ground: Ground, deed: Deed) -> str:
    return ground.parse.lemma[deed.head].lower()


def _join(kept: Deed, deed: Deed) -> None:
    if deed.heading and not kept.heading:
        return
    kept.actors = kept.actors or deed.actors
    kept.recipients = kept.recipients or [m for m in deed.recipients if m not in kept.actors]
    kept.draft = kept.draft or deed.draft
    kept.where = kept.where or deed.where
    kept.theme = kept.theme or deed.theme
    kept.mode = kept.mode or deed.mode
    kept.when = kept.when or deed.when
