"""What can be told about a name: its words, what stands around it, its place in the parse, what our tables have.

``namelabels.py`` decides on these what kind of name it is. Features are short strings; those about the name's own words
start with ``OWN``, so that training can hide them now and then and learns from what stands around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import ENT_TYPE, POS, SENT_START
from spacy.symbols import PROPN
from spacy.tokens import Doc, Token

from depesje.language import gazetteer

OWN = "f"
VECTORS = 5  # Word vectors a name is described by; see ``describe``.
Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name, tokens ``first`` to ``last`` (exclusive), with the first stage's label; None where it saw no name."""

    first: int
    last: int
    label: str | None


def candidates(doc: Doc) -> list[Candidate]:
    """The entities of ``doc`` and the runs of proper nouns (by the tagger) that are in none, in order."""
    found = [part for e in doc.ents for part in _parts(doc, Candidate(e.start, e.end, e.label_))]
    marks = doc.to_array([POS, ENT_TYPE, SENT_START])
    first, behind = -1, -2
    for i in ((marks[:, 0] == PROPN) & (marks[:, 1] == 0)).nonzero()[0].tolist():
        if i != behind or marks[i, 2] == 1:
            if first >= 0:
                found.append(Candidate(first, behind, None))
            first = i
        behind = i + 1
    if first >= 0:
        found.append(Candidate(first, behind, None))
    found.sort(key=lambda c: c.first)
    return found


def _parts(doc: Doc, c: Candidate) -> list[Candidate]:
    """A name as it is, or two or more names where it is nothing but states side by side ("Angriper Kina Taiwan, …")."""
    words = [t.text for t in doc[c.first : c.last]]
    table, parts, i = gazetteer.load(), [], 0
    while len(words) > 1 and i < len(words):
        match = table.match(words, i)
        if not match or match[1].kind != "state" or match[1].how != "name":
            return [c]
        parts.append(Candidate(c.first + i, c.first + i + match[0], c.label))
        i += match[0]
    return parts or [c]


def bare(word: str) -> str:
    """A word in lower case without a genitive ending, as namesakes are compared by."""
    low = word.lower()
    for ending in ("'s", "’s", "'", "’"):
        if low.endswith(ending):
            return low[: -len(ending)]
    return low[:-1] if low.endswith("s") and len(low) > 3 else low


def key(doc: Doc, c: Candidate) -> str:
    """The words of a name as namesakes are compared by."""
    return " ".join([*(t.lower_ for t in doc[c.first : c.last - 1]), bare(doc[c.last - 1].text)])


def describe(doc: Doc, found: Sequence[Candidate]) -> tuple[list[list[str]], Floats]:
    """The features of each candidate of a tagged and parsed ``doc``, and a row of word vectors side by side.

    The vectors are those of a name's last word, its mean, its head, the word before and the word behind.
    """
    tokens = list(doc)
    numbers: dict[str, int] = {"": 0}
    features, places, longer = [], [], []
    for n, c in enumerate(found):
        own = tokens[c.first : c.last]
        top = _top(own, c)
        above = top.head
        features.append([*_own(own), *_tabled(own), *_around(tokens, c), *_syntax(c, top, above)])
        around = (
            own[-1].text,
            own[0].text,
            "" if above.i == top.i else above.text,
            tokens[c.first - 1].text if c.first else "",
            tokens[c.last].text if c.last < len(tokens) else "",
        )
        places.append([numbers.setdefault(word, len(numbers)) for word in around])
        if len(own) > 1:
            longer.append((n, [numbers.setdefault(t.text, len(numbers)) for t in own]))
    table: Floats = doc.vocab.vectors.get_batch(list(numbers))
    table[0] = 0
    vectors = table[np.array(places)]
    for n, words in longer:
        vectors[n, 1] = table[words].mean(0)
    return features, vectors.reshape(len(found), -1)


