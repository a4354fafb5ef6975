"""Makes records by hand: actors and statements given by their words."""

from __future__ import annotations

from typing import Any

from depesje.records import Actor, Record, Report, Span, Speaker, Statement, Versions

V1 = Versions("1", "a", "p")
V2 = Versions("2", "a", "p")


def span(text: str, words: str, nth: int = 0) -> Span:
    """The ``nth`` place where ``words`` stand in ``text``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def actor(
    text: str, local: str, name: str, kind: Any, code: str | None, *mentions: str, role: str | None = None
) -> Actor:
    """An actor with the first place of each of its mentions that the text has."""
    return Actor(local, name, kind, code, role, None, tuple(span(text, m) for m in mentions if m in text))


def statement(
    text: str,
    local: str,
    by: str | None,
    surface: str | None,
    cue: str | None,
    *content: str,
    form: Any = "indirect",
    **more: Any,
) -> Statement:
    """A statement by its words."""
    return Statement(
        local,
        Speaker(span(text, surface) if surface else None, by),
        span(text, cue) if cue else None,
        tuple(span(text, words) for words in content),
        form,
        **more,
    )


GRENSE = """Grensestriden mellom Nordavind og Sørlandia

Nordavinds utenriksminister Åse Lindqvist sa torsdag at kravet om fri ferdsel står ved lag.
«Vi trekker oss ikke fra sundet», sa Lindqvist til Sørlandias president Ramón Vega, ifølge en logg fra Borgen.

En av Vegas rådgivere sier at presidenten avviser kravene, og at sanksjonene må oppheves først.
"""


def grense(
    text: str = GRENSE,
    report: str = "grense",
    versions: Versions | None = V1,
    published: str | None = "2031-05-08",
) -> Record:
    """The border dispute: two ministers, an unnamed adviser, three statements."""
    people = (
        actor(text, "a1", "Åse Lindqvist", "person", "NAV", "Nordavinds utenriksminister Åse Lindqvist",
              "Lindqvist", role="foreign minister"),
        actor(text, "a2", "Ramón Vega", "person", "SLA", "Sørlandias president Ramón Vega", "presidenten"),
        actor(text, "a3", "Nordavind", "state", "NAV", "Nordavinds", "Nordavind"),
        actor(text, "a4", "Sørlandia", "state", "SLA", "Sørlandia", "Sørlandias"),
        actor(text, "a5", "Borgen", "body", "NAV", "Borgen"),
        actor(text, "a6", "adviser to Ramón Vega", "unnamed", "SLA", "En av Vegas rådgivere"),
    )  # fmt: skip
    said = (
        statement(text, "s1", "a1", "Nordavinds utenriksminister Åse Lindqvist", "sa",
                  "kravet om fri ferdsel står ved lag", act="demand", about=("a4",), confidence=0.9),
        statement(text, "s2", "a1", "Lindqvist", "sa", "Vi trekker oss ikke fra sundet", form="direct",
                  to=("a2",), per=("a5",), channel="call", act="reject", confidence=0.8),
        statement(text, "s3", "a6", "En av Vegas rådgivere", "sier",
                  "presidenten avviser kravene", "sanksjonene må oppheves først", per=(), about=("a2", "a3")),
    )  # fmt: skip
    return Record(
        Report(report, text, title="Grensestriden", language="nb", published=published),
        people,
        said,
        versions,
    )


def small(
    report: str,
    name: str = "Åse Lindqvist",
    kind: Any = "person",
    code: str | None = "NAV",
    words: str = "sundet må åpnes",
    published: str | None = "2031-05",
    title: str | None = None,
    language: Any = "nb",
    versions: Versions | None = V1,
    **more: Any,
) -> Record:
    """A report of one sentence with one statement by one actor."""
    text = f"{name} sier at {words}."
    return Record(
        Report(report, text, title=title, language=language, published=published),
        (actor(text, "a1", name, kind, code, name),),
        (statement(text, "s1", "a1", name, "sier", words, **more),),
        versions,
    )
