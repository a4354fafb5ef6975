"""What speaks for two tellings being of one thing, and what against it, in sketches made by hand."""

from __future__ import annotations

from dataclasses import replace

from depesje.ledger.across import deeds, events, matters, namesakes, periods
from depesje.ledger.across.events import Done
from depesje.ledger.across.matters import Act, Step, Tabled
from depesje.ledger.across.namesakes import Named

NOBODY = frozenset[str]()
SLA, NAV = frozenset({"SLA"}), frozenset({"NAV"})
STRAIT = {"passage": 1.2, "%sundet": 1.4, "=åpnes": 0.7}

DEMAND = Tabled(
    "r1", "m1", "demand", SLA, NAV, NOBODY, NOBODY, STRAIT, {}, "open", False, None, "2031-05-08",
    (Step("raise", 10, 60),), (Act("RETREAT", False, NAV, NOBODY),),
)  # fmt: skip
REFUSAL = Done(
    "r1", "e1", "REJECT", "actual", NAV, SLA, NOBODY, False, None, {}, STRAIT, None, None, None, "2031-05-08", 70, 77
)  # fmt: skip


def test_a_refusal_right_behind_a_demand_rejects_it() -> None:
    found = deeds.meets(DEMAND, REFUSAL)
    assert found is not None
    assert found.kind == "reject"
    assert found.score >= deeds.SAME
    for other in (
        replace(REFUSAL, start=400, end=407),  # about something else further down
        replace(REFUSAL, report="r2"),
        replace(REFUSAL, actor=SLA),  # not by those who were asked
        replace(REFUSAL, type="ACCUSE"),
    ):
        assert deeds.meets(DEMAND, other) is None


def test_to_whom_a_demand_is_addressed_speaks_for_or_against() -> None:
    same = replace(DEMAND, report="r2")
    allied = replace(same, to=frozenset({"VES"}), bloc=frozenset({"HAV"}))
    assert matters.score(DEMAND, same) == 1.0
    assert matters.score(DEMAND, replace(same, to=NOBODY)) == 1.0
    assert (
        1.0 > matters.score(replace(DEMAND, bloc=frozenset({"HAV"})), allied) > matters.score(DEMAND, allied)
    )


def test_whom_another_addresses_does_not_make_a_matter_more_like_it() -> None:
    of_haven = replace(DEMAND, words={**STRAIT, "@HAV": 0.7, "guarantee": 1.3})
    wide = replace(DEMAND, report="r2", words={"guarantee": 1.3})
    wider = replace(wide, to=NAV | {"HAV"})
    assert 0 < matters.score(of_haven, wider) <= matters.score(of_haven, wide) < 1


def test_acts_of_one_sort_are_one_rather_than_those_of_kindred_sorts() -> None:
    pact = replace(
        REFUSAL,
        type="AGREE",
        when="2031-05-07",
        earliest="2031-05-07",
        latest="2031-05-07",
        words={"passage": 1.2},
    )
    again = replace(pact, report="r2", words={"passage": 1.2, "%vega": 1.4})
    assert events.score(pact, again) > events.score(pact, replace(again, type="COOPERATE")) > 0
    assert events.score(pact, replace(again, type="ASSAULT")) == 0


def test_a_promise_for_a_day_is_kept_by_what_is_done_then() -> None:
    talks = Act("CONSULT", False, SLA, NAV, "2031-06-01", "2031-06-02")
    promise = replace(DEMAND, kind="promise", steps=(Step("raise", 10, 60),), acts=(talks,))
    met = replace(REFUSAL, report="r2", type="CONSULT", actor=SLA, recipient=NAV, published="2031-06-05")
    on = {
        day: replace(met, when=day, earliest=day, latest=day)
        for day in ("2031-05-31", "2031-06-02", "2031-06-03")
    }
    assert {day: kept(deeds.meets(promise, one)) for day, one in on.items()} == {
        "2031-05-31": None,
        "2031-06-02": "keep",
        "2031-06-03": None,
    }
    assert deeds.meets(promise, met) is None  # on no day that is known
    ships = replace(promise, acts=(replace(talks, type="MOBILIZE"),))
    assert {day: kept(deeds.meets(ships, replace(one, type="MOBILIZE"))) for day, one in on.items()} == {
        "2031-05-31": None,
        "2031-06-02": "keep",
        "2031-06-03": "keep",  # later than promised, but the deed
    }


def test_two_meetings_are_one_by_their_day_and_not_by_their_year() -> None:
    def planned(report: str, first: str, last: str) -> Tabled:
        talks = Act("CONSULT", False, SLA, NAV, first, last)
        return replace(DEMAND, report=report, kind="promise", acts=(talks,), words={"meeting": 0.9})

    thursday = planned("r2", "2031-06-05", "2031-06-05")
    assert matters.score(planned("r1", "2031-06-05", "2031-06-05"), thursday) >= matters.SAME
    assert matters.score(planned("r1", "2031-06-02", "2031-06-08"), thursday) >= matters.SAME  # that week
    assert matters.score(planned("r1", "2031-01-01", "2031-12-31"), thursday) < matters.SAME
    assert matters.score(planned("r1", "2031-06-01", "2031-06-04"), thursday) == 0


def kept(found: deeds.Deed | None) -> str | None:
    return None if found is None else found.kind


def test_a_talk_is_one_where_two_of_those_who_talk_are() -> None:
    day = "2031-05-07"
    three = frozenset({"SLA", "NAV"}), frozenset({"VES"})
    talk = replace(
        REFUSAL, type="CONSULT", when=day, earliest=day, latest=day, actor=three[0], recipient=three[1]
    )
    again = replace(talk, report="r2", words={"passage": 1.2, "%vega": 1.4})
    fewer = replace(again, actor=NAV, recipient=frozenset({"VES"}))
    assert events.score(talk, again) > events.score(talk, fewer) >= events.SAME
    assert events.score(talk, replace(fewer, recipient=frozenset({"OST"}))) == 0
    many = replace(talk, actor=frozenset("ABCD"), recipient=NOBODY)
    assert events.score(many, replace(again, actor=frozenset("ABXY"), recipient=NOBODY)) == 0


def test_what_is_told_years_apart_is_not_looked_for() -> None:
    later = replace(REFUSAL, report="r2", published="2033-05-08")
    near = replace(REFUSAL, report="r3", published="2031-05-30")
    assert events.keys(REFUSAL) & events.sought(near)
    assert not events.keys(REFUSAL) & events.sought(later)
    assert periods.buckets(None, 31) == periods.buckets("i går", 31) == {periods.UNKNOWN}


def test_the_fuller_name_of_one_country_is_surer_than_one_without() -> None:
    full, bare = Named(1, "Åse Marie Lindqvist", "person", "NAV"), Named(2, "Åse Lindqvist", "person", "NAV")
    assert namesakes.likeness(full, bare) > namesakes.likeness(full, replace(bare, code=None)) > 0


def test_the_fullest_name_is_shown_also_of_who_has_the_family_name_first() -> None:
    kim = [Named(1, "Kim T.", "person", "KOR"), Named(2, "Kim Taeyang", "person", "KOR")]
    assert namesakes.best_name(kim).name == namesakes.best_name(kim[::-1]).name == "Kim Taeyang"
