"""A newspaper on this machine that publishes as it is told to: a feed, its pages, and what a server says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.intake.fetching.misbehaving import Answer, Connection, Server, serving

ITEM = """<item><title>{title}</title><link>{url}</link><guid>{url}</guid>
<pubDate>Tue, 14 Mar 2023 10:{minute:02}:00 +0100</pubDate><description>{summary}</description></item>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Fjordposten</title>
<link>{url}/</link><language>nb</language>{items}</channel></rss>"""
ARTICLE = """<!doctype html><html lang="nb"><head><title>{title}</title>
<meta property="article:published_time" content="2023-03-14T10:00:00+01:00"></head><body><article><h1>{title}</h1>
<p>{summary}</p><p>{more}</p></article></body></html>"""
SAID = "– Vi krever at skip nummer {} blir frigitt, sier utenriksminister Gennadij Rodimtsev til NTB."
MORE = (
    "Kravet kom på en pressekonferanse tirsdag. Skipet ble stanset i Østersjøen natt til mandag, og mannskapet er"
    " fortsatt om bord. Havnemyndighetene i Ventspils venter på papirene, og sier at det kan ta flere dager."
)


@dataclass
class Newspaper:
    """``articles`` are what the feed has, by number, each with its summary; ``server`` is where it is published."""

    server: Server
    articles: dict[int, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()

    @property
    def feed(self) -> str:
        return f"{self.server.url}/feed"

    def publish(self, *numbers: int) -> None:
        for number in numbers:
            self.articles[number] = SAID.format(number)
            self.server.answers[f"/sak/{number}"] = self._page(number)

    def url(self, number: int) -> str:
        return f"{self.server.url}/sak/{number}"

    def answers(self, path: str, answer: Answer) -> None:
        self.server.answers[path] = answer

    def asked_for(self, path: str) -> int:
        return self.server.paths().count(path)

    def write(self) -> bytes:
        items = "".join(
            ITEM.format(title=f"Krav {n}", url=self.url(n), minute=n % 60, summary=escape(summary))
            for n, summary in sorted(self.articles.items(), reverse=True)
        )
        return FEED.format(url=self.server.url, items=items).encode()

    def serve_feed(self, to: Connection) -> None:
        body = self.write()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if to.asked.headers.get("if-none-match") == etag:
            to.head("304 Not Modified", f"ETag: {etag}", *self.headers)
        else:
            to.whole(body, "200 OK", "Content-Type: application/rss+xml", f"ETag: {etag}", *self.headers)

    def _page(self, number: int) -> Answer:
        article = ARTICLE.format(title=f"Krav {number}", summary=self.articles[number], more=MORE)
        return lambda to: to.whole(article)


@contextmanager
def published(*numbers: int) -> Iterator[Newspaper]:
    """A newspaper with these articles."""
    with serving() as server:
        paper = Newspaper(server)
        server.answers["/feed"] = paper.serve_feed
        paper.publish(*numbers)
        yield paper
