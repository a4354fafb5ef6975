"""Direct quotations with their speakers: dash paragraphs, quotation marks, quoted headings, "Name: words" headings."""

from __future__ import annotations

from dataclasses import replace

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Paragraph, Parse
from depesje.reading import attribution, quotes
from depesje.reading.attribution import Attribution
from depesje.reading.draft import Draft
from depesje.reading.phrases import trim
from depesje.reading.quotes import DASHES, Quotation

_MAX_LINES = 12  # Lines of one quotation whose attribution only follows at its end.
_LONG = 8  # Tokens from which on a quotation needs no comma before its attribution.
_FREE_WORDS = 4  # A quotation without attribution counts from this many words on.
_HEADING_WORDS = 2  # … or from this many in a heading.
_FREE_SHARE = 0.8  # … and where it fills this share of its paragraph.
_NAME_WORDS = 6
_SENTENCE_ENDS = frozenset({".", "!", "?", "»", "”", '"'})
_FINAL = frozenset({",", "?", "!", "»", "”", '"', "…"})
_CLOSING = frozenset({"»", "”", "“", '"', ",", ".", "'", "’", "›", "''", "``"})
_COMMAS = frozenset({",", "?", "!", "…", "-", "–", "—"})
_ENDING = frozenset({".", *_COMMAS})
_SPLITS = frozenset({".", ",", "!", "?", ";", ":", *_CLOSING})
_MARKS = frozenset({*_SPLITS, *attribution.OPENING})


