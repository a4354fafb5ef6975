"""Feeds are followed: what is new is kept once, whatever servers, clocks, other processes and broken entries do."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from depesje.errors import FetchError, Problem
from depesje.intake.fetching import Fetcher, Settings
from depesje.ledger import Ledger
from depesje.ledger.watching.methods import Watching
from depesje.watching import Found, Pace, Told, Watcher, find_feeds, retry
from depesje.watching.holder import is_gone, this_process
from depesje.watching.pace import span
from tests.cli.making import read_reports
from tests.intake.fetching.misbehaving import page, redirect, status
from tests.places import Place

from .publishing import Newspaper, published

HERE = Settings(allow_private=frozenset({"127.0.0.1"}), gap_seconds=0)
QUARTER = timedelta(minutes=15)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def _no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    import depesje.keeping

    monkeypatch.setattr(depesje.keeping, "read_reports", read_reports)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(Ledger, "watching", property(lambda self: Watching(self._store, made)))
    return made


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    with published(1, 2, 3) as made:
        yield made


Watch = Callable[..., list[Told]]


@pytest.fixture
def watch(ledger: Ledger, clock: Clock, paper: Newspaper) -> Watch:
    """Reads what is due once."""
    ledger.watching.follow(paper.feed, "Fjordposten")

    def read(settings: Settings = HERE, tell: Callable[[Problem], object] = lambda _: None) -> list[Told]:
        with Fetcher(settings, kept=ledger.watching) as fetcher:
            return list(Watcher(ledger, fetcher, Pace(QUARTER), tell=tell, now=clock).due())

    return read


def reports(ledger: Ledger) -> int:
    return ledger.counts().reports


def test_what_a_feed_publishes_is_kept_once(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    (told,) = watch()
    assert told.outcomes == {"added": 3} and told.trouble is None
    assert reports(ledger) == 3
    assert watch() == []  # nothing is due
    clock.on(minutes=20)
    (told,) = watch()
    assert told.outcomes == {}  # 304: nothing new
    paper.publish(4)
    clock.on(minutes=20)
    (told,) = watch()
    assert told.outcomes == {"added": 1, "unchanged": 3}
    assert reports(ledger) == 4


def test_an_entry_that_was_changed_is_revised(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    watch()
    paper.articles[2] += " Kravet ble gjentatt onsdag."
    clock.on(minutes=20)
    (told,) = watch()
    assert told.outcomes == {"revised": 1, "unchanged": 2}


def test_pages_are_fetched_once_where_a_feed_only_summarises(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    settings = Settings(allow_private=HERE.allow_private, gap_seconds=0, full=True)
    paper.answers("/sak/2", status("404 Not Found"))
    told_of: list[str] = []
    with Fetcher(settings, kept=ledger.watching, tell=told_of.append) as fetcher:
        (told,) = Watcher(ledger, fetcher, Pace(QUARTER), now=clock).due()
    assert told.outcomes == {"added": 3}
    whole = ledger.report(paper.url(1))
    assert whole is not None and "havnemyndighetene" in whole.text.lower()
    short = ledger.report(paper.url(2))
    assert short is not None and "havnemyndighetene" not in short.text.lower()
    assert told_of == [
        f"{paper.url(2)}: has no such page (HTTP 404); its summary in {paper.feed} is taken instead"
    ]
    paper.publish(4)
    clock.on(minutes=20)
    watch(settings)
    assert [paper.asked_for(f"/sak/{n}") for n in (1, 3, 4)] == [1, 1, 1]


def test_a_feed_that_fails_is_asked_less_and_less_often(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    paper.answers("/feed", status("500 Internal Server Error"))
    waits = []
    for failures in range(1, 4):
        (told,) = watch()
        assert told.trouble == "has trouble of its own (HTTP 500)"
        (feed,) = ledger.watching.feeds()
        assert (feed.failures, feed.trouble, feed.stopped) == (failures, told.trouble, None)
        waits.append(datetime.fromisoformat(feed.due_at) - clock.now)
        clock.now = datetime.fromisoformat(feed.due_at)
    assert waits[0] < waits[1] < waits[2] < timedelta(hours=2)
    paper.answers("/feed", paper.serve_feed)
    assert watch()[0].outcomes == {"added": 3}
    assert ledger.watching.feeds()[0].failures == 0


@pytest.mark.parametrize("line", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_server_that_asks_to_wait_is_let_wait(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock, line: str
) -> None:
    paper.answers("/feed", status(line, "Retry-After: 86400"))
    watch()
    (feed,) = ledger.watching.feeds()
    assert datetime.fromisoformat(feed.due_at) >= clock.now + timedelta(days=1)


def test_a_feed_that_is_gone_is_not_asked_again_until_a_person_says_so(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    paper.answers("/feed", status("410 Gone"))
    watch()
    assert ledger.watching.feeds()[0].stopped == "is gone for good (HTTP 410)"
    clock.on(days=30)
    assert watch() == []
    paper.answers("/feed", paper.serve_feed)
    assert ledger.watching.follow(paper.feed)
    assert watch()[0].outcomes == {"added": 3}


def test_a_feed_that_was_dropped_while_it_turned_out_to_be_another_is_no_trouble(ledger: Ledger) -> None:
    old, new = "https://avis.example/gammel", "https://nytt.example/feed"
    ledger.watching.follow(old)
    feed = ledger.watching.take("a", lambda _: False)
    assert feed is not None
    ledger.watching.follow(new)
    ledger.watching.drop(old)
    due = datetime.now(UTC) + timedelta(hours=1)
    ledger.watching.done(feed, "a", due, etag=None, last_modified=None, moved=new)
    assert [(one.url, one.holder) for one in ledger.watching.feeds()] == [(new, None)]


def test_a_feed_that_moved_for_good_is_followed_there(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    paper.answers("/ny", paper.serve_feed)
    paper.answers("/feed", redirect("/ny", "302 Found"))
    watch()
    assert ledger.watching.feeds()[0].url == paper.feed
    paper.answers("/feed", redirect("/ny", "301 Moved Permanently"))
    clock.on(minutes=20)
    watch()
    assert [feed.url for feed in ledger.watching.feeds()] == [f"{paper.server.url}/ny"]
    ledger.watching.follow(paper.feed)
    watch()  # the old address leads to one that is followed already
    assert [feed.url for feed in ledger.watching.feeds()] == [f"{paper.server.url}/ny"]


def test_max_age_puts_the_next_time_off(watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock) -> None:
    paper.headers = ("Cache-Control: max-age=7200",)
    watch()
    assert datetime.fromisoformat(ledger.watching.feeds()[0].due_at) > clock.now + timedelta(minutes=100)


def test_a_clock_that_was_set_back_puts_nothing_off(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    watch()
    clock.on(days=-400)
    paper.publish(4)
    assert watch()[0].outcomes == {"added": 1, "unchanged": 3}
    assert watch() == []


def test_one_process_reads_a_host_at_a_time(ledger: Ledger, clock: Clock) -> None:
    watching = ledger.watching
    for feed in ("https://avis.example/a", "https://avis.example/b", "https://annen.example/c"):
        watching.follow(feed)
    here, there = this_process(), f"annen-maskin:{1}:{2}:3"
    first = watching.take(here, is_gone)
    second = watching.take(there, is_gone)
    assert first is not None and second is not None
    assert {first.url, second.url} == {"https://avis.example/a", "https://annen.example/c"}
    assert watching.take("tredje:1:2:3", is_gone) is None
    clock.on(minutes=11)  # the time of both is up
    third = watching.take("tredje:1:2:3", is_gone)
    assert third is not None and not watching.hold(third, here)


def test_what_was_asked_of_a_feed_stays_asked_until_more_is(ledger: Ledger) -> None:
    feed = "https://avis.example/a"
    told = []
    for full, every in ((False, None), (True, None), (False, 600), (False, None)):
        ledger.watching.follow(feed, full=full, every=every)
        (held,) = ledger.watching.feeds()
        told.append((held.full, held.every))
    assert told == [(False, None), (True, None), (True, 600), (True, 600)]


def test_what_a_dead_process_held_is_free_at_once(ledger: Ledger) -> None:
    ledger.watching.follow("https://avis.example/a")
    dead = this_process().rsplit(":", 3)
    dead[2] = "1"  # a process of the same number that began at another time
    assert ledger.watching.take(":".join(dead), is_gone) is not None
    assert ledger.watching.take(this_process(), is_gone) is not None


def test_a_feed_that_was_dropped_while_it_was_read_stays_dropped(
    watch: Watch, ledger: Ledger, paper: Newspaper
) -> None:
    def answer(to: object) -> None:
        ledger.watching.drop(paper.feed)
        paper.serve_feed(to)  # type: ignore[arg-type]

    paper.answers("/feed", answer)
    watch()
    assert ledger.watching.feeds() == []


def test_one_that_is_told_to_stop_ends_after_the_entry_at_hand(
    ledger: Ledger, paper: Newspaper, clock: Clock, watch: Watch
) -> None:
    stop = threading.Event()
    real = ledger.add

    def add_and_stop(*args: object, **more: object) -> object:
        stop.set()
        return real(*args, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched, Fetcher(HERE) as fetcher:
        patched.setattr(ledger, "add", add_and_stop)
        (told,) = Watcher(ledger, fetcher, stop=stop, now=clock).due()
    assert told.outcomes == {"added": 1} and reports(ledger) == 1
    assert ledger.watching.feeds()[0].holder is None
    assert watch()[0].outcomes == {"added": 2, "unchanged": 1}


def test_what_cannot_be_read_is_put_aside_and_read_again(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    told: list[Problem] = []
    paper.articles[2] = "Dette er uleselig."
    assert watch(tell=told.append)[0].outcomes == {"added": 2, "failed": 1}
    assert [str(one) for one in told] == [f"{paper.url(2)}: language cannot be told"]
    (aside,) = ledger.watching.quarantine()
    assert (aside.name, aside.reason, aside.tries) == (paper.url(2), "language cannot be told", 1)
    paper.publish(4)
    clock.on(minutes=20)
    assert watch()[0].outcomes == {"added": 1, "unchanged": 3}  # not tried at each turn
    with Fetcher(HERE) as fetcher:
        assert [str(one) for one in retry(ledger, [aside.number], fetcher)] == [
            f"{paper.url(2)}: language cannot be told"
        ]
        assert ledger.watching.quarantine()[0].tries == 2
        with pytest.MonkeyPatch.context() as patched:
            import depesje.keeping

            patched.setattr(
                depesje.keeping, "read_reports",
                lambda given: read_reports(r if isinstance(r, Problem) else _legible(r) for r in given),
            )  # fmt: skip
            assert list(retry(ledger, [aside.number], fetcher)) == ["added"]
    assert ledger.watching.quarantine() == []
    assert ledger.report(paper.url(2)) is not None


def _legible(report: object) -> object:
    from dataclasses import replace

    return replace(report, text=report.text.replace("uleselig", "leselig"))  # type: ignore[attr-defined,type-var]


def test_a_feed_that_has_nothing_yet_is_no_failure(watch: Watch, ledger: Ledger, paper: Newspaper) -> None:
    paper.articles.clear()
    (told,) = watch()
    assert (told.outcomes, told.trouble) == ({}, None)
    assert ledger.watching.quarantine() == []


def test_an_entry_without_text_is_no_failure(watch: Watch, ledger: Ledger, paper: Newspaper) -> None:
    paper.articles[2] = ""
    assert watch()[0].outcomes == {"added": 2}
    assert ledger.watching.quarantine() == []


def test_an_entry_without_text_is_its_page_where_pages_are_fetched(
    watch: Watch, ledger: Ledger, paper: Newspaper
) -> None:
    settings = Settings(allow_private=HERE.allow_private, gap_seconds=0, full=True)
    paper.articles = {1: "", 2: paper.articles[2]}
    assert watch(settings)[0].outcomes == {"added": 2}
    whole = ledger.report(paper.url(1))
    assert whole is not None and "Havnemyndighetene" in whole.text


def test_a_damaged_feed_is_put_aside_whole(watch: Watch, ledger: Ledger, paper: Newspaper) -> None:
    paper.answers("/feed", page("Content-Type: application/rss+xml", body="<rss><channel><it"))
    assert watch()[0].outcomes == {"failed": 1}
    (aside,) = ledger.watching.quarantine()
    assert aside.name == paper.feed and aside.kept
    assert ledger.watching.quarantined(aside.number).data == b"<rss><channel><it"


def test_what_can_be_read_by_now_goes_from_the_quarantine(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    for number in (2, 3):
        paper.articles[number] = "Dette er uleselig."
    watch()
    assert {one.name for one in ledger.watching.quarantine()} == {paper.url(2), paper.url(3)}
    paper.articles[2] = "Dette er leselig."
    clock.on(minutes=20)
    assert watch()[0].outcomes == {"added": 1, "unchanged": 2}
    assert [one.name for one in ledger.watching.quarantine()] == [paper.url(3)]


def test_a_feed_that_is_whole_again_goes_from_the_quarantine(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    paper.answers("/feed", page("Content-Type: application/rss+xml", body="<rss><channel><it"))
    watch()
    assert len(ledger.watching.quarantine()) == 1
    paper.answers("/feed", paper.serve_feed)
    clock.on(minutes=20)
    assert watch()[0].outcomes == {"added": 3}
    assert ledger.watching.quarantine() == []


def test_a_feed_that_was_just_fetched_to_be_known_is_not_fetched_again(
    ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    with Fetcher(HERE) as fetcher:
        (found,) = find_feeds(paper.feed, fetcher)
        assert isinstance(found, Found) and found.fetched is not None
        ledger.watching.follow(found.url, found.title)
        watcher = Watcher(ledger, fetcher, Pace(QUARTER), fetched={found.url: found.fetched}, now=clock)
        assert [told.outcomes for told in watcher.due()] == [{"added": 3}]
        assert paper.asked_for("/feed") == 1
        clock.on(minutes=20)
        assert [told.outcomes for told in watcher.due()] == [{}]
        assert paper.asked_for("/feed") == 2


def test_no_more_is_kept_aside_than_a_policy_allows(watch: Watch, ledger: Ledger, paper: Newspaper) -> None:
    paper.articles[2] = "Dette er uleselig."
    ledger.rights.set_policy("default", keep="quotes")
    watch()
    (aside,) = ledger.watching.quarantine()
    assert not aside.kept and aside.size > 0
    assert ledger.watching.quarantined(aside.number).data is None


def test_what_is_forgotten_goes_from_the_quarantine_and_does_not_come_back(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    watch()
    (known,) = [r for r in (ledger.report(paper.url(2)),) if r]
    from depesje.intake.origin import Origin

    ledger.watching.put_aside(Origin(known.id, clock.now.date(), url=known.id), "i stykker", b"Rodimtsev")
    ledger.rights.forget(known.id)
    assert ledger.watching.quarantine() == []
    told: list[Problem] = []
    paper.articles[2] += " Mer."
    clock.on(minutes=20)
    assert watch(tell=told.append)[0].outcomes == {"unchanged": 2, "failed": 1}
    assert "was forgotten" in str(told[0])
    assert ledger.watching.quarantine() == []


def test_a_retention_that_is_over_empties_the_quarantine(ledger: Ledger, clock: Clock) -> None:
    from depesje.intake.origin import Origin

    ledger.watching.put_aside(
        Origin("https://avis.example/a", clock.now.date(), url="https://avis.example/a"), "i stykker", b"ord"
    )
    assert ledger.watching.quarantine()[0].kept
    ledger.rights.set_policy("avis.example", keep="quotes")
    ledger.rights.apply()
    assert not ledger.watching.quarantine()[0].kept


def test_hosts_rules_are_kept_from_one_run_to_the_next(
    watch: Watch, ledger: Ledger, paper: Newspaper, clock: Clock
) -> None:
    for _ in range(3):
        watch()
        clock.on(minutes=20)
    assert [one.path for one in paper.server.asked].count("/robots.txt") == 1


def test_a_ledger_with_feeds_is_whole_and_can_be_copied(
    watch: Watch, ledger: Ledger, place: Place, tmp_path: Path
) -> None:
    watch()
    assert list(ledger.check()) == []
    ledger.backup(tmp_path / "kopi.db")
    with Place(str(tmp_path / "kopi.db")).open() as copy:
        assert [feed.url for feed in copy.watching.feeds()] == [feed.url for feed in ledger.watching.feeds()]


class TestFinding:
    """What a person names is found."""

    def find(self, paper: Newspaper, given: str) -> list[Found | Problem]:
        with Fetcher(HERE) as fetcher:
            return list(find_feeds(given, fetcher))

    def test_a_feed_is_itself(self, paper: Newspaper) -> None:
        assert self.find(paper, paper.feed) == [Found(paper.feed, "Fjordposten")]

    def test_a_page_points_to_its_feed(self, paper: Newspaper) -> None:
        head = """<html><head><base href="/under/">
        <link rel="alternate" type="application/rss+xml" title="Nyheter" href="../feed">
        <link rel="alternate" type="application/rss+xml" title="Kommentarer" href="/kommentarer">
        <link rel="alternate" type="text/html" hreflang="nn" href="/nn"></head><body><p>Forsiden."""
        paper.answers("/", page(body=head))
        assert self.find(paper, f"{paper.server.url}/") == [Found(paper.feed, "Nyheter")]

    def test_a_list_names_its_feeds(self, paper: Newspaper, tmp_path: Path) -> None:
        (tmp_path / "liste.opml").write_text(
            f"""<?xml version="1.0"?><opml version="2.0"><body><outline text="Norge">
            <outline type="rss" text="Fjordposten" xmlUrl="{paper.feed}"/>
            <outline type="rss" text="Igjen" xmlUrl="{paper.feed}"/>
            <outline type="rss" xmlUrl="https://annen.example/rss"/><outline text="ingen"/>
            <outline type="rss" xmlUrl="file:///etc/passwd"/></outline></body></opml>""",
            encoding="utf8",
        )
        assert self.find(paper, str(tmp_path / "liste.opml")) == [
            Found(paper.feed, "Fjordposten"),
            Found("https://annen.example/rss", None),
        ]

    def test_a_list_with_an_address_that_is_not_fetched_names_the_others(
        self, paper: Newspaper, tmp_path: Path
    ) -> None:
        (tmp_path / "liste.opml").write_text(
            "<opml><outline xmlUrl='https://per:hemmelig@avis.example/a'/><outline xmlUrl='http://avis.example:22/b'/>"
            "<outline xmlUrl='https://avis.example/c'/></opml>"
        )
        *problems, found = self.find(paper, str(tmp_path / "liste.opml"))
        assert [isinstance(one, Problem) for one in problems] == [True, True]
        assert found == Found("https://avis.example/c", None)

    @pytest.mark.parametrize(
        ("body", "said"),
        [("<p>Bare en side.", "is no feed, names none and points to none"), ("", "is no feed, names none")],
    )
    def test_what_is_no_feed_is_said_to_be_none(self, paper: Newspaper, body: str, said: str) -> None:
        paper.answers("/side", page(body=body))
        (found,) = self.find(paper, f"{paper.server.url}/side")
        assert isinstance(found, Problem) and said in found.reason

    def test_what_is_not_there_is_said_not_to_be(self, paper: Newspaper) -> None:
        (found,) = self.find(paper, "/nei/liste.opml")
        assert found == Problem("/nei/liste.opml", "no such file")


class TestPace:
    now = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)

    def test_feeds_do_not_all_come_at_once(self) -> None:
        pace = Pace(QUARTER, random.Random(1))
        due = {pace.after_success(self.now, None, None) for _ in range(50)}
        assert len(due) == 50
        assert all(QUARTER * 0.89 < one - self.now < QUARTER * 1.11 for one in due)

    def test_a_feed_that_fails_for_long_is_asked_daily(self) -> None:
        due = Pace(QUARTER).after_failure(self.now, None, 1000, FetchError("nei"))
        assert timedelta(hours=20) < due - self.now < timedelta(hours=27)

    def test_a_feed_can_have_an_interval_of_its_own(self) -> None:
        due = Pace(QUARTER).after_success(self.now, 3600, 60)
        assert timedelta(minutes=50) < due - self.now < timedelta(minutes=70)

    def test_spans_are_read(self) -> None:
        assert (span("90"), span("15m"), span("2 h"), span("1D")) == (
            timedelta(seconds=90), QUARTER, timedelta(hours=2), timedelta(days=1),
        )  # fmt: skip
        for wrong in ("", "0", "ofte", "10s", "-5m", "1.5h"):
            with pytest.raises(Exception, match=r"span of time|once a minute"):
                span(wrong)


def test_a_feed_is_due_by_the_worlds_clock(ledger: Ledger) -> None:
    ledger.watching.follow("https://havavisen.example/feed")
    (feed,) = ledger.watching.feeds()
    due = datetime.fromisoformat(feed.due_at)
    assert abs(due - datetime.now(UTC)) < timedelta(hours=1)
