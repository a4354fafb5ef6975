"""When an article was published and changed: what its page says, in the order in which it is to be believed.

Data for machines first, then elements that are times, then what the byline says in words, then the address, then what
htmldate finds; never a date of the running text. A date that lies in the future is passed over where another is found. The
day is the publisher's own: a moment in universal time is moved to the publisher's zone (``zones``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from htmldate import find_date
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from depesje.intake.pages.marks import is_marked
from depesje.intake.pages.structured import Data, text
from depesje.intake.pages.tree import is_longer, lines, text_of
from depesje.intake.pages.words import beginning, words
from depesje.records import DateEvidence

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dc.date", "dc.date.created", "dcterms.created", "dcterms.date", "date", "pubdate",
    "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "article.published",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "article:modified", "og:updated_time", "og:article:modified_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified",
)  # fmt: skip
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?([0-9]{2})([0-9]{2})([0-9]{2})?)?")
_NUMERIC = re.compile(r"(?<![0-9.])([0-3]?[0-9])\.\s?([01]?[0-9])\.\s?((?:19|20)?[0-9]{2})(?![0-9.])")
_IN_WORDS = re.compile(
    r"(?<![0-9.])([0-3]?[0-9])(?:\.|st|nd|rd|th)?\s+([^\W\d_]{3,9})\.?,?\s+((?:19|20)[0-9]{2})(?![0-9])"
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,9})\.?\s+([0-3]?[0-9])(?:st|nd|rd|th)?,?\s+((?:19|20)[0-9]{2})(?![0-9])"
)
_CLOCK = re.compile(r"(?<![0-9.:])([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?![0-9.:])")
_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_TIMES = re.compile(r"(?i)date|time|publi[sc]")
_NAMING = ("itemprop", "class", "id")
_SHORT, _DATED, _FEW, _CENTURY, _WEB = 80, 50, 20, 2000, 1991


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as EDTF, and the moment in it where that is known, as ISO 8601 with its offset."""

    day: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """When an article was published and changed, and what says so of the former."""

    published: Moment | None = None
    modified: Moment | None = None
    evidence: DateEvidence | None = None


def dates(
    tree: Any,
    data: Data,
    zone: ZoneInfo | None,
    today: date,
    url: str | None,
    running: frozenset[str] = frozenset(),
) -> Dates:
    """When this page's article was published and changed; ``running`` are the lines of its text, which do not tell that."""
    ways: tuple[tuple[DateEvidence, Iterable[Moment]], ...] = (
        (
            "markup",
            _own(list(_moments((data.article.get("datePublished"), *data.all(*_PUBLISHED)), zone)), url),
        ),
        ("markup", _moments(_elements(tree), zone)),
        ("guess", _addressed(url)),
        ("text", _said(tree, zone)),
        ("guess", _guessed(tree, url, running)),
    )
    found: Moment | None = None
    evidence: DateEvidence | None = None
    for way, moments in ways:
        for moment in moments:
            if found is None or moment.day[:10] <= today.isoformat():
                found, evidence = moment, way
            if found.day[:10] <= today.isoformat():
                changed = next(
                    _moments((data.article.get("dateModified"), *data.all(*_MODIFIED)), zone), None
                )
                return Dates(found, changed, evidence)
    return Dates(found, None, evidence)


def moment(value: object, zone: ZoneInfo | None) -> Moment | None:
    """The day and moment in a value as data for machines have it; None where it is none.

    Read are ISO 8601, RFC 5322, and digits alone. A moment in universal time is moved to the zone.
    """
    said = text(value if isinstance(value, str) else None)
    if said is None:
        return None
    if _DAY.fullmatch(said):
        return Moment(said) if _is_day(said) else None
    when = _iso(said) or _letter(said)
    return None if when is None else _placed(when, zone)


def _placed(when: datetime, zone: ZoneInfo | None) -> Moment:
    if when.tzinfo is not None and not when.utcoffset() and zone is not None:
        with suppress(OverflowError):  # in the first or the last hours that there are
            when = when.astimezone(zone)
    elif when.tzinfo is None and zone is not None:
        when = when.replace(tzinfo=zone)
    day = when.date().isoformat()
    return Moment(day, when.isoformat(timespec="seconds") if when.tzinfo is not None else None)


def _iso(said: str) -> datetime | None:
    if found := _COMPACT.fullmatch(said):
        said = f"{found[1]}-{found[2]}-{found[3]}" + (
            f"T{found[4]}:{found[5]}:{found[6] or '00'}" if found[4] else ""
        )
    try:
        return datetime.fromisoformat(re.sub(r"\s(?=[+-][0-9]{2}:?[0-9]{2}$)", "", said))
    except ValueError:
        return None


