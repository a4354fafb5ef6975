"""Takes out of a report's texts what may not be kept of them; the records that were read there stay.

``quotes`` leaves the words that records hang on, and the mentions of actors, each at its place in a text that is blanked
otherwise. ``none`` leaves no text at all: records keep their offsets, and of their words a quotation of bounded length.
The SHA-256 of the whole text stays, so that the same text is known again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, Table, select

from depesje.ledger import beside
from depesje.ledger.anchor import anchor
from depesje.ledger.kinds import KINDS, Kind
from depesje.ledger.numbers import listed
from depesje.ledger.rights.blanking import only, quotation
from depesje.ledger.rights.contents import WORDS
from depesje.ledger.rights.policies import KEEPS, Keep
from depesje.ledger.schema import REPORT_WORDS, appearances, mentions, readings, revisions
from depesje.ledger.wordindex import drop, put, put_all
from depesje.records import Report

AROUND = 8  # characters kept before and after a quotation: enough to tell two places apart


def thin(connection: Connection, revision: int, keep: Keep, limit: int) -> bool:
    """Keep no more of a revision than ``keep`` allows; whether that changed anything.

    What was taken out before cannot come back; the indexes are left to ``reindex``. Runs inside the writer's transaction.
    """
    held = connection.execute(select(revisions).where(revisions.c.key == revision)).one()
    keep = max(keep, held.kept, key=KEEPS.index)
    if keep == "full" or (keep == held.kept == "quotes"):
        return False
    versions = _versions(connection, revision)
    changed = bool(keep != held.kept)
    for kind, keys in versions:
        changed |= _cut(connection, kind, keys, limit) if keep == "none" else _shorten(connection, kind, keys)
    if keep != held.kept:
        places = _places(connection, revision, versions) if keep == "quotes" else []
        connection.execute(
            revisions.update()
            .where(revisions.c.key == revision)
            .values(kept=keep, text=only(held.text, places, sentences=keep == "quotes"))
        )
        beside.drop(connection, revision)
    if keep == "none":
        connection.execute(revisions.update().where(revisions.c.key == revision).values(quoted=limit))
    return changed


def restore(connection: Connection, revision: int, text: str) -> None:
    """Hold the whole text again, which somebody has given again, and the words in it that records hang on."""
    whole = {"text": text, "kept": "full", "quoted": None, "redacted_at": None}
    connection.execute(revisions.update().where(revisions.c.key == revision).values(whole))
    for kind, keys in _versions(connection, revision):
        a = kind.anchors.c
        for row in connection.execute(select(kind.anchors).where(a.version.in_(listed(keys)))).all():
            place = anchor(text, row.start, row.end)
            same = (a.version == row.version, a.role == row.role, a.ordinal == row.ordinal)
            words = {"exact": place.exact, "prefix": place.prefix, "suffix": place.suffix}
            connection.execute(kind.anchors.update().where(*same).values(words))


def rethin(connection: Connection, revision: int) -> None:
    """Blank what no record hangs on any more in a text that is kept in quotations."""
    text = connection.scalar(select(revisions.c.text).where(revisions.c.key == revision)) or ""
    places = _places(connection, revision, _versions(connection, revision))
    connection.execute(revisions.update().where(revisions.c.key == revision).values(text=only(text, places)))


def index_report(connection: Connection, reading: int, report: Report) -> None:
    """Enter a report that is kept whole, and of which the indexes have nothing yet."""
    put(connection, REPORT_WORDS, reading, report.text, report.language, title=report.title or "")


def reindex(connection: Connection, revision: int) -> None:
    """Let the indexes hold what is now kept of a revision's current reading, and nothing else."""
    row = connection.execute(
        select(readings.c.key, readings.c.title, readings.c.language, revisions.c.text, revisions.c.kept)
        .join(revisions, revisions.c.key == readings.c.revision)
        .where(readings.c.revision == revision, readings.c.superseded_at.is_(None))
    ).first()
    if row is None:
        return
    drop(connection, REPORT_WORDS, [row.key])
    words = row.text if row.kept == "full" else ""
    put(connection, REPORT_WORDS, row.key, words, row.language, title=row.title or "")
    for kind in KINDS:
        if kind.index is not None:
            _reindex_records(connection, kind, row)


