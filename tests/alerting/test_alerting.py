"""Whoever asks to be told is told: of what was asked for, once, with words, source and link, whatever fails in between."""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from depesje.alerting import Alerter, read
from depesje.errors import AlertError, Problem
from depesje.intake.fetching import Settings
from depesje.ledger import Ledger
from depesje.ledger.watching.methods import Watching
from tests.intake.fetching.certificates import Authority
from tests.intake.fetching.misbehaving import Connection, serving, status
from tests.ledger.making import V2, grense, small, sund

from .receiving import mail_server

HERE = Settings(allow_private=frozenset({"127.0.0.1"}))
HOOK = '[targets.hook]\nwebhook = "{url}/hook"\nsecret-env = "HEMMELIG"\n'


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(Ledger, "watching", property(lambda self: Watching(self._store, made)))
    monkeypatch.setenv("HEMMELIG", "nøkkel")
    return made


class Told:
    """What a webhook was told, and by which headers."""

    def __init__(self) -> None:
        self.alerts: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []

    def __call__(self, to: Connection) -> None:
        self.bodies.append(to.asked.body)
        self.headers.append(to.asked.headers)
        self.alerts += json.loads(to.asked.body)["alerts"]
        to.whole("takk")


def alerter(
    ledger: Ledger, folder: Path, rules: str, clock: Clock, told: list[Problem] | None = None
) -> Alerter:
    (folder / "regler.toml").write_text(rules, encoding="utf8")
    problems = [] if told is None else told
    return Alerter(ledger, read(folder / "regler.toml"), HERE, tell=problems.append, now=clock)


def rule(name: str = "Regel", **more: str) -> str:
    lines = [f"{key} = {value}" for key, value in more.items()]
    return "\n".join(
        ["", "[[rules]]", f'name = "{name}"', 'targets = ["hook"]', 'within = "always"', *lines, ""]
    )


Tell = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def tell(ledger: Ledger, tmp_path: Path, clock: Clock) -> Tell:
    """What rules tell of records that come after them."""

    def run(rules: str, *records: Any) -> list[dict[str, Any]]:
        told = Told()
        with serving({"/hook": told}) as server:
            watching = alerter(ledger, tmp_path, HOOK.format(url=server.url) + rules, clock)
            watching.run()
            for record in records:
                ledger.add(record)
                watching.run()
                watching.run()
        return told.alerts

    return run


def test_an_alert_has_words_source_and_link(tell: Tell) -> None:
    (told,) = tell(rule("Krav", act='"demand"', by='"Åse Lindqvist"'), grense())
    assert (told["rule"], told["record"], told["status"]) == ("Krav", "st-1", None)
    assert "kravet om fri ferdsel står ved lag" in told["line"] and "Åse Lindqvist" in told["line"]
    assert (told["title"], told["published"], told["link"]) == ("Grensestriden", "2031-05-08", "grense")


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"party": '"SLA"'}, 6),
        ({"kind": '"demand"'}, 1),
        ({"kind": '"Demand"', "to": '"NAV"'}, 1),
        ({"kind": '"demand"', "to": '"SLA"'}, 0),
        ({"type": '"MOBILIZE"'}, 1),
        ({"words": '"skipet"'}, 3),
        ({"words": '"åpne"', "act": '"demand"'}, 1),
        ({"words": '"fly"'}, 0),
    ],
)
def test_only_what_is_asked_for_is_told(tell: Tell, asked: dict[str, str], number: int) -> None:
    assert len(tell(rule(**asked), sund())) == number


def test_what_the_ledger_had_before_is_no_news(tell: Tell, ledger: Ledger) -> None:
    ledger.add(grense())
    assert tell(rule(act='"demand"')) == []


def test_what_is_told_again_by_another_report_is_told_once(tell: Tell) -> None:
    again = sund(
        text=sund().report.text + "\nKravet ble gjentatt.\n", report="sund-2", published="2031-05-09"
    )
    told = tell(rule(kind='"demand"'), sund(), again)
    assert len({one["id"] for one in told}) == len(told) == 1


def test_a_text_that_is_only_read_again_is_no_news(tell: Tell, ledger: Ledger) -> None:
    ledger.add(sund())
    assert tell(rule(act='"demand"', by='"SLA"'), sund(versions=V2)) == []
    assert len(tell(rule("Ny", act='"demand"', by='"SLA"'), sund(report="annen"))) == 1


def test_a_status_that_changes_is_told_with_what_it_became(tell: Tell) -> None:
    (told,) = tell(rule(status='["rejected", "accepted"]'), sund())
    assert told["status"] == "rejected" and told["line"].startswith("rejected: ")
    assert told["record"].startswith("ma-")


