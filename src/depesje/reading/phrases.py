"""Phrases of a parsed sentence: the noun phrase around a head, the subject of a verb, the characters of a clause."""

from __future__ import annotations

from depesje.language.syntax import Parse

EDGE_PUNCT = frozenset(
    {
        ",",
        ".",
        ";",
        ":",
        "-",
        "–",
        "—",
        "―",
        "«",
        "»",
        '"',
        "“",
        "”",
        "„",
        "|",
        "'",
        "’",
        "‘",
        "*",
        "•",
        "''",
        "``",
    }
)
_NP_LEFT = frozenset({"det", "amod", "nmod", "nummod", "compound", "flat", "advmod"})
_NP_RIGHT = frozenset({"flat", "nmod", "compound", "nummod", "det", "amod", "conj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "SYM"})
_MAX_CLIMB = 4

Tokens = tuple[int, int]


def nominal(parse: Parse, i: int) -> bool:
    """Whether token ``i`` can head a noun phrase."""
    return parse.pos[i] in _NOMINAL


def noun_phrase(parse: Parse, head: int, *, joint: bool = False) -> Tokens:
    """Tokens (first, last exclusive) of the noun phrase headed by ``head``: title, genitive and name together.

    Relative clauses and appositions behind a comma stay outside; so does a preposition before it. ``joint`` takes
    co-ordinated noun phrases in.
    """
    first, last = head, head + 1
    for c in parse.dependents(head):
        dep = parse.rel[c]
        if c < head and dep in _NP_LEFT:
            if dep == "advmod" and parse.pos[c] not in {"ADV", "ADJ"}:
                continue
            first = min(first, parse.left[c])
    for c in parse.dependents(head):
        dep = parse.rel[c]
        if c < head or dep not in _NP_RIGHT:
            continue
        if dep == "conj" and not joint:
            continue
        if not _contiguous(parse, last, parse.left[c], dep):
            continue
        last = max(last, noun_phrase(parse, c, joint=True)[1])
    if parse.pos[head] == "NOUN" and parse.pos[last - 1] == "NOUN" and last in parse.people:
        last = parse.people[last]  # A name right behind its title, whatever the parser made of the two.
    if last < len(parse) and parse.words[last] == ")" and "(" in parse.words[first:last]:
        last += 1  # "Maria Kovacs (34)".
    # A comma or quotation mark at the left edge belongs to what stands before.
    while first < head and (parse.words[first] in EDGE_PUNCT or parse.dep[first] in {"case", "cc", "punct"}):
        if parse.words[first] in '«“„"' and any(w in '»”"' for w in parse.words[first + 1 : last]):
            break
        first += 1
    return first, last


def _contiguous(parse: Parse, last: int, start: int, dep: str) -> bool:
    """Whether a phrase starting at ``start`` follows what ends at ``last`` without a comma or verb between."""
    between = range(last, start)
    if dep == "conj":
        return all(
            parse.pos[i] in {"CCONJ", "PUNCT", "ADP"} and parse.words[i] not in ";:–—" for i in between
        )
    return all(parse.dep[i] == "case" or parse.pos[i] in {"ADP", "DET", "ADJ"} for i in between)


def subject(parse: Parse, verb: int) -> int | None:
    """The head token of a verb's subject, taken over from the verbs it hangs on where it has none of its own.

    A conjunct shares its first verb's subject; an infinitive that of the clause above; a relative clause that of the noun
    which it describes ("Lavrov, som sa at …"). None where there is none.
    """
    for _ in range(_MAX_CLIMB):
        own = parse.child(verb, "nsubj")
        if own is not None:
            if parse.dep[own] == "nsubj:outer":  # "the demand is that Kosovo opens …"
                own = next((c for c in parse.children(verb, "nsubj") if parse.dep[c] != "nsubj:outer"), own)
            return _relative(parse, verb, own)
        if parse.child(verb, "expl", "csubj") is not None:
            return None
        dep = parse.rel[verb]
        head = parse.head[verb]
        if head == verb:
            return None
        if dep == "acl" and not _loose_participle(parse, verb):
            return head if nominal(parse, head) else None
        if dep == "acl":  # "… met the envoy, saying that": the subject of the clause, not the noun beside it.
            verb = _clause_above(parse, head)
            continue
        if dep not in {"conj", "xcomp", "advcl", "ccomp", "aux", "cop"}:
            return None
        if dep in {"ccomp", "advcl"} and parse.has(verb, "VerbForm=Fin"):
            return None
        verb = head
    return None


def _loose_participle(parse: Parse, verb: int) -> bool:
    """Whether a participle without a subject stands behind a comma: the parser hangs it on whatever noun stands near."""
    if parse.dep[verb] != "acl" or not parse.has(verb, "Aspect=Prog") or parse.head[verb] > verb:
        return False
    left = parse.left[verb]
    return parse.words[left] == "," or left > 0 and parse.words[left - 1] == ","


def _clause_above(parse: Parse, i: int) -> int:
    """The verb or predicate of the clause in which noun ``i`` stands."""
    for _ in range(_MAX_CLIMB):
        if parse.head[i] == i or parse.pos[i] in {"VERB", "AUX"}:
            break
        i = parse.head[i]
    return i


def _relative(parse: Parse, verb: int, found: int) -> int | None:
    """The noun that a relative pronoun subject stands for, else the subject itself."""
    if "PronType=Rel" in parse.feats[found] and parse.rel[verb] == "acl":
        return parse.head[verb]
    return found


def clause(
    parse: Parse, head: int, drop: frozenset[str], without: frozenset[int] = frozenset()
) -> list[tuple[int, int]]:
    """The characters of a clause as spans: its subtree without leading words in ``drop``, edge punctuation and ``without``.

    More than one span comes back where tokens of ``without`` interrupt it.
    """
    tokens = [t for t in range(parse.left[head], parse.right[head] + 1) if t not in without]
    runs: list[list[int]] = []
    for t in tokens:
        if runs and runs[-1][-1] == t - 1:
            runs[-1].append(t)
        else:
            runs.append([t])
    out = []
    for n, run in enumerate(runs):
        a, b = run[0], run[-1] + 1
        span = trim(parse, a, b, drop if n == 0 else frozenset())
        if span is not None:
            out.append(span)
    return out


def trim(parse: Parse, first: int, last: int, drop: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """Characters of tokens ``first`` to ``last`` without edge punctuation and leading words in ``drop``; None if empty.

    A quotation mark stays where its partner stands inside.
    """
    while first < last and (_edge(parse, first, first, last) or (parse.lower[first] in drop)):
        if parse.lower[first] in drop:
            drop = frozenset()
        first += 1
    while last > first and _edge(parse, last - 1, first, last):
        last -= 1
    return (parse.start[first], parse.end[last - 1]) if first < last else None


_OPEN = {"«": "»", "“": "”", "„": "“", "(": ")"}
_CLOSE = {"»": "«", "”": "“”"}


def _edge(parse: Parse, i: int, first: int, last: int) -> bool:
    word = parse.words[i]
    if word not in EDGE_PUNCT:
        return False
    inner = parse.words[first:i] + parse.words[i + 1 : last]
    if word in _OPEN and i == first:
        return not any(w in _OPEN[word] + "”»" for w in inner) if word != "«" else "»" not in inner
    if word in _CLOSE and i == last - 1:
        return not any(w in _CLOSE[word] for w in inner)
    if word == '"':
        return sum(w == '"' for w in inner) % 2 == 0
    return True