class Direct:
    """Finds the direct quotations of one parse; ``drafts`` and ``used`` (tokens of their cues) are the result."""

    def __init__(self, lexicon: Lexicon, parse: Parse) -> None:
        self.lexicon, self.parse = lexicon, parse
        self.drafts: list[Draft] = []
        self.used: set[int] = set()
        self.scare: list[Quotation] = []
        self._done = 0  # Paragraphs before this one belong to a quotation already found.
        self._until = 0  # Characters before this one belong to a pair of marks already found.

    def run(self) -> None:
        """Goes through the paragraphs once."""
        for n, paragraph in enumerate(self.parse.paragraphs):
            if n < self._done or paragraph.first == paragraph.last:
                continue
            start = quotes.dash_start(self.parse.text, paragraph)
            if start is not None:
                self._dash(n, paragraph, start)
            else:
                self._marked(n, paragraph)
        self.drafts.sort(key=lambda d: d.start)

    # Dash paragraphs.

    def _dash(self, n: int, paragraph: Paragraph, start: int) -> None:
        first = self.parse.token_at(start)
        if first is None or first >= paragraph.last:
            return
        found = attribution.behind(self.lexicon, self.parse, first, paragraph.last)
        if found is not None:
            self._attributed(first, found, paragraph, start)
            return
        heading = quotes.is_heading(self.parse.text, paragraph)
        if not heading and (self._over_lines(n, first) or self._question(n, paragraph)):
            return
        span = _from(trim(self.parse, first, paragraph.last if heading else self._to_next_dash(n)), start)
        if span is not None:
            frame = "heading" if heading else "quote"
            self.drafts.append(Draft(first, [span], "direct", frame, "dash-implied", heading=heading))

    def _question(self, n: int, paragraph: Paragraph) -> bool:
        """An interviewer's question: it ends with a question mark, and another dash answers it."""
        text, later = self.parse.text, self.parse.paragraphs[n + 1 : n + 2]
        asked = text[paragraph.start : paragraph.end].rstrip().endswith("?")
        return asked and bool(later) and quotes.dash_start(text, later[0]) is not None

    def _to_next_dash(self, n: int) -> int:
        """The token behind a quotation that goes on over the lines below, up to the next dash or heading.

        Only where lines follow each other without a blank one, and none of them tells of anybody saying anything.
        """
        parse, last = self.parse, self.parse.paragraphs[n].last
        for m in range(n + 1, min(n + _MAX_LINES, len(parse.paragraphs))):
            line = parse.paragraphs[m]
            if parse.text[parse.paragraphs[m - 1].end : line.start].count("\n") > 1:
                return parse.paragraphs[n].last if m == n + 1 else last
            if quotes.dash_start(parse.text, line) is not None or quotes.is_heading(parse.text, line):
                return last
            if self._narrates(line):
                return parse.paragraphs[n].last
            last = line.last
        return last

    def _narrates(self, line: Paragraph) -> bool:
        for i in range(line.first, line.last):
            if attribution.quote_cue(self.lexicon, self.parse, i) is None:
                continue
            who = self.parse.child(i, "nsubj")
            pronoun = self.lexicon.pronouns.get(self.parse.lower[who]) if who is not None else None
            if who is not None and (pronoun.person == 3 if pronoun else self.parse.pos[who] == "PROPN"):
                return True
        return False

    def _attributed(self, first: int, found: Attribution, paragraph: Paragraph, start: int) -> None:
        pieces = [_from(trim(self.parse, first, found.first), start)]
        at = found.end
        if at < paragraph.last and self.parse.words[at] in {".", ";"}:
            at += 1
        if at < paragraph.last and self.parse.words[at] in DASHES and found.end > found.first + 1:
            again = attribution.behind(self.lexicon, self.parse, at + 1, paragraph.last)
            pieces.append(trim(self.parse, at + 1, again.first if again else paragraph.last))
            if again is not None:
                self.used.update(range(again.first, again.last))
        self._add(found, [p for p in pieces if p], "dash")

    def _add(self, found: Attribution, content: list[tuple[int, int]], rule: str) -> None:
        if not content:
            return
        self.used.update(range(found.first, found.last))
        cue = (found.first, found.last) if found.last > found.first else None
        draft = Draft(
            found.first, content, "direct", "quote", rule, cue=cue, entry=found.entry, speaker=found.speaker
        )
        self.drafts.append(draft)

    def _over_lines(self, n: int, first: int) -> bool:
        """A quotation over several lines, attributed on its last one."""
        parse = self.parse
        for m in range(n + 1, min(n + _MAX_LINES, len(parse.paragraphs))):
            line = parse.paragraphs[m]
            gap = parse.text[parse.paragraphs[m - 1].end : line.start]
            if gap.count("\n") > 1 or quotes.dash_start(parse.text, line) is not None:
                return False
            if quotes.is_heading(parse.text, line) and parse.text[line.start : line.end].rstrip().endswith(
                "|"
            ):
                return False
            found = attribution.behind(self.lexicon, parse, line.first, line.last)
            if found is not None and parse.words[found.first - 1] in _FINAL:
                span = trim(parse, first, found.first)
                self._add(found, [span] if span else [], "dash-lines")
                self._done = m + 1
                return True
        return False

    # Quotation marks and colons.

    def _later_dashes(self, paragraph: Paragraph) -> None:
        """Quotations that open with a dash inside a paragraph ("Moen er bekymret. – Vi må …, sier han.")."""
        parse, at = self.parse, paragraph.first
        for i in range(paragraph.first + 1, paragraph.last - 2):
            if i < at or parse.words[i] not in DASHES or parse.words[i - 1] not in _SENTENCE_ENDS:
                continue
            if not parse.words[i + 1][:1].isupper():
                continue
            found = attribution.behind(self.lexicon, parse, i + 1, paragraph.last)
            if found is not None and not any(
                parse.words[k] in DASHES and parse.words[k - 1] in _SENTENCE_ENDS
                for k in range(i + 1, found.first)
            ):
                self._attributed(i + 1, found, paragraph, parse.start[i + 1])
                at = max(at, found.end)

    def _marked(self, n: int, paragraph: Paragraph) -> None:
        if self._colon(n, paragraph):
            return
        self._later_dashes(paragraph)
        before: tuple[Draft, int] | None = None
        for q in quotes.pairs(self.parse, paragraph):
            if q.start < self._until:
                continue
            self._until = q.end
            span = trim(self.parse, q.first, q.last)
            if span is None:
                continue
            found = self._attribution_behind(q)
            if found is None and before is not None and self._goes_on(before[1], q):
                before[0].content.append(span)
                before = (before[0], q.last)
                continue
            found = found or self._attribution_before(n, paragraph, q)
            if found is not None:
                self._add(found, [span], "marks")
                behind = found.first >= q.last
                before = (self.drafts[-1], max(found.last, found.end) if behind else q.last)
            elif self._free(paragraph, q):
                heading = quotes.is_heading(self.parse.text, paragraph)
                frame = "heading" if heading else "quote"
                self.drafts.append(Draft(q.first, [span], "direct", frame, "marks-implied", heading=heading))
                before = (self.drafts[-1], q.last)
            else:
                self.scare.append(q)

    def _goes_on(self, end: int, q: Quotation) -> bool:
        """Whether nothing but marks stands between an attribution's end (or a quotation's) and the quotation ``q``."""
        parse = self.parse
        between = parse.words[end : q.first]
        if not self._whole(q) or end > q.first or parse.words[q.first - 2] not in _SPLITS:
            return False
        return all(word in _MARKS for word in between)

    def _whole(self, q: Quotation) -> bool:
        """Whether a quotation is a sentence of its own, or the end of one, rather than a few words of it."""
        return self.parse.text[q.start : q.end].rstrip()[-1:] in _ENDING

    def _long(self, q: Quotation) -> bool:
        """A quotation that is too long for a few words of somebody else's sentence, at the start of its own."""
        opening = self.parse.sentences[self.parse.sent[q.first]][0]
        return q.last - q.first >= _LONG and q.first - opening <= 1

    def _behind_marks(self, q: Quotation) -> int:
        """The first token behind a quotation's closing marks."""
        after = q.last
        while after < len(self.parse) and self.parse.words[after] in _CLOSING:
            after += 1
        return after

    def _attribution_behind(self, q: Quotation) -> Attribution | None:
        parse, after = self.parse, self._behind_marks(q)
        if after >= len(parse) or after >= q.last + 4:
            return None
        limit = parse.paragraphs[parse.paragraph_of(after)].last
        found = attribution.inverted(self.lexicon, parse, after, limit)
        if found is None and parse.paragraph_of(after) == parse.paragraph_of(q.last - 1):
            last = parse.text[q.start : q.end].rstrip()[-1:]
            comma = last in _COMMAS or "," in parse.words[q.last : after]
            comma = comma or last not in _ENDING and self._long(q)
            if comma or last == ".":
                found = attribution.following(self.lexicon, parse, after, limit, whole=not comma)
        if found is None:
            return None
        opening = (i for i in range(found.last, found.end) if parse.words[i] in attribution.OPENING)
        return replace(found, end=next(opening, found.end))

    def _attribution_before(self, n: int, paragraph: Paragraph, q: Quotation) -> Attribution | None:
        parse = self.parse
        begin = max(parse.sentences[parse.sent[q.first]][0], paragraph.first)
        opening = q.first - 1
        while opening > begin and parse.words[opening] in attribution.OPENING | {"”", "‹"}:
            opening -= 1
        if opening >= paragraph.first and parse.words[opening] == ":":
            return attribution.before(self.lexicon, parse, paragraph.first, opening)
        if opening > begin and parse.words[opening] == "," and self._whole(q):
            return attribution.before(self.lexicon, parse, begin, opening)
        cue = attribution.quote_cue(self.lexicon, parse, opening) if opening >= begin else None
        if cue is not None and q.last - q.first > 2 and not self._subordinate(begin, opening):
            after = self._behind_marks(q)
            if self._whole(q) or after >= len(parse) or parse.pos[after] == "PUNCT":
                return attribution.before(self.lexicon, parse, opening, opening + 1)
            return None
        if opening <= paragraph.first and n:
            return self._announced(n)
        return None

    def _subordinate(self, begin: int, cue: int) -> bool:
        """Whether a verb before quoted words is part of what somebody else said ("at landet vil svare «…»")."""
        lower, that = self.parse.lower, self.lexicon.grammar.that
        return self.parse.has(cue, "VerbForm=Inf") or any(lower[i] in that for i in range(begin, cue))

    def _announced(self, n: int) -> Attribution | None:
        """The attribution in the paragraph before, where that ends with a colon."""
        parse, previous = self.parse, self.parse.paragraphs[n - 1]
        if previous.last > previous.first and parse.words[previous.last - 1] == ":":
            return attribution.before(self.lexicon, parse, previous.first, previous.last - 1)
        return None

    def _free(self, paragraph: Paragraph, q: Quotation) -> bool:
        least = _HEADING_WORDS if quotes.is_heading(self.parse.text, paragraph) else _FREE_WORDS
        if q.last - q.first < least:
            return False
        return q.end - q.start >= _FREE_SHARE * len(
            self.parse.text[paragraph.start : paragraph.end].rstrip(" |")
        )

    def _colon(self, n: int, paragraph: Paragraph) -> bool:
        """ "Lavrov: – …" anywhere, "Lavrov: words" in a heading."""
        parse = self.parse
        colon = next((i for i in range(paragraph.first, paragraph.last - 1) if parse.words[i] == ":"), None)
        if colon is None:
            return False
        dashed = parse.words[colon + 1] in DASHES
        heading = quotes.is_heading(parse.text, paragraph)
        named = self._names_speaker(paragraph.first, colon, dashed)
        if not dashed and not (heading and named) or parse.words[colon + 1][:1].isdigit():
            return False
        found = attribution.before(self.lexicon, parse, paragraph.first, colon)
        if found is None and named:
            found = Attribution(colon, colon, None, colon - 1, colon)
        if found is None:
            return False
        span = trim(parse, colon + 2 if dashed else colon + 1, paragraph.last)
        self._add(found, [span] if span else [], "colon")
        return True

    def _names_speaker(self, first: int, colon: int, dashed: bool) -> bool:
        parse = self.parse
        if not 0 < colon - first <= _NAME_WORDS or any(
            parse.pos[i] in {"VERB", "AUX"} for i in range(first, colon)
        ):
            return False
        if all(parse.words[i].isupper() for i in range(first, colon)):
            return False
        if dashed and parse.words[colon - 1][:1].isupper():
            return True
        return any(parse.people.get(i, 0) >= colon for i in range(first, colon))


def _from(span: tuple[int, int] | None, start: int) -> tuple[int, int] | None:
    """The span from character ``start`` on, where a dash stuck to the first word."""
    return (max(span[0], start), span[1]) if span and start < span[1] else span