def test_a_status_that_stays_is_not_told_again(tell: Tell) -> None:
    again = sund(text=sund().report.text + "\nDet er gjentatt.\n", report="sund-2", published="2031-05-09")
    assert len(tell(rule(status='"rejected"'), sund(), again)) == 1


def test_what_is_old_when_it_comes_is_no_news_unless_it_is_asked_for(tell: Tell) -> None:
    old = small("gammel", published="1999-05", act="demand")
    asked = rule(act='"demand"').replace('within = "always"', 'within = "30d"')
    assert tell(asked, old) == []
    assert (
        len(tell(rule("Alt", act='"demand"'), small("like-gammel", published="1999-05", act="demand"))) == 1
    )


def test_a_webhook_can_tell_that_it_is_us(ledger: Ledger, tmp_path: Path, clock: Clock) -> None:
    told = Told()
    with serving({"/hook": told}) as server:
        watching = alerter(ledger, tmp_path, HOOK.format(url=server.url) + rule(act='"demand"'), clock)
        watching.run()
        ledger.add(grense())
        assert watching.run() == 1
    (headers,), (body,) = told.headers, told.bodies
    said = hmac.new("nøkkel".encode(), headers["depesje-timestamp"].encode() + b"." + body, hashlib.sha256)
    assert headers["depesje-signature"] == f"sha256={said.hexdigest()}"
    assert headers["idempotency-key"] == told.alerts[0]["id"]
    assert headers["content-type"] == "application/json"


def test_a_webhook_that_fails_is_tried_again_later_and_the_alert_is_the_same(
    ledger: Ledger, tmp_path: Path, clock: Clock
) -> None:
    told, problems = Told(), list[Problem]()
    with serving({"/hook": status("503 Service Unavailable")}) as server:
        watching = alerter(
            ledger, tmp_path, HOOK.format(url=server.url) + rule(act='"demand"'), clock, problems
        )
        watching.run()
        ledger.add(grense())
        assert watching.run() == 0 and ledger.watching.undelivered() == 1
        assert [str(one) for one in problems] == ["alert to hook: webhook: answers with HTTP 503"]
        assert watching.run() == 0 and len(server.paths()) == 1  # not at once
        clock.now += timedelta(minutes=2)
        server.answers["/hook"] = told
        assert watching.run() == 1 and ledger.watching.undelivered() == 0
        assert watching.run() == 0
    assert len(told.alerts) == 1


def test_what_never_arrives_is_given_up(ledger: Ledger, tmp_path: Path, clock: Clock) -> None:
    problems: list[Problem] = []
    rules = '[targets.hook]\nwebhook = "http://127.0.0.1:1/"\n' + rule(act='"demand"')
    watching = alerter(ledger, tmp_path, rules, clock, problems)
    watching.run()
    ledger.add(grense())
    for _ in range(30):
        watching.run()
        clock.now += timedelta(hours=7)
    assert len(problems) == 20 and problems[-1].reason.endswith("; given up")
    assert ledger.watching.undelivered() == 1


def test_a_webhook_in_a_private_network_is_only_asked_where_that_is_allowed(
    ledger: Ledger, tmp_path: Path, clock: Clock
) -> None:
    problems: list[Problem] = []
    with serving() as server:
        watching = alerter(
            ledger, tmp_path, f'[targets.hook]\nwebhook = "http://localhost:{server.port}/hook"\n' + rule(act='"demand"'),
            clock, problems,
        )  # fmt: skip
        watching.run()
        ledger.add(grense())
        watching.run()
        assert server.asked == []
    assert "private address" in problems[0].reason


def test_a_command_gets_it_on_its_input_and_no_shell_sees_it(
    ledger: Ledger, tmp_path: Path, clock: Clock
) -> None:
    out = tmp_path / "ut; touch ikke-dette.json"
    script = f"import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"  # noqa: F541
    command = json.dumps([sys.executable, "-c", script, str(out)], ensure_ascii=False)
    watching = alerter(
        ledger, tmp_path, f"[targets.hook]\ncommand = {command}\n" + rule(act='"demand"'), clock
    )
    watching.run()
    ledger.add(grense())
    assert watching.run() == 1
    assert json.loads(out.read_text(encoding="utf8"))["alerts"][0]["record"] == "st-1"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["/finnes/ikke"], "/finnes/ikke: no such file or directory"),
        ([sys.executable, "-c", "import sys; sys.exit('uff\\nda')"], "ended with 1: da"),
    ],
)
def test_a_command_that_fails_is_tried_again(
    ledger: Ledger, tmp_path: Path, clock: Clock, command: list[str], said: str
) -> None:
    problems: list[Problem] = []
    rules = f"[targets.hook]\ncommand = {json.dumps(command)}\n" + rule(act='"demand"')
    watching = alerter(ledger, tmp_path, rules, clock, problems)
    watching.run()
    ledger.add(grense())
    assert watching.run() == 0 and said in problems[0].reason
    assert ledger.watching.undelivered() == 1


