"""Commands killed outright at chance moments: what they said was done is there, nothing is by half, and they go on.

Each is killed ``$DEPESJE_SOAK_KILLS`` times (100); what only copies, and what writes to a server, a fifth of that.
"""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from depesje.ledger import open_ledger
from tests.cli.working import DEPESJE, SAID, check_whole, environment
from tests.intake.fetching.misbehaving import Answer, Connection
from tests.ledger.making import small
from tests.places import Place
from tests.watching.publishing import published
from tests.watching.standin import COMMAND, ROOT

from .killing import KILLS, Killer, file_signs, kills_of, signs_of

pytestmark = pytest.mark.soak
EACH = 20  # reports of one run of add
AFRESH = 10  # kills after which add gets a new ledger, so that making one is killed, too
ENTRIES = 12  # new entries of a feed for one run of watch


def depesje(*arguments: str) -> subprocess.Popen[str]:
    """The command, started; what it prints is kept."""
    return subprocess.Popen(
        [*DEPESJE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment(DEPESJE_USER="Ida"),
    )  # fmt: skip


def told(process: subprocess.Popen[str]) -> str:
    """What a command printed that ended well."""
    said, complaint = process.communicate(timeout=900)
    assert process.returncode == 0, complaint
    return said


def check(place: Place, *moment: object) -> None:
    with place.open() as ledger:
        assert list(ledger.check()) == [], moment


def texts(place: Place) -> set[str]:
    """The texts in a ledger, whoever writes to it; none where it is not there yet."""
    query = "SELECT text FROM revisions"
    if place.engine == "sqlite":
        if not Path(place.target).exists():
            return set()
        with closing(sqlite3.connect(f"file:{place.target}?mode=ro", uri=True, timeout=30)) as raw:
            return {text.strip() for (text,) in raw.execute(query)}
    try:
        return {text.strip() for (text,) in place.sql(query)}
    except DBAPIError:
        return set()


@dataclass
class Witness:
    """Another program that looks into a ledger: what it was told of, or has seen there, must stay."""

    place: Place
    acknowledged: set[str] = field(default_factory=set)

    def look(self) -> object:
        """A sign: changes as more is kept."""
        self.acknowledged |= texts(self.place)
        return len(self.acknowledged)

    def check(self, *moment: object) -> None:
        kept = texts(self.place)
        assert self.acknowledged <= kept, (moment, self.acknowledged - kept)
        if not kept:
            return  # there may be no ledger yet; the next run makes it
        if self.place.engine == "sqlite":
            check_whole(Path(self.place.target), len(self.acknowledged))
        check(self.place, moment)
        self.look()


def inputs(folder: Path, number: int) -> tuple[Path, set[str]]:
    """A folder of reports that are in no folder of another number, and their texts."""
    made, said = folder / f"{number:03}", set()
    made.mkdir(parents=True)
    for n in range(number * EACH, (number + 1) * EACH):
        (made / f"{n:05}.txt").write_text(SAID.format(n), encoding="utf8")
        said.add(SAID.format(n).strip())
    return made, said


def test_add(new_place: Callable[[], Place], tmp_path: Path, chance: random.Random) -> None:
    """Acknowledged are the reports of a run that ended well, and those that another program saw in the ledger before."""
    witness, killer, total, runs = Witness(new_place()), Killer(chance), 0, count(1)
    names = [*signs_of(witness.place), "as a report is seen"]
    folder, said = inputs(tmp_path / "inn", 0)
    with depesje("add", str(folder), "--ledger", witness.place.target) as process:
        killer.time(process)
    witness.acknowledged |= said
    for moment in killer.moments(kills_of(witness.place), *names):
        killer.signs = signs_of(witness.place) | {"as a report is seen": witness.look}
        folder, said = inputs(tmp_path / "inn", next(runs))
        with depesje("add", str(folder), "--ledger", witness.place.target) as process:
            if not killer.kill(process, moment):
                told(process)
                witness.acknowledged |= said
        witness.check(moment)
        if killer.killed.total() % AFRESH == 0:
            total += len(witness.acknowledged)
            witness = Witness(new_place())
    total += len(witness.acknowledged)
    with depesje("add", str(tmp_path / "inn"), "--ledger", witness.place.target) as process:
        told(process)
    assert len(texts(witness.place)) == next(runs) * EACH
    witness.check("in the end")
    print(f"\nadd, {witness.place.engine}: {killer}; {total} reports acknowledged, none lost, check clean")


def test_correct(place: Place, chance: random.Random) -> None:
    """Acknowledged are the acts whose numbers the command printed, or that another program saw in the ledger before."""
    with place.open() as ledger:
        for n in range(200):
            ledger.add(small(f"r{n}", name=f"Navn {chr(65 + n % 26)}", words=f"sak {n} er tatt opp"))
        statements = [row.id for row in ledger.said()]
        actors = [row.id for row in ledger.who("Navn", limit=100)]
    acknowledged = set[int]()

    def held() -> set[int]:
        return {number for (number,) in place.sql("SELECT number FROM corrections")}

    def look() -> object:
        acknowledged.update(held())
        return len(acknowledged)

    killer = Killer(chance, signs_of(place) | {"as an act is seen": look})

    def start() -> subprocess.Popen[str]:
        some = chance.sample(statements, 25)
        words = chance.choice(
            (
                ["correct", *some, "--confirm"],
                ["correct", *some, "--reject", "--why", "feil lest"],
                ["correct", *some, "--set", f"act={chance.choice(('demand', 'warn', 'promise'))}"],
                ["merge", *chance.sample(actors, 2)],
            )
        )
        return depesje(*words, "--ledger", place.target)

    def acts(said: str) -> set[int]:
        return {int(number) for number in re.findall(r"correction (\d+)\)\n", said)}

    with start() as process:
        killer.time(process)
        acknowledged |= acts(told(process))
    for moment in killer.moments(kills_of(place), *killer.signs):
        with start() as process:
            over = not killer.kill(process, moment)
            said, complaint = process.communicate()
            assert not over or process.returncode == 0, complaint
        acknowledged |= acts(said)
        kept = held()
        assert acknowledged <= kept, (moment, acknowledged - kept)
        check(place, moment)
    assert acknowledged
    print(
        f"\ncorrect, {place.engine}: {killer}; {len(acknowledged)} acts acknowledged, none lost, check clean"
    )


RULES = """[targets.hook]
webhook = "{url}/hook"
[[rules]]
name = "Krav"
act = "demand"
within = "always"
targets = ["hook"]
"""


def halting(answer: Answer) -> Answer:
    """The same answer after a while, in which whoever asked can be killed."""

    def slowly(to: Connection) -> None:
        time.sleep(0.03)
        answer(to)

    return slowly


def test_watch(path: Path, tmp_path: Path, chance: random.Random) -> None:
    """No entry is lost or kept twice, and no alert is lost or has two ids, wherever the kills fall."""
    (tmp_path / "fetching.toml").write_text("gap-seconds = 0\n", encoding="utf8")
    so_far, alerts = 0, dict[str, set[str]]()

    def hook(to: Connection) -> None:
        for alert in json.loads(to.asked.body)["alerts"]:
            alerts.setdefault(alert["record"], set()).add(alert["id"])
        time.sleep(0.01)
        to.whole("takk")

    with published() as paper:
        paper.answers("/hook", hook)
        paper.answers("/feed", halting(paper.serve_feed))
        (tmp_path / "regler.toml").write_text(RULES.format(url=paper.server.url), encoding="utf8")

        def publish() -> None:
            nonlocal so_far
            new = range(so_far, so_far + ENTRIES)
            paper.publish(*new)
            for n in new:
                paper.answers(f"/sak/{n}", halting(paper.server.answers[f"/sak/{n}"]))
            so_far += ENTRIES
            with closing(sqlite3.connect(path)) as raw, raw:
                raw.execute("UPDATE feeds SET due_at = '2000-01-01T00:00:00.000000Z'")

        def watch(*more: str) -> subprocess.Popen[str]:
            arguments = ["watch", paper.feed, "--ledger", str(path), "--allow-private", "127.0.0.1"]
            arguments += ["--alert", str(tmp_path / "regler.toml"), *more]
            settings = environment(DEPESJE_FETCHING=str(tmp_path / "fetching.toml"))
            return subprocess.Popen(
                [*COMMAND, *arguments], stdout=subprocess.DEVNULL, env=settings, cwd=ROOT, text=True
            )

        with watch("--once") as process:  # the rule is known from here on
            assert process.wait(300) == 0
        publish()
        witness = Witness(Place(str(path)))
        signs = file_signs(path) | {
            "as a source is fetched": lambda: len(paper.server.paths()), "as a report is seen": witness.look
        }  # fmt: skip
        killer = Killer(chance, signs)
        with watch("--once") as process:
            killer.time(process)
        for moment in killer.moments(KILLS, *signs):
            publish()
            with watch() as process:
                assert killer.kill(process, moment), process.returncode
            witness.check(moment)
        total = len(witness.acknowledged)
        publish()
        with watch("--once") as process:
            assert process.wait(900) == 0
        witness.check("in the end")
        assert len(witness.acknowledged) == so_far
        with open_ledger(path, create=False) as ledger:
            assert ledger.watching.undelivered() == 0
            assert set(alerts) == {row.id for row in ledger.said(act="demand")}
    assert {len(ids) for ids in alerts.values()} == {1}
    assert len(alerts) == so_far
    print(
        f"\nwatch: {killer}; {total} of {so_far} entries seen by then, none lost, {len(alerts)} alerts, check clean"
    )


def test_backup_and_export(place: Place, tmp_path: Path, chance: random.Random) -> None:
    """What is under the name that was asked for is what was there before, or the new one, whole."""
    with place.open() as ledger:
        for n in range(200):
            ledger.add(small(f"r{n}", name=f"Navn {chr(65 + n % 26)}", words=f"sak {n} er tatt opp"))
    copy, out, held = tmp_path / "kopi.db", tmp_path / "ut.json", 200

    def start(what: str) -> subprocess.Popen[str]:
        words = (
            ["backup", str(copy), "--force"]
            if what == "backup"
            else ["export", "--format", "json", "--out", str(out)]
        )
        return depesje(*words, "--ledger", place.target)

    def held_by(what: str) -> int:
        if what == "backup":
            with open_ledger(copy, create=False) as ledger:
                assert list(ledger.check()) == []
                return ledger.counts().reports
        return len(json.loads(out.read_text(encoding="utf8"))["reports"])

    for what in ("backup", "export"):
        killer, was = Killer(chance, {"as files come and go": lambda: sorted(os.listdir(tmp_path))}), held
        with start(what) as process:
            killer.time(process)
        assert held_by(what) == held
        for moment in killer.moments(max(KILLS // 5, 1), *killer.signs):
            with place.open() as ledger:
                ledger.add(small(f"r{held}", words=f"sak {held} er tatt opp"))
            held += 1
            with start(what) as process:
                over = not killer.kill(process, moment)
            now = held_by(what)
            assert now == held if over else now in (was, held), moment
            was = now
        check(place)
        print(f"\n{what}, {place.engine}: {killer}; the file was always the old one or the new one, whole")
