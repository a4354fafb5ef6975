"""The tokens of one parsed paragraph as parallel lists: what a pipeline gives, before it joins the ``Parse`` of its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, MORPH, POS, SENT_START
from spacy.symbols import IDS
from spacy.tokens import Doc

_WANTED = [IDX, LENGTH, LEMMA, POS, DEP, MORPH, SENT_START, IS_SPACE, ENT_IOB, ENT_TYPE]
_INSIDE, _BEGINS = 1, 3  # What spaCy's ENT_IOB says of a token of an entity.
_POS_NAMES = {value: name for name, value in IDS.items()}


@dataclass(slots=True)
class Columns:
    """One paragraph's tokens, white space left out; ``head`` counts within the paragraph, a root is its own head.

    ``start`` and ``end`` are characters of the paragraph, ``opens`` says which tokens open a sentence, ``entities`` are
    (first token, token behind the last, label).
    """

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.start)


def of(doc: Doc) -> Columns:
    """The columns of a parsed Doc, in the pipeline's own labels."""
    strings = doc.vocab.strings
    rows = doc.to_array(_WANTED).tolist()
    heads = doc.to_array([HEAD]).astype("int64").ravel().tolist()
    kept = [not row[7] for row in rows]
    position, n = [], 0
    for keep in kept:
        position.append(n)
        n += keep
    out = Columns()
    names: dict[int, str] = {}
    starts = False
    entities: list[tuple[int, int, int]] = []
    for i, (idx, length, lemma, pos, dep, feats, sent_start, _, iob, label) in enumerate(rows):
        if iob == _BEGINS and label:
            entities.append((i, i + 1, label))
        elif iob == _INSIDE and entities:
            entities[-1] = (entities[-1][0], i + 1, entities[-1][2])
        starts = starts or sent_start == 1
        if not kept[i]:
            continue
        for key in (lemma, dep, feats):
            if key not in names:
                names[key] = strings[key] if key else ""
        head = min(max(i + heads[i], 0), len(kept) - 1)
        out.start.append(idx)
        out.end.append(idx + length)
        out.lemma.append(names[lemma])
        out.pos.append(_POS_NAMES.get(pos, ""))
        out.dep.append(names[dep])
        out.feats.append(names[feats])
        out.head.append(position[head] if kept[head] else position[i])
        out.opens.append(starts)
        starts = False
    if n:
        out.entities = [(position[a], position[b - 1] + 1, strings[label]) for a, b, label in entities]
    return out
