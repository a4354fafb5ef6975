"""One matter told twice in a report is one: the same demand in the heading and below, a promise and its quotation."""

from __future__ import annotations

from collections.abc import Iterable

from depesje.reading.matters.table import Raised, Table, overlap, unique

_ALIKE = 0.6  # Share of the shorter one's words that two tellings of one matter have in common.
_ALIKE_TO_ONE = 0.5  # The same where both are addressed to one party.
_ENDS = tuple('.!?:»”"')
_LONGEST_HEADING = 120  # Characters.
_WANTS = frozenset({"demand", "request"})
_AT_LEAST = 2
_BELOW = 5  # Sentences below a heading among which its matter is told, in whatever words.
_RAISING = 2  # Spans of evidence kept for what raises a matter.


def merged(table: Table, found: Iterable[Raised]) -> list[Raised]:
    """The matters in the order of their words, each once."""
    out: list[Raised] = []
    headings: list[Raised] = []
    for one in sorted(found, key=lambda m: (m.anchor, -len(m.stems))):
        one.heading = in_heading(table, one.anchor)
        if one.heading:
            headings.append(one)
            continue
        if any(_nested(table, one, m) for m in out):
            continue
        same = next((m for m in reversed(out) if _same(table, m, one)), None)
        if same is None:
            out.append(one)
        else:
            _join(same, one)
    for one in headings:
        body = _told_below(table, one, out)
        if body is None:
            out.append(one)
        else:
            _join(body, one)
    return sorted(out, key=lambda m: m.anchor)


def in_heading(table: Table, i: int) -> bool:
    """Whether token ``i`` stands in a line that is no sentence: a title or heading."""
    paragraph = table.parse.paragraphs[table.parse.paragraph_of(i)]
    words = table.parse.text[paragraph.start : paragraph.end].strip()
    return words[-1:] not in _ENDS and len(words) < _LONGEST_HEADING


def _told_below(table: Table, heading: Raised, matters: Iterable[Raised]) -> Raised | None:
    """The matter below (or above, for a caption) that a title or heading tells in short."""
    best, most = None, 0.0
    for m in matters:
        if m.kind != heading.kind and not {m.kind, heading.kind} <= _WANTS:
            continue
        if m.by and heading.by and not table.same_side(m.by, heading.by):
            continue
        shared = overlap(m.stems, heading.stems)
        distance = table.parse.sent[m.anchor] - table.parse.sent[heading.anchor]
        if not shared and (m.kind != heading.kind or not 0 <= distance <= _BELOW):
            continue
        score = 1.0 + shared - 0.01 * abs(distance)
        if score > most:
            best, most = m, score
    return best


def _same(table: Table, a: Raised, b: Raised) -> bool:
    if a.kind != b.kind and not {a.kind, b.kind} <= _WANTS:
        return False
    if a.by and b.by and not table.same_side(a.by, b.by):
        return False
    if any(x < d and c < y for x, y in a.spans for c, d in b.spans):
        return a.kind == b.kind or _covers(a, b)
    if a.bare or b.bare:
        given = a.bare and not b.bare and a.source == "noun" and not a.several
        return given and a.kind == b.kind and bool(a.by)
    enough = _ALIKE_TO_ONE if a.to and table.same_side(a.to, b.to) else _ALIKE
    if _alike(a.stems, b.stems, enough):
        named = _named(table, (*a.by, *b.by))
        one, other = a.stems - named, b.stems - named
        if not (one and other) or _alike(one, other, enough):
            return True
    return a.kind == b.kind and _goes_on(table, a, b)


def _alike(a: frozenset[str], b: frozenset[str], enough: float) -> bool:
    return overlap(a, b) >= enough and len(a & b) >= min(_AT_LEAST, len(a), len(b))


def _named(table: Table, by: Iterable[str]) -> frozenset[str]:
    """The stems of the names of a side: two warnings of Washington's are not one by both telling of the United States."""
    words = {word for one in by for span in table.actors[one].mentions for word in span.text.lower().split()}
    return frozenset(table.words.stem(word) for word in words)


def _nested(table: Table, one: Raised, other: Raised) -> bool:
    """Whether a matter is only part of what another one says: the guarantees in "krever garantier"."""
    (a, b), (c, d) = other.gist, one.gist
    if one.noun is not None and other.noun is None and other.kind in _WANTS:
        return a <= table.parse.start[one.noun] < b
    inside = a <= c and d <= b and (a, b) != (c, d)
    if not inside or one.statements and other.kind != one.kind:
        return False
    return one.source in {"noun", "mention"} or other.kind == one.kind


def _covers(a: Raised, b: Raised) -> bool:
    (x, y), (c, d) = a.gist, b.gist
    return x <= c and d <= y or c <= x and y <= d


def _goes_on(table: Table, a: Raised, b: Raised) -> bool:
    """Whether ``b`` is the quotation right behind ``a`` in which the same speaker says it in own words."""
    if not b.statements or not set(a.by) & set(b.by) or a.noun is not None:
        return False
    if not a.statements:
        start = table.parse.token_at(max(end for _, end in a.spans) - 1) or a.anchor
        said = next(s for s in table.statements if s.id == b.statements[0])
        opening = table.parse.token_at(said.content[0].start) or b.anchor
        return said.form == "direct" and 0 < table.parse.sent[opening] - table.parse.sent[start] <= 1
    numbers = {s.id: n for n, s in enumerate(table.statements)}
    last, following = numbers[a.statements[-1]], numbers[b.statements[0]]
    one, other = table.statements[last], table.statements[following]
    close = table.parse.sent[b.anchor] - table.parse.sent[a.anchor] <= 2
    return following == last + 1 and close and other.form == "direct" and one.form != "direct"


def _join(kept: Raised, one: Raised) -> None:
    if kept.bare and not one.bare:
        kept.bare, kept.kind, kept.gist, kept.spans = False, one.kind, one.gist, [*one.spans, *kept.spans]
    else:
        kept.spans = [*kept.spans, *one.spans]
    if one.kind == "demand" and not one.heading and kept.kind == "request":
        kept.kind = "demand"
    kept.events = unique([*kept.events, *one.events])
    kept.spans = unique_spans(kept.spans)[:_RAISING]
    kept.by = unique([*kept.by, *one.by])
    if not one.heading or not kept.to:
        kept.to = unique([*kept.to, *one.to])
    own = set(kept.by)
    kept.per = [p for p in unique([*kept.per, *one.per]) if p not in own]
    kept.condition = kept.condition or one.condition
    kept.statements = unique([*kept.statements, *one.statements])
    kept.noun = kept.noun if kept.noun is not None else one.noun
    if kept.source == "mention":
        kept.source = one.source
    kept.stems |= one.stems


def unique_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """These spans without those that overlap an earlier one; the longer of two that do stays."""
    out: list[tuple[int, int]] = []
    for a, b in spans:
        for n, (c, d) in enumerate(out):
            if a < d and c < b:
                out[n] = (a, b) if b - a > d - c else (c, d)
                break
        else:
            out.append((a, b))
    return out
