"""The dates of a text: expressions resolved in order, ranges joined, and which date holds for a token."""

from __future__ import annotations

from dataclasses import dataclass, replace

from depesje import edtf
from depesje.edtf import Date
from depesje.language.datewords import DateWords
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.dates import base as bases
from depesje.reading.dates import points, resolve, tense
from depesje.reading.dates.base import Base
from depesje.reading.dates.points import Point
from depesje.reading.dates.tense import Lean


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a date: characters ``start`` to ``end``, tokens ``first`` to ``last`` (exclusive), and the date.

    ``kind`` is the pattern's (see ``dates.toml``); ``relation`` what the words before it say: since, by, until, before,
    after, from, between; ``range`` where two dates were joined.
    """

    start: int
    end: int
    first: int
    last: int
    date: Date
    kind: str
    relation: str | None = None


class Resolver:
    """Resolves the points of one text in order; what is told last is what "the day after" is counted from."""

    def __init__(self, lexicon: Lexicon, words: DateWords, parse: Parse, published: Date | None) -> None:
        self.lexicon, self.words, self.parse = lexicon, words, parse
        self.base = bases.of(published)
        self.anchor: Base | None = self.base

    def expressions(self) -> list[Expression]:
        """The expressions of the text that can be resolved, in order."""
        found = points.find(self.words, self.parse)
        out, n = [], 0
        while n < len(found):
            one, used = self._expression(found, n)
            n += used
            if one is not None:
                out.append(one)
                self._move_anchor(one)
        return out

    def _expression(self, found: list[Point], n: int) -> tuple[Expression | None, int]:
        point = found[n]
        if n + 1 < len(found):
            joined = self._joined(point, found[n + 1])
            if joined is not None:
                return joined, 2
        when = self._date(point)
        if when is None:
            return None, 1
        when = self._related(point, when)
        if when is None:
            return None, 1
        kind = point.pattern.kind
        return Expression(point.start, point.end, point.first, point.last, when, kind, point.relation), 1

    def _date(self, point: Point, lean: Lean | None = None, base: Base | None = None) -> Date | None:
        lean = lean or tense.lean(self.lexicon, self.words, self.parse, point.first, point.last)
        if point.relation == "since":
            lean = Lean(-1, sure=True, until_now=True)
        elif point.relation == "by" and (not lean.sure or lean.until_now):
            lean = Lean(1)
        when = resolve.resolved(
            resolve.Given(self.words, point.pattern, point.slots, base or self.base, self.anchor, lean)
        )
        if when is not None and point.part:
            when = resolve.part_of(when, point.part)
        return edtf.about(when) if when is not None and point.rough else when

    def _related(self, point: Point, when: Date) -> Date | None:
        if point.relation == "since":
            return self._until_now(when)
        if point.relation in ("before", "until"):
            return edtf.between(None, when)
        if point.relation == "after":
            return edtf.between(when, None)
        return when

    def _until_now(self, when: Date) -> Date | None:
        if self.base is None or (when.earliest or "") > self.base.last.isoformat():
            return edtf.between(when, None)
        unit = {4: "year", 7: "month"}.get(len(when.edtf.split("/")[0].rstrip("~")), "day")
        return edtf.between(when, bases.as_unit(self.base, unit)) or when

    def _joined(self, low: Point, high: Point) -> Expression | None:
        """Two dates as one range: "from Monday to Wednesday", "between 2002 and 2008", "Thursday and Friday"."""
        between = self.parse.text[low.end : high.match_start]
        ranged = self.words.to.fullmatch(between) is not None and low.relation in (None, "from")
        paired = self.words.and_.fullmatch(between) is not None
        if not (ranged or paired) or "relative" in (low.pattern.kind, high.pattern.kind):
            return None
        first, last = self._ends(low, high)
        if first is None or last is None:
            return None
        if paired and low.relation != "between" and not _follow(first, last):
            return None
        both = edtf.between(first, last)
        if both is None:
            return None
        return Expression(low.start, high.end, low.first, high.last, both, "range", "range")

    def _ends(self, low: Point, high: Point) -> tuple[Date | None, Date | None]:
        lean = tense.lean(self.lexicon, self.words, self.parse, low.first, low.last)
        bare = (
            low.pattern.kind == "date"
            and low.pattern.year is None
            and not {"year", "shortyear", "iso"} & low.slots.keys()
        )
        if bare and "year" in high.slots:
            low = replace(low, slots={**low.slots, "year": high.slots["year"]})
        if low.pattern.kind == "weekday" and low.pattern.week is None and high.pattern.week is not None:
            low = replace(low, pattern=replace(low.pattern, week=high.pattern.week))
        first = self._date(low, lean)
        start = bases.of(first)
        # What a range ends with lies behind what it begins with: "28 December to 5 January".
        later = Lean(1, sure=True)
        fresh = (
            high.pattern.kind in ("date", "weekday")
            and high.pattern.week is None
            and high.pattern.year is None
        )
        last = self._date(high, later, start if fresh else None)
        if (
            first
            and last
            and (last.earliest or "") < (first.earliest or "")
            and bare
            and "month" in low.slots
        ):
            low = replace(low, slots={**low.slots, "year": str(int(low.slots.get("year", "1")) - 1)})
            first = self._date(low, lean) if "year" in high.slots else first
        return first, last

    def _move_anchor(self, one: Expression) -> None:
        if one.relation in ("since", "before", "after", "until") or one.kind in ("lasting", "span", "range"):
            return
        base = bases.of(one.date)
        if base is not None:
            self.anchor = base


def _follow(first: Date, last: Date) -> bool:
    """Whether the second is the day, month or year right after the first."""
    low, high = bases.of(first), bases.of(last)
    return (
        low is not None and high is not None and low.last < high.first and (high.first - low.last).days == 1
    )