def _reindex_records(connection: Connection, kind: Kind, reading: Any) -> None:
    v, a = kind.versions.c, kind.anchors.c
    current = select(v.key).where(v.reading == reading.key, v.superseded_at.is_(None))
    words: dict[int, list[str]] = {key: [] for key in connection.scalars(current)}
    query = select(a.version, a.exact).where(a.version.in_(current), a.role == kind.core)
    for version, exact in connection.execute(query.order_by(a.version, a.ordinal)):
        words[version].append(exact)
    assert kind.index is not None
    drop(connection, kind.index, words)
    told = {version: " ".join(pieces) for version, pieces in words.items()}
    put_all(connection, kind.index, told, reading.language)


def of_revision(kind: Kind, revision: int) -> Select[Any]:
    """The keys of all versions of records whose offsets count in a revision."""
    v = kind.versions.c
    return select(v.key).where(v.reading.in_(select(readings.c.key).where(readings.c.revision == revision)))


def _versions(connection: Connection, revision: int) -> list[tuple[Kind, set[int]]]:
    return [(kind, set(connection.scalars(of_revision(kind, revision)))) for kind in KINDS]


def _places(
    connection: Connection, revision: int, versions: list[tuple[Kind, set[int]]]
) -> list[tuple[int, int]]:
    """Where the words stand that records hang on, and the mentions of actors."""
    found: list[tuple[int, int]] = []
    for kind, keys in versions:
        a = kind.anchors.c
        rows = connection.execute(select(a.start, a.end).where(a.version.in_(listed(keys))))
        found += [(row.start, row.end) for row in rows]
    rows = connection.execute(
        select(mentions.c.start, mentions.c.end)
        .join(appearances, appearances.c.key == mentions.c.appearance)
        .join(readings, readings.c.key == appearances.c.reading)
        .where(readings.c.revision == revision)
    )
    return found + [(row.start, row.end) for row in rows]


def _shorten(connection: Connection, kind: Kind, versions: set[int]) -> bool:
    """Keep less of what stands around the words."""
    return _rewrite(
        connection,
        kind.anchors,
        versions,
        {"prefix": lambda words: words[-AROUND:], "suffix": lambda words: words[:AROUND]},
    )


def _cut(connection: Connection, kind: Kind, versions: set[int], limit: int) -> bool:
    """Keep no more than quotations, and nothing of what stands around them."""
    short = {"exact": lambda words: quotation(words, limit), "prefix": lambda _: "", "suffix": lambda _: ""}
    changed = _rewrite(connection, kind.anchors, versions, short)
    own = {name: lambda words: quotation(words, limit) for name in WORDS.get(kind.versions.name, ())}
    return _rewrite(connection, kind.versions, versions, own) or changed


def _rewrite(connection: Connection, table: Table, versions: set[int], how: dict[str, Any]) -> bool:
    """Rewrite columns of words in the rows of these versions; whether any changed."""
    if not how or not versions:
        return False
    primary = list(table.primary_key.columns)
    owner = table.c.version if "version" in table.c else table.c.key
    rows = connection.execute(
        select(*primary, *(table.c[name] for name in how)).where(owner.in_(listed(versions)))
    ).all()
    changed = False
    for row in rows:
        held = {name: row._mapping[name] for name in how}
        new = {name: None if words is None else how[name](words) for name, words in held.items()}
        if new != held:
            same = [column == row._mapping[column.name] for column in primary]
            connection.execute(table.update().where(*same).values(new))
            changed = True
    return changed
