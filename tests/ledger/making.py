"""Makes records by hand: actors and statements given by their words."""

from __future__ import annotations

from typing import Any

from depesje.records import (
    Actor,
    Division,
    Event,
    Matter,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
    Theme,
    Versions,
)

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


SUND = """Sørlandia krever at sundet åpnes

Sørlandia krevde mandag at sundet åpnes innen fredag. Kravet ble avvist av Nordavind, heter det i en logg fra Borgen.
Hvis sundet forblir stengt, vil Sørlandia sende fire skip til Vestre havn.

I Havforbundet er landene uenige om svaret.
"""


def sund(
    text: str = SUND,
    report: str = "sund",
    versions: Versions | None = V1,
    published: str | None = "2031-05-08",
) -> Record:
    """The strait: a demand, its refusal, a threat under a condition, and an alliance at odds with itself."""
    people = (
        actor(text, "a1", "Sørlandia", "state", "SLA", "Sørlandia"),
        actor(text, "a2", "Nordavind", "state", "NAV", "Nordavind"),
        actor(text, "a3", "Borgen", "body", "NAV", "Borgen"),
        actor(text, "a4", "Havforbundet", "alliance", None, "Havforbundet"),
    )
    said = (
        statement(
            text, "s1", "a1", "Sørlandia", "krevde", "sundet åpnes innen fredag", act="demand", to=("a2",)
        ),
    )
    ships = span(text, "fire skip")
    done = (
        Event("e1", "REQUEST", span(text, "krevde"), None, ("diplomatic",), "100", ("a1",), ("a2",), when="2031-05-05",
              earliest="2031-05-05", latest="2031-05-05", statement="s1", confidence=0.9),
        Event("e2", "REJECT", span(text, "avvist"), None, (), "120", ("a2",), ("a1",), per=("a3",)),
        Event("e3", "MOBILIZE", span(text, "sende"), None, ("military",), "150", ("a1",), (),
              Theme(ships.start, ships.end, ships.text, 4, "skip"), "conditional", where="Vestre havn"),
        Event("e4", "RETREAT", span(text, "forblir stengt"), modality="negated", actor=("a2",), condition_of="e3"),
    )  # fmt: skip
    tabled = (
        Matter("m1", "demand", ("a1",), ("a2",), ("a3",), "sundet åpnes innen fredag", None, "2031-05-09", "rejected",
               evidence=(span(text, "krevde"), span(text, "Kravet ble avvist")), statements=("s1",),
               events=("e1", "e2")),
        Matter("m2", "warning", ("a1",), ("a2",), gist="sende fire skip", condition="Hvis sundet forblir stengt",
               evidence=(span(text, "vil Sørlandia sende fire skip"),), events=("e3",)),
    )  # fmt: skip
    split = (Division("a4", span(text, "svaret"), (span(text, "landene uenige om svaret"),)),)
    return Record(
        Report(report, text, title="Sundet", language="nb", published=published),
        people,
        said,
        versions,
        done,
        tabled,
        split,
    )
