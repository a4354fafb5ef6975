"""GDELT 2.0's event table: 61 columns, tab-separated, without a header.

Columns after "The GDELT Event Database: Data Format Codebook V2.0" (19 February 2015). What GDELT measures and a ledger does
not (tone, coordinates, ethnic and religious codes) is left empty.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import Any, BinaryIO

from depesje.exports import coding
from depesje.exports.delimited import tab_separated
from depesje.exports.options import Options
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import KeptEvent, Party

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _PLACE),
    *(f"Actor2Geo_{name}" for name in _PLACE),
    *(f"ActionGeo_{name}" for name in _PLACE),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
NOWHERE, A_STATE, A_CITY, A_REGION = 0, 1, 4, 5  # GDELT's kinds of place outside the United States
_KINDS = {"town": A_CITY, "region": A_REGION}
_FIRST_PARAGRAPH = 1
_EMPTY_PLACE: tuple[Any, ...] = (NOWHERE, *[None] * (len(_PLACE) - 1))


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """All events that count as happened (or all), a line for each pair of a doer and a recipient."""
    for event in snapshot.events(*(coding.ASKED if options.happened else ())):
        for n, doer, other in coding.pairs(event):
            out.write(tab_separated(row(event, n, doer, other)))


def row(event: KeptEvent, n: int, doer: Party | None, other: Party | None) -> list[Any]:
    """One line: the 61 columns."""
    cameo = event.cameo
    return [
        coding.number(event, n),
        *_dates(event.earliest),
        *_actor(doer),
        *_actor(other),
        int(event.paragraph == _FIRST_PARAGRAPH),
        cameo,
        coding.base(cameo),
        cameo[:2] if cameo else None,
        coding.quad_class(cameo),
        coding.goldstein(cameo),
        1,
        1,
        1,
        None,
        *_EMPTY_PLACE,
        *_EMPTY_PLACE,
        *_place(event.where),
        _moment(event.recorded_at),
        event.report.url or event.report.id,
    ]


def _dates(day: str | None) -> tuple[Any, ...]:
    """The day in GDELT's four ways: 20220128, 202201, 2022 and as a part of the year."""
    if day is None:
        return None, None, None, None
    year, month, in_month = (int(part) for part in day.split("-"))
    passed = (date(2000 if isleap(year) else 2001, month, in_month)).timetuple().tm_yday
    fraction = year + passed / (366 if isleap(year) else 365)
    return f"{year:04}{month:02}{in_month:02}", f"{year:04}{month:02}", f"{year:04}", f"{fraction:.4f}"


def _actor(party: Party | None) -> tuple[Any, ...]:
    if party is None:
        return (None,) * len(_ACTOR)
    role, group = coding.sector(party), coding.groups().get(party.code or "")
    known = group["known"] if group else None
    kind = role.cameo if role else None
    return (
        coding.actor_code(party),
        party.name.upper(),
        coding.country(party),
        known,
        *[None] * 3,
        kind,
        None,
        None,
    )


def _place(name: str | None) -> tuple[Any, ...]:
    if name is None:
        return _EMPTY_PLACE
    kind = A_STATE if name in coding.states().values() else _KINDS.get(coding.places().get(name, ""), A_CITY)
    return kind, name, *[None] * (len(_PLACE) - 2)


def _moment(recorded_at: str) -> str:
    """When the ledger got it, as GDELT's YYYYMMDDHHMMSS (UTC)."""
    return "".join(char for char in recorded_at[:19] if char.isdigit())
