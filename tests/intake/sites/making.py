"""Thirty-six pages of six news sites that there are not, each with what is to be read from it.

``layouts/`` has the sites' markup, in the manner of a public broadcaster, a tabloid, a regional daily, a business daily, an
agency and a government; ``stories/`` what stands on their pages, in Bokmål and Nynorsk. States, persons and houses are
invented. A story's ``blocks`` tell what each piece of a page is: that is what is expected of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

HERE = Path(__file__).parent
SITES = {
    "broadcaster": ("Rikskanalen", "https://www.rikskanalen.example/urix/{slug}-1.{number}"),
    "tabloid": ("Dagsnytt 24", "https://www.dagsnytt24.example/nyheter/i/{number}/{slug}"),
    "regional": ("Fjordposten", "https://www.fjordposten.example/{slug}/s/5-56-{number}"),
    "business": ("Børs & Handel", "https://www.borsoghandel.example/utenriks/{slug}/2-1-{number}"),
    "agency": ("", "https://www.byraa.example/2031/{number}/{slug}/"),
    "government": ("", "https://www.regjeringa.example/no/aktuelt/{slug}/id{number}/"),
}
KINDS = {
    "h": "heading",
    "image": "caption",
    "fact": "fact-box",
    "teaser": "teaser",
    "quote": "pull-quote",
    "note": "note",
}


@dataclass(frozen=True, eq=False)
class Site:
    """One page, and what stands on it."""

    name: str
    html: str
    url: str
    publisher: str
    story: dict[str, Any]

    def text(self) -> list[str]:
        """The paragraphs of the running text."""
        lead = [self.story["lead"]] if self.story.get("lead") else []
        return lead + [
            block.get("p") or block["question"]
            for block in self.story["blocks"]
            if block.keys() & {"p", "question"}
        ]

    def beside(self) -> list[tuple[str, str]]:
        """What stands beside it: the kind, and words that have to be in it."""
        return [
            (kind, block[key])
            for block in self.story["blocks"]
            for key, kind in KINDS.items()
            if key in block
        ]


@cache
def sites() -> tuple[Site, ...]:
    """All pages."""
    return tuple(_sites())


def bytes_of(site: Site, *, declared: str, written: str) -> bytes:
    """A page in one charset that says that it is in another."""
    return _rendered(site, declared).encode(written, "xmlcharrefreplace")


def _sites() -> Iterator[Site]:
    for layout, (publisher, address) in SITES.items():
        stories = tomllib.loads((HERE / "stories" / f"{layout}.toml").read_text(encoding="utf8"))["story"]
        for number, story in enumerate(stories, 100):
            told = _told(story)
            url = address.format(slug=story["slug"], number=number)
            bare = Site(
                f"{layout}-{number}-{story['language']}", "", url, publisher or story["publisher"], told
            )
            yield Site(bare.name, _rendered(bare, "utf-8"), url, bare.publisher, told)


def _told(story: dict[str, Any]) -> dict[str, Any]:
    given = {
        "lead": "",
        "authors": [],
        "stub": False,
        "agency": None,
        "entries": [],
        "modified_at": "",
        **story,
    }
    for name in ("published", "modified"):
        given[f"{name}_utc"] = _utc(given[f"{name}_at"])
    given["entries"] = [{**one, "utc": _utc(one["at"])} for one in given["entries"]]
    return given


def _utc(at: str) -> str:
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z") if "T" in at else at


def _rendered(site: Site, charset: str) -> str:
    layout = site.name.partition("-")[0]
    return (
        _layouts()
        .get_template(f"{layout}.html")
        .render(s=_Missing(site.story), url=site.url, charset=charset)
    )


class _Missing(dict[str, Any]):
    """A story in which nothing is what is not told."""

    def __missing__(self, key: str) -> None:
        return None


@cache
def _layouts() -> Environment:
    return Environment(loader=FileSystemLoader(HERE / "layouts"), autoescape=select_autoescape())
