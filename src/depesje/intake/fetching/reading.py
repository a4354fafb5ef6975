"""From an address to Reports: what is fetched is read by the worker; pages of a feed's entries where that is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from depesje.errors import FetchError, Problem
from depesje.intake import working
from depesje.intake.fetching.fetcher import Fetcher, origin
from depesje.intake.formats import prose
from depesje.intake.origin import Origin
from depesje.records import Report

SUMMARY = 1500  # characters: an entry with less may be no more than a summary


def at(address: str, known: Origin, fetcher: Fetcher | None) -> Iterator[Report | Problem]:
    """The reports at an address, or why there are none; ``known`` is what the caller knows of it."""
    if fetcher is None:
        yield Problem(known.name, "an address on the web, and nothing is to be fetched")
        return
    try:
        fetched = fetcher.fetch(address)
    except FetchError as error:
        yield Problem(known.name, str(error))
        return
    place = replace(origin(fetched, known.today, known.published), name=known.name)
    data = fetched.data or b""
    items = _put_aside(working.reports(data, place), place, data, fetcher)
    yield from whole(items, place, fetcher) if fetcher.settings.full else items


def _put_aside(
    items: Iterator[Report | Problem], place: Origin, data: bytes, fetcher: Fetcher
) -> Iterator[Report | Problem]:
    """The same; a document that is no report as a whole is handed on to be looked at."""
    for item in items:
        if isinstance(item, Problem) and item.source == place.name:
            fetcher.aside(place, item.reason, data)
        yield item


def whole(items: Iterator[Report | Problem], feed: Origin, fetcher: Fetcher) -> Iterator[Report | Problem]:
    """The reports of a feed, each by its page where the feed has but a summary of it; others as they are."""
    for item in list(items):
        if isinstance(item, Report) and is_summary(item, feed):
            yield from full(item, feed, fetcher)
        else:
            yield item


def is_summary(report: Report, feed: Origin) -> bool:
    """Whether a report may be the summary of a page that is elsewhere."""
    if report.url is None or report.url == feed.url:
        return False
    return len(report.text.rstrip()) < SUMMARY or prose.is_cut(report.text)


def full(summary: Report, feed: Origin, fetcher: Fetcher) -> Iterator[Report | Problem]:
    """What the page of an entry holds, known as the entry is; the summary where the page cannot be had or has less."""
    assert summary.url is not None
    try:
        fetched = fetcher.fetch(summary.url, named_by=feed.url)
    except FetchError as error:
        fetcher.tell(f"{summary.url}: {error}; its summary in {feed.name} is taken instead")
        yield summary
        return
    place = replace(origin(fetched, feed.today, feed.published), name=summary.url)
    items = list(working.reports(fetched.data or b"", place))
    reports = [one for one in items if isinstance(one, Report)]
    if len(reports) == 1 and len(reports[0].text) >= len(summary.text.rstrip(".… ")):
        yield completed(reports[0], summary)
    elif len(reports) > 1:  # a live blog
        yield from items
    else:
        yield summary


def completed(page: Report, summary: Report) -> Report:
    """A page's report with what only its feed knows of it."""
    dated = page if page.published else summary
    return replace(
        page,
        title=page.title or summary.title,
        published=dated.published,
        published_at=dated.published_at,
        date_evidence=dated.date_evidence,
        modified=page.modified or summary.modified,
        publisher=page.publisher or summary.publisher,
        agency=page.agency or summary.agency,
        authors=page.authors or summary.authors,
        language=page.language or summary.language,
        reserved=page.reserved or summary.reserved,
    )
