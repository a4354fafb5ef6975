"""Keeps dossiers in the ledger: what each is about, and which reports are filed in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, update

from depesje.errors import DossierError
from depesje.ledger import ids, pointing
from depesje.ledger.clock import NOW, Known
from depesje.ledger.dates import BEGINNING, END, bounds
from depesje.ledger.dossiers.facts import Facts
from depesje.ledger.dossiers.filing import Crisis, Filing, file
from depesje.ledger.names import fold
from depesje.ledger.numbers import listed
from depesje.ledger.schema import readings, reports
from depesje.ledger.schema_dossiers import dossier_versions, dossiers, filings
from depesje.ledger.store import insert_all, inserted

_v, _f = dossier_versions.c, filings.c
_ID = re.compile(f"{ids.DOSSIER}-([1-9][0-9]{{0,8}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier, who last changed it and when, and how many reports are in it."""

    id: str
    name: str
    parties: tuple[str, ...]
    words: tuple[str, ...]
    since: str | None
    until: str | None
    reports: int
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class FilingRow:
    """A report in a dossier: why it is there, and who put it there where no rule did."""

    report: str
    title: str | None
    published: str | None
    reason: str
    who: str | None


def found(connection: Connection, name: str, known: Known = NOW) -> int:
    """The number of a dossier by its name or id, case and accents aside; raises ``DossierError`` where there is none."""
    by_id = _ID.fullmatch(name.strip())
    wanted = _v.dossier == int(by_id[1]) if by_id else _v.name_key == fold(name)
    number = connection.scalar(select(_v.dossier).where(known.holds(dossier_versions), wanted))
    if number is None:
        names = connection.scalars(
            select(_v.name).where(known.holds(dossier_versions)).order_by(_v.name)
        ).all()
        if names:
            raise DossierError(
                "no dossier is called %(name)r; there are %(names)s", name=name, names=tuple(names)
            )
        raise DossierError(
            "no dossier is called %(name)r; there are none yet: depesje dossier new NAME", name=name
        )
    return int(number)


def filed_in(connection: Connection, name: str, known: Known = NOW) -> Select[tuple[int]]:
    """The keys of the reports in a dossier, to compare with."""
    number = found(connection, name, known)
    return select(_f.report).where(known.holds(filings), _f.dossier == number, _f.filed.is_(True))


def listing(connection: Connection, known: Known = NOW) -> list[DossierRow]:
    """All dossiers by name."""
    rows = connection.execute(
        select(dossier_versions).where(known.holds(dossier_versions)).order_by(_v.name_key)
    ).all()
    counts = select(_f.dossier, func.count()).where(known.holds(filings), _f.filed.is_(True))
    counted = {row[0]: row[1] for row in connection.execute(counts.group_by(_f.dossier))}
    return [_row(row, counted.get(row.dossier, 0)) for row in rows]


def contents(connection: Connection, name: str, known: Known = NOW) -> list[FilingRow]:
    """The reports in a dossier with the reason of each, newest first."""
    number, r = found(connection, name, known), readings.c
    rows = connection.execute(
        select(reports.c.id, r.title, r.published, _f.reason, _f.who)
        .join(reports, reports.c.key == _f.report)
        .join(readings, r.report == _f.report)
        .where(known.holds(filings), known.holds(readings), _f.dossier == number, _f.filed.is_(True))
        .order_by(r.earliest.desc().nulls_last(), _f.report.desc())
    )
    return [FilingRow(row.id, row.title, row.published, row.reason, row.who) for row in rows]


def make(connection: Connection, crisis: Crisis, who: str, now: str) -> int:
    """Write a new dossier; raises ``DossierError`` where the name is taken or says nothing, or a date is none."""
    check(connection, crisis, None)
    number = inserted(connection, dossiers.insert().values(recorded_at=now))
    _write(connection, number, crisis, who, now)
    return number


def change(connection: Connection, number: int, crisis: Crisis, who: str, now: str) -> None:
    """Let a dossier be about something else from now on; raises ``DossierError`` as ``make`` does."""
    check(connection, crisis, number)
    _end(connection, number, now)
    _write(connection, number, crisis, who, now)


def close(connection: Connection, number: int, now: str) -> None:
    """End a dossier; what was filed in it stays to be seen by ``known``."""
    _end(connection, number, now)
    connection.execute(
        update(filings).where(_f.dossier == number, _f.superseded_at.is_(None)).values(superseded_at=now)
    )


def crises(connection: Connection) -> dict[int, Crisis]:
    """What all current dossiers are about, by number."""
    rows = connection.execute(select(dossier_versions).where(_v.superseded_at.is_(None)))
    return {row.dossier: crisis(row) for row in rows}


def crisis(row: Row[tuple[object, ...]]) -> Crisis:
    """What a version of a dossier is about."""
    parties, words = tuple(json.loads(row.parties)), tuple(json.loads(row.words))
    return Crisis(row.name, parties, words, row.since, row.until)


