"""Office holders who open a sentence together, put back where the parser lost them among each other.

"Polens president A og Russlands president B møttes …": a parser that learnt from few such sentences cuts them in two, hangs
the first title on the second, or takes a country for the one who acts. By Norwegian word order what stands before the finite
verb is one phrase, so titles, names and whose they are can be told by their order alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from depesje.language.columns import Columns

_VERBS = frozenset({"VERB", "AUX"})
_BEFORE = {"DET": "det", "ADJ": "amod", "PROPN": "nmod", "NOUN": "nmod"}
"""What stands before a title, and how it hangs on it."""
_MOST_BEFORE = 4  # "den tidligere amerikanske"
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class _Holder:
    """One office holder: tokens ``first`` to ``last`` (exclusive), the title among them."""

    first: int
    title: int
    last: int


def join(columns: Columns) -> Columns:
    """The columns of a paragraph in Norwegian UD labels, with joined office holders that open a sentence as its subject.

    Columns without such a sentence come back as they are; others are changed in place.
    """
    for first in range(len(columns) - 4):
        if columns.pos[first] not in _BEFORE:
            continue
        opens = first == 0 or columns.opens[first]
        if opens or _behind_verb(columns, first):
            holders, joints = _holders(columns, first)
            if len(holders) > 1:
                _mend(columns, holders, joints, first - 1 if not opens else holders[-1].last)
    return columns


def _behind_verb(columns: Columns, first: int) -> bool:
    """Whether a finite verb without a subject before it stands right before a token: "Søndag snakket Polens president …"."""
    verb = first - 1
    finite = columns.pos[verb] in _VERBS and "VerbForm=Fin" in columns.feats[verb]
    if not finite or columns.opens[verb] or verb == 0 or columns.dep[verb] in {"conj", "acl", "acl:relcl"}:
        return False
    begin = verb
    while begin > 0 and not columns.opens[begin]:
        begin -= 1
    heads = {verb, columns.head[verb]}
    before = (i for i in range(begin, verb) if columns.head[i] in heads)
    return not any(columns.dep[i].startswith(("nsubj", "expl", "mark")) for i in before)


def _holders(columns: Columns, first: int) -> tuple[list[_Holder], list[int]]:
    """The office holders from token ``first`` on, up to "and" and the last, and the tokens between them."""
    out: list[_Holder] = []
    joints: list[int] = []
    while (found := _holder(columns, first)) is not None:
        out.append(found)
        if joints and columns.pos[joints[-1]] == "CCONJ":
            return out, joints
        if found.last >= len(columns) or columns.pos[found.last] not in {"CCONJ", "PUNCT"}:
            break
        joints.append(found.last)
        first = found.last + 1
    return [], []


def _holder(columns: Columns, first: int) -> _Holder | None:
    """Whose, title and name from token ``first`` on."""
    pos, n = columns.pos, len(columns)
    at = first
    while at < min(first + _MOST_BEFORE, n) and not _is_title(columns, at):
        if pos[at] not in _BEFORE:  # Whatever its case: the tagger does not know every genitive ("Egypts").
            return None
        at += 1
    if at >= n or not _is_title(columns, at):
        return None
    last = at + 1
    while (
        last < min(at + 1 + _MOST_NAMES, n) and pos[last] == "PROPN" and "Case=Gen" not in columns.feats[last]
    ):
        last += 1
    return _Holder(first, at, last)


def _is_title(columns: Columns, i: int) -> bool:
    """Whether token ``i`` is a noun right before a name."""
    return (
        columns.pos[i] == "NOUN"
        and "Case=Gen" not in columns.feats[i]
        and i + 1 < len(columns)
        and columns.pos[i + 1] == "PROPN"
        and "Case=Gen" not in columns.feats[i + 1]
    )


def _mend(columns: Columns, holders: list[_Holder], joints: list[int], finite: int) -> None:
    """Makes the holders the subject of the clause whose finite verb this is."""
    first, behind = holders[0].first, holders[-1].last
    if finite >= len(columns) or columns.pos[finite] not in _VERBS or "VerbForm=Inf" in columns.feats[finite]:
        return
    head, dep = columns.head, columns.dep
    verb, leader = finite, holders[0].title
    while dep[verb].split(":")[0] in {"aux", "cop"} and head[verb] > verb:
        verb = head[verb]
    subjects = [i for i in range(first, behind) if head[i] == verb and dep[i].startswith("nsubj")]
    in_place = all(head[h.title] == leader and dep[h.title] == "conj" for h in holders[1:])
    if in_place and subjects == [leader] and dep[leader] == "nsubj":
        return
    if _hangs_among(columns, verb, first, behind):
        head[verb], dep[verb] = verb, "ROOT"
    passive = any(dep[i] == "aux:pass" and head[i] == verb for i in range(finite, verb))
    relation = "nsubj:pass" if passive else "nsubj"  # "møttes" is none.
    for n, holder in enumerate(holders):
        head[holder.title], dep[holder.title] = (leader, "conj") if n else (verb, relation)
        for i in range(holder.first, holder.title):
            head[i], dep[i] = holder.title, _BEFORE[columns.pos[i]]
        for i in range(holder.title + 1, holder.last):
            named = i == holder.title + 1
            head[i], dep[i] = (holder.title, "appos") if named else (holder.title + 1, "flat:name")
    for joint, holder in zip(joints, holders[1:], strict=True):
        head[joint], dep[joint] = holder.title, "cc" if columns.pos[joint] == "CCONJ" else "punct"
    for i in range(min(first, finite) + 1, max(behind, verb + 1)):
        columns.opens[i] = False
    for i in range(behind, len(columns)):  # What the parser hung on a name that it took for a sentence.
        if columns.opens[i]:
            break
        if first <= head[i] < behind and dep[i] in {"obl", "obj", "xcomp", "advmod", "punct"}:
            head[i] = verb


def _hangs_among(columns: Columns, verb: int, first: int, behind: int) -> bool:
    """Whether a verb hangs on the words of its own subject, at whatever distance."""
    above = verb
    for _ in range(len(columns)):
        if columns.head[above] == above:
            return False
        above = columns.head[above]
        if first <= above < behind:
            return True
    return True