def _letter(said: str) -> datetime | None:
    try:
        return parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat((said + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _moments(values: Iterable[object], zone: ZoneInfo | None) -> Iterator[Moment]:
    for value in values:
        if (found := moment(value, zone)) is not None:
            yield found


def _own(found: list[Moment], url: str | None) -> Iterator[Moment]:
    """These moments with the first on its publisher's own day, where it is in universal time and the zone is not known.

    The same moment may be told in the publisher's time as well; else the address may have the day, if it is a neighbour.
    """
    if found and (first := found[0]).at is not None and first.at.endswith("+00:00"):
        instant = datetime.fromisoformat(first.at)
        local = next(
            (
                one
                for one in found
                if one.at and datetime.fromisoformat(one.at) == instant and one.day != first.day
            ),
            None,
        )
        named = _IN_ADDRESS.search(urlsplit(url).path) if url else None
        if local is not None:
            yield local
        elif (
            named is not None and _is_day(day := "-".join(named.groups())) and _are_neighbours(day, first.day)
        ):
            yield Moment(day)
    yield from found


def _are_neighbours(one: str, other: str) -> bool:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1


def _elements(tree: Any) -> Iterator[str]:
    """What elements that are times say, those first that are said to be of the publication; none of other stories."""
    found = [element for element in tree.iter("time", "abbr", "meta", "span", "div") if _datetime(element)]
    named = [element for element in found if _is_publication(element)]
    plain = [
        element
        for element in found
        if element.tag == "time" and element not in named and not _is_change(element)
    ]
    for element in (*named, *plain[:1]):
        yield _datetime(element) or ""


def _datetime(element: Any) -> str | None:
    said = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None)
    if said is None and (element.get("itemprop") or "").lower() == "datepublished":
        said = element.get("content")
    if said is None or any(_is_elsewhere(one) for one in element.iterancestors()):
        return None
    return str(said)


def _is_publication(element: Any) -> bool:
    marks = " ".join(
        filter(None, (element.get("itemprop"), element.get("class"), element.get("pubdate")))
    ).lower()
    return "publi" in marks or beginning(text_of(element), words().published) is not None


def _is_change(element: Any) -> bool:
    marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    return "modif" in marks or "updat" in marks or beginning(text_of(element), words().modified) is not None


def _is_elsewhere(element: Any) -> bool:
    return (
        element.tag in ("nav", "footer", "aside")
        or is_marked(element, "asides", "teaser")
        or is_marked(element, "furniture", "comments")
    )


def _said(tree: Any, zone: ZoneInfo | None) -> Iterator[Moment]:
    """What short elements say in words that are marked as times or bylines, or begin with the word for it."""
    known = words()
    for element in tree.iter("time", "span", "div", "p", "li", "small"):
        if is_longer(element, _SHORT) or not (said := text_of(element)) or not any(map(str.isdigit, said)):
            continue
        if not (
            beginning(said, known.published)
            or _TIMES.search(" ".join(element.get(name) or "" for name in _NAMING))
        ):
            continue
        if beginning(said, known.modified) or any(map(_is_elsewhere, element.iterancestors())):
            continue
        if (found := in_words(said, zone)) is not None:
            yield found


def in_words(said: str, zone: ZoneInfo | None) -> Moment | None:
    """The date in words that begin with one or hold one: ``12. mai 2031 kl. 06:12``, ``12.05.31``; None where none does."""
    months = words().months
    for pattern, day, month, year in ((_IN_WORDS, 1, 2, 3), (_MONTH_FIRST, 2, 1, 3), (_NUMERIC, 1, 2, 3)):
        for found in pattern.finditer(said):
            number = int(found[month]) if found[month].isdigit() else months.get(found[month].lower())
            years = int(found[year]) + (_CENTURY if len(found[year]) == 2 else 0)
            if number is None or years < _WEB:
                continue
            clock = _CLOCK.search(said, found.end())
            try:
                when = datetime(
                    years, number, int(found[day]), *((int(clock[1]), int(clock[2])) if clock else ())
                )
            except ValueError:
                continue
            return _placed(when, zone) if clock else Moment(when.date().isoformat())
    return None


def _addressed(url: str | None) -> Iterator[Moment]:
    """The day that an address has in it."""
    if url and (found := _IN_ADDRESS.search(urlsplit(url).path)) and _is_day(day := "-".join(found.groups())):
        yield Moment(day)


def _guessed(tree: Any, url: str | None, running: frozenset[str]) -> Iterator[Moment]:
    """What htmldate finds outside the running text: where times are marked, then anywhere."""
    for everywhere in (False, True):
        try:
            look = _frame(tree, running) if everywhere else _bare(tree)
            day = find_date(look, url=url, extensive_search=everywhere, original_date=True)
        except Exception:  # another library over a page that may hold anything: it is asked for extras only
            continue
        # The first of a year is what htmldate makes of a year alone, as in a line of copyright.
        if day and not (everywhere and str(day).endswith("-01-01")):
            yield Moment(str(day))


def _frame(tree: Any, running: frozenset[str]) -> Any:
    """The page without its running text: what is left may tell when it was written."""
    frame = deepcopy(tree)
    running = frozenset(
        line for line in running if len(line) > _DATED
    )  # a short line of the text may be its date
    for element in list(frame.iter("p", "blockquote", "li", "td", "dd", "div", "span", "h2", "h3", "pre")):
        said = set(lines(element)) if len(element) < _FEW else set()
        if said and said <= running and element.getparent() is not None:
            element.drop_tree()
    return frame


def _bare(tree: Any) -> Any:
    """The page without its running text: its head, and the short elements that are marked as times."""
    bare = lxml_html.Element("html")
    bare.extend(deepcopy(head) for head in tree.iterfind("head"))
    body = etree.SubElement(bare, "body")
    for element in tree.iterfind(".//body//*"):
        if element.tag == "time" or any(_TIMES.search(element.get(name) or "") for name in _NAMING):
            said = "".join(islice(element.itertext(), _FEW))
            if len(said) <= _SHORT:
                mark = etree.SubElement(body, element.tag, dict(element.attrib))
                mark.text = said
    return bare