def refile(connection: Connection, report: int, facts: Facts, now: str) -> None:
    """File a report in the dossiers that there are, or take it out, as the rules have it; see ``rule``."""
    about = crises(connection)
    if not about:
        return
    held = {row.dossier: row for row in connection.execute(_held().where(_f.report == report))}
    rule(connection, [(held.get(n), n, report, file(of, facts)) for n, of in about.items()], now)


def fill(connection: Connection, number: int, judged: Mapping[int, Filing], now: str) -> None:
    """File reports in one dossier, or take them out, as they were judged by the rules; see ``rule``."""
    held = {row.report: row for row in connection.execute(_held().where(_f.dossier == number))}
    rule(connection, [(held.get(report), number, report, one) for report, one in judged.items()], now)


def rule(
    connection: Connection, judged: Iterable[tuple[Row[Any] | None, int, int, Filing]], now: str
) -> None:
    """Let reports be in dossiers as the rules have it: what is held of them, dossier, report and verdict.

    What a person decided stands, and so does what is as it was.
    """
    gone: set[int] = set()
    come: list[dict[str, Any]] = []
    for old, number, report, filing in judged:
        if old is not None and (old.who is not None or (filing.filed and old.reason == filing.reason)):
            continue
        if old is not None:
            gone.add(old.key)
        if filing.filed:
            come.append(_filing(number, report, True, filing.reason, None, now))
    _supersede(connection, gone, now)
    insert_all(connection, filings, come)


def _held() -> Select[Any]:
    return select(filings).where(_f.superseded_at.is_(None))


def settle(
    connection: Connection, number: int, report: str, filed: bool, reason: str, who: str, now: str
) -> None:
    """File a report, or take it out, on a person's word; raises ``DossierError`` where it is not clear which."""
    key = pointing.report(connection, report).key
    old = connection.scalar(
        select(_f.key).where(_f.dossier == number, _f.report == key, _f.superseded_at.is_(None))
    )
    if old is not None:
        _supersede(connection, {old}, now)
    insert_all(connection, filings, [_filing(number, key, filed, reason, who, now)])


def check(connection: Connection, given: Crisis, number: int | None) -> None:
    """Raise ``DossierError`` where no dossier (or not this one) can be about that: see ``make``."""
    if not fold(given.name):
        raise DossierError("a dossier needs a name")
    if not given.parties and not given.words:
        raise DossierError(
            "%(name)s: a dossier needs parties or words; nothing would be filed in it", name=given.name
        )
    for date in (given.since, given.until):
        if date is not None and bounds(date) is None:
            raise DossierError(
                "%(given)r is no date; write it as 2022, 2022-01 or 2022-01-28 (EDTF)", given=date
            )
    begins, ends = bounds(given.since), bounds(given.until)
    if begins and ends and (begins.earliest or BEGINNING) > (ends.latest or END):
        raise DossierError(
            "%(name)s: since %(since)s is later than until %(until)s",
            name=given.name,
            since=given.since,
            until=given.until,
        )
    taken = connection.scalar(
        select(_v.dossier).where(_v.superseded_at.is_(None), _v.name_key == fold(given.name))
    )
    if taken is not None and taken != number:
        raise DossierError("there is a dossier called %(name)r already", name=given.name)


def _write(connection: Connection, number: int, about: Crisis, who: str, now: str) -> None:
    connection.execute(
        dossier_versions.insert().values(
            dossier=number,
            name=about.name,
            name_key=fold(about.name),
            parties=json.dumps(about.parties, ensure_ascii=False),
            words=json.dumps(about.words, ensure_ascii=False),
            since=about.since,
            until=about.until,
            who=who,
            recorded_at=now,
        )
    )


def _end(connection: Connection, number: int, now: str) -> None:
    connection.execute(
        update(dossier_versions)
        .where(_v.dossier == number, _v.superseded_at.is_(None))
        .values(superseded_at=now)
    )


def _filing(number: int, report: int, filed: bool, reason: str, who: str | None, now: str) -> dict[str, Any]:
    row = {"dossier": number, "report": report, "filed": filed, "reason": reason, "who": who}
    return {**row, "recorded_at": now}


def _supersede(connection: Connection, keys: set[int], now: str) -> None:
    if keys:
        connection.execute(update(filings).where(_f.key.in_(listed(keys))).values(superseded_at=now))


def _row(row: Row[tuple[object, ...]], filed: int) -> DossierRow:
    about = crisis(row)
    return DossierRow(
        id=ids.record_id(ids.DOSSIER, row.dossier),
        name=about.name,
        parties=about.parties,
        words=about.words,
        since=about.since,
        until=about.until,
        reports=filed,
        who=row.who,
        when=row.recorded_at,
    )