MAIL = """[mail]
server = "127.0.0.1"
port = {port}
security = "{security}"
from = "depesje@avis.example"
[targets.hook]
mail = ["desk@avis.example", "vakt@avis.example"]
"""


def test_mail_is_sent(ledger: Ledger, tmp_path: Path, clock: Clock) -> None:
    with mail_server() as server:
        watching = alerter(
            ledger,
            tmp_path,
            MAIL.format(port=server.port, security="none") + rule("Krav", act='"demand"'),
            clock,
        )
        watching.run()
        ledger.add(grense())
        assert watching.run() == 1
    (letter,) = server.letters
    assert server.recipients == [["desk@avis.example", "vakt@avis.example"]]
    assert letter["subject"] == "Depesje: Krav: Grensestriden"
    assert "kravet om fri ferdsel står ved lag" in letter.get_content()
    assert letter["message-id"].endswith("@avis.example>") and letter["auto-submitted"] == "auto-generated"


def test_mail_goes_over_a_connection_that_is_verified(
    ledger: Ledger, tmp_path: Path, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    authority = Authority(tmp_path_factory.mktemp("ca"))
    problems: list[Problem] = []
    with mail_server(authority.certificate()) as server:
        rules = tmp_path / "regler.toml"
        rules.write_text(
            MAIL.format(port=server.port, security="starttls") + rule(act='"demand"'), encoding="utf8"
        )
        strict = Alerter(ledger, read(rules), HERE, tell=problems.append, now=clock)
        strict.run()
        ledger.add(grense())
        assert strict.run() == 0 and "certificate" in problems[0].reason
        clock.now += timedelta(minutes=2)
        trusting = Settings(ca_file=str(authority.file))
        assert Alerter(ledger, read(rules), trusting, now=clock).run() == 1
        assert server.secured == 1 and len(server.letters) == 1


def test_a_mail_server_that_refuses_is_tried_again(ledger: Ledger, tmp_path: Path, clock: Clock) -> None:
    problems: list[Problem] = []
    with mail_server() as server:
        server.refuses = "451 come again"
        watching = alerter(
            ledger,
            tmp_path,
            MAIL.format(port=server.port, security="none") + rule(act='"demand"'),
            clock,
            problems,
        )
        watching.run()
        ledger.add(grense())
        assert watching.run() == 0 and "come again" in problems[0].reason
        server.refuses = None
        clock.now += timedelta(minutes=2)
        assert watching.run() == 1 and len(server.letters) == 1


def test_a_digest_comes_at_its_hour_all_at_once(ledger: Ledger, tmp_path: Path, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
    told = Told()
    with serving({"/hook": told}) as server:
        target = HOOK.format(url=server.url) + 'digest = "07:00"\n'
        watching = alerter(
            ledger, tmp_path, target + rule("A", act='"demand"') + rule("B", party='"NAV"'), clock
        )
        watching.run()
        ledger.add(grense())
        assert watching.run() == 0
        clock.now = datetime(2026, 11, 27, 5, 59, tzinfo=UTC)  # 06:59 in Oslo
        assert watching.run() == 0
        clock.now = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
        assert watching.run() == len(told.alerts) > 1
    assert len(told.bodies) == 1
    assert {one["rule"] for one in told.alerts} == {"A", "B"}


def test_a_digest_keeps_its_hour_over_summer_time(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text(
        '[targets.hook]\nwebhook = "https://x.example/"\ndigest = "07:00"\n' + rule(act='"demand"'),
        encoding="utf8",
    )
    rules = read(tmp_path / "r.toml")
    assert rules.due("hook", datetime(2026, 3, 28, 12, 0, tzinfo=UTC)) == datetime(
        2026, 3, 29, 5, 0, tzinfo=UTC
    )
    assert rules.due("hook", datetime(2026, 3, 27, 12, 0, tzinfo=UTC)) == datetime(
        2026, 3, 28, 6, 0, tzinfo=UTC
    )


def test_what_was_forgotten_meanwhile_is_not_told(ledger: Ledger, tmp_path: Path, clock: Clock) -> None:
    told = Told()
    with serving({"/hook": told}) as server:
        rules = HOOK.format(url=server.url) + 'digest = "07:00"\n' + rule(act='"demand"')
        watching = alerter(ledger, tmp_path, rules, clock)
        watching.run()
        ledger.add(grense())
        watching.run()
        assert ledger.watching.undelivered() == 1
        ledger.rights.forget("grense")
        assert ledger.watching.undelivered() == 0
        clock.now += timedelta(days=2)
        assert watching.run() == 0
    assert told.alerts == []


def test_no_more_is_quoted_than_a_policy_allows(tell: Tell, ledger: Ledger) -> None:
    ledger.rights.set_policy("default", quote_limit=12)
    (told,) = tell(rule(act='"demand"'), grense())
    assert "står ved lag" not in told["line"]


def test_two_processes_tell_it_once(ledger: Ledger, tmp_path: Path, clock: Clock) -> None:
    told = Told()
    with serving({"/hook": told}) as server:
        rules = HOOK.format(url=server.url) + rule(act='"demand"')
        first, second = (alerter(ledger, tmp_path, rules, clock) for _ in range(2))
        first.run()
        ledger.add(grense())
        other = ledger.watching
        assert other.find_alerts(read(tmp_path / "regler.toml").rules[0], lambda _, now: now) == 1
        taken = other.take_alerts(["hook"], "annen-maskin:1:2:3", lambda _: False)
        assert len(taken) == 1 and second.run() == 0  # the other has it
        clock.now += timedelta(minutes=11)  # and is gone
        assert second.run() == 1 and first.run() == 0
    assert len(told.alerts) == 1 and told.alerts[0]["id"] == taken[0].id


def test_a_ledger_with_alerts_is_whole(tell: Tell, ledger: Ledger) -> None:
    tell(rule(party='"SLA"'), sund())
    assert list(ledger.check()) == []


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("", "there are no rules"),
        ("[[", "cannot be read as rules"),
        ("regler = 1", "the file: there is no 'regler'; there are mail, rules, targets, timezone"),
        ("rules = 3", "there are no rules"),
        ('timezone = "Europe/Osla"\n[targets.hook]\ncommand = ["x"]\n' + rule(act='"demand"'), "no zone 'Europe/Osla'"),
        (rule(act='"demand"'), "rule 'Regel': there is no target 'hook'; there are none"),
        ("[targets.hook]\n" + rule(act='"demand"'), "[targets.hook]: give one of mail, webhook and command"),
        ('[targets.hook]\nmail = ["desk@x.example"]\n' + rule(act='"demand"'), "mail needs a server"),
        ('[targets.hook]\nwebhook = "ftp://x"\n' + rule(act='"demand"'), "webhook is no address on the web"),
        ('[targets.hook]\ncommand = "rm -rf"\n' + rule(act='"demand"'), "command is a list of strings"),
        ('[targets.hook]\ncommand = []\n' + rule(act='"demand"'), "command is empty"),
        ('[targets.hook]\ncommand = ["x"]\ndigest = "7"\n' + rule(act='"demand"'), "digest is a time of the day"),
        ('[targets.hook]\nwebhook = "https://x/"\nsecret-env = "a b"\n' + rule(act='"demand"'), "secret-env is the name"),
        ('[targets.hook]\ncommand = ["x"]\n' + rule(), "asks for everything"),
        ('[targets.hook]\ncommand = ["x"]\n' + rule(act='"krev"'), "act cannot be 'krev'; there are assert, demand"),
        ('[targets.hook]\ncommand = ["x"]\n' + rule(act='"demand"', kind='"demand"'), "no record has act and kind at once"),
        ('[targets.hook]\ncommand = ["x"]\n' + rule(status='"rejected"', act='"demand"'), "no record has act and status"),
        ('[targets.hook]\ncommand = ["x"]\n' + rule(hvem='"RUS"'), "rule 'Regel': there is no 'hvem'"),
        ('[targets.hook]\ncommand = ["x"]\n' + rule(act='"demand"') * 2, "two rules are called 'Regel'"),
        ('[targets.hook]\ncommand = ["x"]\n[[rules]]\ntargets = ["hook"]\nact = "demand"', "rule 1: name is missing"),
        ('[mail]\nserver = "x"\nfrom = "nei"\n' + rule(act='"demand"'), "[mail]: from is no address"),
        ('[mail]\nserver = "x"\nfrom = "a@b"\nsecurity = "none"\nuser = "u"\n' + rule(act='"demand"'), "not secure"),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_named(tmp_path: Path, rules: str, said: str) -> None:
    (tmp_path / "r.toml").write_text(rules, encoding="utf8")
    with pytest.raises(AlertError) as raised:
        read(tmp_path / "r.toml")
    assert said in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize("status", [{}, {"status": '["rejected"]'}])
def test_a_dossier_that_there_is_not_is_said_at_the_start(
    ledger: Ledger, tmp_path: Path, clock: Clock, status: dict[str, str]
) -> None:
    rules = '[targets.hook]\ncommand = ["x"]\n' + rule(dossier='"Ukjent"', **status)
    with pytest.raises(Exception, match="Ukjent"):
        alerter(ledger, tmp_path, rules, clock).run()
