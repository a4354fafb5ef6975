"""Days that a process has worked out hold until something changes that they rest on, whatever changes it."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from depesje.errors import CorrectionError
from depesje.ledger import Ledger, TensionRow, daily, grouping, ids, tense
from depesje.ledger.curving import Curve
from depesje.ledger.kinds import EVENT
from depesje.ledger.schema import reports
from depesje.records import Event, Record, Report, Span, Versions
from tests.places import Place

SINCE, UNTIL = date(2031, 3, 1), date(2031, 4, 10)
TYPES = ("ASSAULT", "THREATEN", "CONSULT", "AID", "SANCTION")
WORDS = "Vennland angrep øya i sundet"
NewPlace = Callable[[], Place]


def told(
    name: str, published: str, *done: tuple[str, str | None], genre: str = "news", version: str = "1"
) -> Record:
    """A report that tells of events: their types, and when they were where that is said."""
    text = "\n\n".join(f"{WORDS} for {n + 1}. gang, sier {name}." for n in range(len(done) or 1))
    starts = [text.index(f"{WORDS} for {n + 1}. gang") + 9 for n in range(len(done))]
    events = tuple(
        Event(f"e{n}", kind, Span(start, start + 6, "angrep"), when=when, confidence=0.9)  # type: ignore[arg-type]
        for n, ((kind, when), start) in enumerate(zip(done, starts, strict=True))
    )
    report = Report(name, text, language="nb", published=published, genre=genre)  # type: ignore[arg-type]
    return Record(report, events=events, versions=Versions(version, "1", "1"))


def curve(ledger: Ledger) -> list[TensionRow]:
    """The days as the process has them by now, which have to be those that one has that begins."""
    kept = ledger.curve(SINCE.isoformat(), UNTIL.isoformat())
    with ledger._store.read() as connection:
        assert kept == Curve().of(connection, SINCE, UNTIL)
    return kept


def tied(ledger: Ledger, kind: str, one: int, other: int) -> None:
    with ledger._store.write() as connection:
        grouping.tie(connection, kind, {(min(one, other), max(one, other)): 1.0}, ids.utc_now())


def test_a_day_that_nothing_has_changed_is_not_worked_out_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(told("a", "2031-03-04", ("ASSAULT", None)))
    ledger.add(told("b", "2031-03-20", ("CONSULT", "2031-03-18")))
    asked: list[tuple[str | None, str | None]] = []
    worked_out = tense.days

    def noted(connection, question, most=None):  # type: ignore[no-untyped-def]
        asked.append((question.since, question.until))
        return worked_out(connection, question, most)

    monkeypatch.setattr(tense, "days", noted)
    before = ledger.curve(SINCE.isoformat(), UNTIL.isoformat())
    assert asked == [(SINCE.isoformat(), UNTIL.isoformat())]
    assert ledger.curve(SINCE.isoformat(), UNTIL.isoformat()) == before
    assert len(asked) == 1
    ledger.add(told("c", "2031-03-21", ("AID", "2031-03-05")))
    assert len(ledger.curve(SINCE.isoformat(), UNTIL.isoformat())) == len(before) + 2
    assert asked[1:] == [("2031-03-05", "2031-03-05"), ("2031-03-21", "2031-03-21")]


@pytest.mark.parametrize("first", ["a", "b"])
def test_an_event_of_which_reports_tell_two_days_has_one_whatever_time_is_asked_for(
    ledger: Ledger, first: str
) -> None:
    for name in (first, "ab".replace(first, "")):
        ledger.add(told(name, "2031-03-08", ("ASSAULT", "2031-03-04" if name == "a" else "2031-03-06")))
    one, other = (ids.number_of(row.id) for row in ledger.timeline())
    tied(ledger, EVENT.owner, one, other)
    whole = {row.day: row for row in ledger.tension() if row.tension}
    assert len(whole) == 1
    for day in ("2031-03-04", "2031-03-06"):
        assert {row.day: row for row in ledger.tension(since=day, until=day) if row.tension} == {
            found: row for found, row in whole.items() if found == day
        }


def test_what_comes_after_a_report_that_was_forgotten_is_no_copy_of_its_story(ledger: Ledger) -> None:
    for name in ("a", "b", "c"):
        ledger.add(told(name, "2031-03-04", ("ASSAULT", None)))
    with ledger._store.read() as connection:
        keys = {row.id: row.key for row in connection.execute(select(reports))}
    assert [row.read for row in curve(ledger)] == [3]
    tied(ledger, "story", keys["a"], keys["b"])
    assert [row.read for row in curve(ledger)] == [2]
    tied(ledger, "story", keys["a"], keys["c"])
    assert [row.read for row in curve(ledger)] == [1]
    ledger.rights.forget("c")
    ledger.add(told("d", "2031-03-04", ("CONSULT", None)))
    assert [row.read for row in curve(ledger)] == [2]
    assert list(ledger.check()) == []


ACTIONS = ("add", "add", "add", "revise", "tie", "story", "merge", "split", "correct", "undo", "forget")


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(
    actions=st.lists(st.sampled_from(ACTIONS), min_size=6, max_size=14),
    chance=st.randoms(use_true_random=False),
)
def test_whatever_is_done_no_day_is_kept_that_holds_no_more(
    new_ledger_place: NewPlace, actions: list[str], chance: random.Random
) -> None:
    with new_ledger_place().open() as ledger:
        for n in range(2):
            ledger.add(some(chance, f"r{n}"))
        for n, action in enumerate(actions):
            done(ledger, action, chance, n)
            curve(ledger)
        assert list(ledger.check()) == []


def some(chance: random.Random, name: str, version: str = "1") -> Record:
    """A report of any day, which tells of what was done on some days, or at an uncertain time."""

    def when() -> str | None:
        day = f"2031-03-{chance.randint(1, 31):02}"
        return chance.choice((None, day, day, f"{day}/2031-04-03", "2031-03", "2031"))

    events = [(chance.choice(TYPES), when()) for _ in range(chance.randint(0, 3))]
    day = chance.choice((f"2031-03-{chance.randint(1, 31):02}", "2031-03"))
    return told(name, day, *events, genre=chance.choice(("news", "news", "opinion")), version=version)


def done(ledger: Ledger, action: str, chance: random.Random, n: int) -> None:
    """Do something to a ledger that a day may rest on, where there is what it takes."""
    held = [row.id for row in ledger.reports()]
    mentions = [one.id for row in ledger.timeline() for one in row.mentions or (row,)]
    numbers = [ids.number_of(one) for one in mentions]
    if action == "add":
        ledger.add(some(chance, f"n{n}"))
    elif action == "revise" and held:
        ledger.add(some(chance, chance.choice(held), version=f"{n + 2}"))
    elif action == "tie" and len(mentions) > 1:
        tied(ledger, EVENT.owner, *chance.sample(numbers, 2))
    elif action == "story" and len(held) > 1:
        with ledger._store.read() as connection:
            keys = connection.scalars(select(reports.c.key)).all()
        tied(ledger, "story", *chance.sample(keys, 2))
    elif action == "merge" and len(mentions) > 1:
        ledger.merge(*chance.sample(mentions, 2))
    elif action == "split" and mentions:
        with suppress(CorrectionError):  # where it is by itself
            ledger.split(chance.choice(mentions))
    elif action == "correct" and mentions:
        fields = chance.choice(({"modality": "negated"}, {"type": "AID"}, {"when": "2031-03-09"}, {}))
        ledger.correct(
            chance.choice(mentions),
            chance.choice(("confirm", "reject")) if not fields else None,
            fields=fields,
        )
    elif action == "undo" and (journal := ledger.journal(10)):
        with suppress(CorrectionError):  # where something rests on it
            ledger.undo(chance.choice(journal).number)
    elif action == "forget" and len(held) > 1:
        ledger.rights.forget(chance.choice(held))


def test_an_event_that_a_person_adds_and_takes_back_counts_while_it_is_held(ledger: Ledger) -> None:
    ledger.add(told("a", "2031-03-04"))
    [before] = curve(ledger)
    ledger.add_record("event", "a", {"words": "angrep", "type": "ASSAULT", "when": "2031-03-02"})
    assert [(row.day, row.tension) for row in curve(ledger)] == [("2031-03-02", 9.0), ("2031-03-04", 0.0)]
    ledger.undo(ledger.journal(1)[0].number)
    assert curve(ledger) == [before]


def test_what_eases_nothing_eases_by_nought(ledger: Ledger) -> None:
    ledger.add(told("a", "2031-03-04", ("ASSAULT", None)))
    [row] = ledger.tension()
    assert str(row.easing) == "0.0"


def test_days_are_counted_that_changed_and_no_others(ledger: Ledger) -> None:
    ledger.add(told("a", "2031-03-04", ("ASSAULT", "2031-03-02/2031-03-03"), ("AID", "2031")))
    days = [date(2031, 3, day) for day in range(1, 7)]
    with ledger._store.read() as connection:
        assert list(daily.changes(connection, days).values()) == [0, 1, 1, 1, 0, 0]
    [event, _] = sorted(ledger.timeline(), key=lambda row: row.when or "", reverse=True)
    ledger.correct(event.id, fields={"when": "2031-03-06"})
    with ledger._store.read() as connection:
        assert list(daily.changes(connection, days).values()) == [0, 2, 2, 1, 0, 1]