def _top(own: Sequence[Token], c: Candidate) -> Token:
    """The token of a name whose head lies outside of it."""
    if len(own) > 1:
        for token in own:
            above = token.head.i
            if not c.first <= above < c.last or above == token.i:
                return token
    return own[-1]


def _own(tokens: Sequence[Token]) -> Iterator[str]:
    words = [t.text for t in tokens]
    text = " ".join(words)
    first, last, stem = words[0].lower(), words[-1].lower(), bare(words[-1])
    yield f"fw={text.lower()}"
    yield f"fb={' '.join(words[:-1]).lower()} {stem}"
    yield f"ff={first}"
    yield f"fl={stem}"
    for word in words[1:-1]:
        yield f"fi={word.lower()}"
    for n in (2, 3, 4):
        yield f"fs{n}={stem[-n:]}"
        yield f"fe{n}={first[-n:]}"
        yield f"fp{n}={first[:n]}"
        yield f"fq{n}={last[:n]}"
    yield f"h={tokens[0].shape_}"
    yield f"hl={tokens[-1].shape_}"
    yield f"n={min(len(words), 5)}"
    yield f"p={'_'.join([t.pos_ for t in tokens[:4]])}"
    yield f"m={tokens[-1].morph}"
    yield f"c={text.isupper()}{len(text) < 5}{any(w.islower() for w in words)}"
    yield f"d={any(ch.isdigit() for ch in text)}{'-' in text}{'.' in text}{'&' in text}"
    if any(t.is_quote for t in tokens):
        yield "quoted inside"


def _tabled(tokens: Sequence[Token]) -> Iterator[str]:
    table = gazetteer.load()
    words = [t.text for t in tokens]
    for i, word in enumerate(words):
        match = table.match(words, i)
        if match:
            n, entry = match
            whole = i == 0 and n == len(words)
            yield f"g={whole}{entry.kind}{entry.how}"
            if whole:
                break
        elif word.lower() in table.adjectives:
            yield "g=adjective"
    known = table.forename(words[0])
    if known:
        yield f"gf={known.norwegian}{len(words) > 1}"
        yield f"gg={known.gender}"


def _around(all_tokens: Sequence[Token], c: Candidate) -> Iterator[str]:
    before = all_tokens[max(c.first - 3, 0) : c.first][::-1]
    after = all_tokens[c.last : c.last + 3]
    for where, tokens in (("a", before), ("b", after)):
        for n, token in enumerate(tokens):
            yield f"{where}{n}={token.lower_}"
            if n < 2:
                yield f"{where}p{n}={token.pos_}"
        for n in range(len(tokens), 3):
            yield f"{where}{n}="
    yield f"i={bool(all_tokens[c.first].is_sent_start)}"
    if before:
        yield f"al={before[0].lemma_}"
        yield f"aa={before[1].lower_ if len(before) > 1 else ''} {before[0].lower_}"
    if len(after) > 1:
        yield f"bb={after[0].lower_} {after[1].lower_}"
    if before and after:
        yield f"q={before[0].text if before[0].is_punct else ''}{after[0].text if after[0].is_punct else ''}"


def _syntax(c: Candidate, top: Token, above: Token) -> Iterator[str]:
    dep, lemma, case = top.dep_, above.lemma_, ""
    yield f"s={dep}"
    if above.i != top.i:
        yield f"sl={lemma}"
        yield f"sp={dep}{above.pos_}"
        yield f"sd={dep} {lemma}"
    for child in top.children:
        if not c.first <= child.i < c.last:
            relation = child.dep_
            yield f"k={relation}"
            yield f"kl={relation} {child.lemma_}"
            if relation == "case":
                case = child.lower_
    yield f"x={case}"
    yield f"xs={case} {lemma}"
    yield f"xd={case} {dep} {above.pos_}"
    if dep == "conj":
        yield f"cj={above.dep_} {above.head.lemma_}"
        for child in above.children:
            if child.dep_ == "case":
                yield f"xc={child.lower_}"
    elif dep in {"flat", "flat:name", "appos", "nmod"}:
        yield f"title={dep} {lemma}"
