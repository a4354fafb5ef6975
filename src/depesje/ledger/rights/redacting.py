"""Blanks a person's name in the texts and in every column that holds words of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, or_, select, true

from depesje.ledger import ids, stories
from depesje.ledger.kinds import KINDS, Kind
from depesje.ledger.names import fold, name_key, surname_key
from depesje.ledger.numbers import listed
from depesje.ledger.rights.blanking import without
from depesje.ledger.rights.contents import ANCHORED, FOLDED, WORDS
from depesje.ledger.rights.naming import Names
from depesje.ledger.rights.thinning import of_revision, reindex, rethin
from depesje.ledger.schema import (
    actor_versions,
    appearances,
    asides,
    forms,
    mentions,
    metadata,
    readings,
    revisions,
    statement_versions,
)
from depesje.ledger.schema_actors import actor_keys
from depesje.ledger.schema_corrections import corrections
from depesje.ledger.schema_dossiers import dossier_versions
from depesje.ledger.wordings import form_keys

Places = Callable[[str], list[tuple[int, int]]]  # where something stands in a text

# Columns that are more than words: an identity, an address, or another column made anew.
_ELSEWHERE = {
    ("reports", "id"), ("readings", "url"), ("revisions", "text"), ("forms", "text"), ("forms", "folded"),
    ("actor_versions", "name_key"), ("actor_versions", "surname_key"), ("actor_keys", "key"), ("actor_keys", "block"),
    *(("dossier_versions", column) for column in WORDS["dossier_versions"]),
}  # fmt: skip
# Columns of JSON, in which a line's beginning is a letter more than it is.
_JSON = {("corrections", "details"), ("user_searches", "asked")}
# Tables of what people type, in which a name has any capitals; a filing's reason gives a dossier's own words.
_TYPED = {"filings", "user_searches"}
_FIRST, _LAST = re.compile(r"\A[^\W_]+"), re.compile(r"[^\W_]+\Z")


def redact(
    connection: Connection, names: Names, mentioned: Mapping[int, list[tuple[int, int]]], now: str
) -> int:
    """Blank the names, and every mention that a reading found, by the key of the text; how many texts were blanked."""
    texts = set(mentioned) | _naming(connection, revisions, "text", names, revisions.c.key)
    for revision in sorted(texts):
        _text(connection, revision, names, mentioned.get(revision), now)
    _columns(connection, names, set(mentioned))
    _dossiers(connection, names)
    _forms(connection, names, set(mentioned))
    for revision in sorted(texts):
        _mentions(connection, revision)
        reindex(connection, revision)
    for report in connection.scalars(
        select(revisions.c.report).where(revisions.c.key.in_(listed(texts)))
    ).all():
        stories.renew(connection, report)
    return len(texts)


def _mentions(connection: Connection, revision: int) -> None:
    """Let mentions of others that stood in what was blanked (the state in somebody's title) follow their text."""
    held = connection.execute(select(revisions).where(revisions.c.key == revision)).one()
    if held.kept == "none":
        return
    rows = connection.execute(
        select(mentions, forms.c.text.label("words"))
        .join(forms, forms.c.key == mentions.c.form)
        .join(appearances, appearances.c.key == mentions.c.appearance)
        .join(readings, readings.c.key == appearances.c.reading)
        .where(readings.c.revision == revision)
    ).all()
    for row in rows:
        words = held.text[row.start : row.end]
        if words != row.words and any(map(str.isalnum, words)):
            new = form_keys(connection, [words])[words]
            connection.execute(mentions.update().where(mentions.c.key == row.key).values(form=new))
        elif words != row.words:
            connection.execute(mentions.delete().where(mentions.c.key == row.key))


def _text(
    connection: Connection, revision: int, names: Names, mentioned: list[tuple[int, int]] | None, now: str
) -> None:
    """Blank one text, and let the words that records hang on follow it."""
    held = connection.execute(select(revisions).where(revisions.c.key == revision)).one()
    known = mentioned is not None
    text = without(held.text, [*(mentioned or ()), *names.places(held.text, known=known)])
    connection.execute(
        revisions.update().where(revisions.c.key == revision).values(text=text, redacted_at=now)
    )
    if held.kept == "none":
        return
    for kind in KINDS:
        _anchors(connection, kind, revision, text, whole=held.kept == "full")
    if held.kept == "quotes":
        rethin(connection, revision)  # what an erased record hung on goes as well


def _anchors(connection: Connection, kind: Kind, revision: int, text: str, *, whole: bool) -> None:
    a = kind.anchors.c
    for row in connection.execute(
        select(kind.anchors).where(a.version.in_(of_revision(kind, revision)))
    ).all():
        before, after = max(0, row.start - len(row.prefix)), row.end + len(row.suffix)
        # Half a name may stand at the edge of what is kept around a quotation, so that is made anew as well.
        around = (text[before : row.start], text[row.end : after]) if whole else ("", "")
        new = (text[row.start : row.end], *around)
        if new != (row.exact, row.prefix, row.suffix):
            connection.execute(
                kind.anchors.update()
                .where(a.version == row.version, a.role == row.role, a.ordinal == row.ordinal)
                .values(dict(zip(ANCHORED, new, strict=True)))
            )


def _columns(connection: Connection, names: Names, known: set[int]) -> None:
    """Blank the names in all other columns: word by word in what hangs on texts that the person is in."""
    for table_name, columns in WORDS.items():
        table = metadata.tables.get(table_name)
        if table is None:
            continue
        near = _near(table, known)
        for column in columns:
            if (table_name, column) in _ELSEWHERE:
                continue
            if (table_name, column) in FOLDED:
                _blank_folded(connection, table, column, names)
                continue
            _blank(connection, table, column, names, None)
            if near is not None:
                _blank(connection, table, column, names, near)
    for row in connection.execute(
        select(actor_versions).where(actor_versions.c.name.contains("_", autoescape=True))
    ).all():
        surname = surname_key(row.name) if row.surname_key is not None else None
        connection.execute(
            actor_versions.update()
            .where(actor_versions.c.key == row.key)
            .values(name_key=name_key(row.name), surname_key=surname)
        )
    # What was blanked in a name leads nobody to it any more.
    blanked = actor_keys.c.name.contains("_", autoescape=True)
    connection.execute(actor_keys.update().where(blanked).values(key=None, block=None))


def _near(table: Table, known: set[int]) -> ColumnElement[bool] | None:
    """Which rows of a table hang on these texts; None where they hang on none."""
    read = select(readings.c.key).where(readings.c.revision.in_(listed(known)))
    if table is readings:
        return readings.c.key.in_(read)
    if table is actor_versions:
        there = select(appearances.c.actor).where(appearances.c.reading.in_(read))
        # A person who has the same surname is somebody else.
        return actor_versions.c.actor.in_(there) & (actor_versions.c.kind == "unnamed")
    if table is appearances:
        return appearances.c.reading.in_(read) & (appearances.c.kind == "unnamed")
    if table is corrections:
        return or_(*(_corrected(kind.owner, kind.versions, read) for kind in KINDS))
    if table is asides:
        return asides.c.revision.in_(listed(known))
    if "reading" in table.c:
        return table.c.reading.in_(read)
    for kind in KINDS:
        if table is kind.anchors:
            v = kind.versions.c
            return table.c.version.in_(select(v.key).where(v.reading.in_(read)))
    return None


def _corrected(owner: str, versions: Table, read: Select[Any]) -> ColumnElement[bool]:
    """Which acts are of a record that was ever read in one of these readings."""
    here = select(versions.c[owner]).where(versions.c.reading.in_(read))
    return (corrections.c.kind == owner) & corrections.c.record.in_(here)


def _blank(
    connection: Connection, table: Table, column: str, names: Names, near: ColumnElement[bool] | None
) -> None:
    places: Places = partial(names.places, known=near is not None)
    where = _holding(table.c[column], names) if near is None else near
    if table.name in _TYPED:
        places, where = names.typed_places, true()
    blanked = _blanked_json if (table.name, column) in _JSON else _blanked
    primary = list(table.primary_key.columns)
    for row in connection.execute(select(*primary, table.c[column].label("words")).where(where)).all():
        if row.words is None:
            continue
        new = blanked(row.words, places)
        if new != row.words:
            same = [key == row._mapping[key.name] for key in primary]
            connection.execute(table.update().where(*same).values({column: new}))


def _blanked(words: str, places: Places) -> str:
    return without(words, places(words))


def _blanked_json(held: str, places: Places) -> str:
    """JSON with each text in it blanked; as it stands where nothing is."""
    told = msgspec.json.decode(held)
    new = _blanked_values(told, places)
    return held if new == told else msgspec.json.encode(new).decode()


def _blanked_values(told: Any, places: Places) -> Any:
    if isinstance(told, str):
        return _blanked(told, places)
    if isinstance(told, list):
        return [_blanked_values(one, places) for one in told]
    if isinstance(told, dict):
        new = {name: _blanked_values(one, places) for name, one in told.items()}
        if told.keys() >= set(ANCHORED):  # at whose edges half a name may stand
            new["prefix"] = without(new["prefix"], _spans(_FIRST, new["prefix"]))
            new["suffix"] = without(new["suffix"], _spans(_LAST, new["suffix"]))
        return new
    return told


def _spans(pattern: re.Pattern[str], words: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(words)]


def _dossiers(connection: Connection, names: Names) -> None:
    """Blank the names in what dossiers are about; one whose own name is blanked is told from others by its id."""
    places = names.typed_places
    for row in connection.execute(select(dossier_versions)).all():
        held = {"name": row.name, "parties": row.parties, "words": row.words}
        new = {"name": _blanked(row.name, places)}
        new |= {column: _blanked_json(held[column], places) for column in ("parties", "words")}
        if new["name"] != row.name:
            own = ids.record_id(ids.DOSSIER, row.dossier)
            new["name"] += "" if own in new["name"] else f" {own}"
            new["name_key"] = fold(new["name"])
        if new != held:
            here = dossier_versions.c.key == row.key
            connection.execute(dossier_versions.update().where(here).values(new))


def _blank_folded(connection: Connection, table: Table, column: str, names: Names) -> None:
    """Blank every word of the name, in any letters; a key that has one finds nothing more, and goes."""
    words, primary = table.c[column], list(table.primary_key.columns)
    if not names.folded:
        return
    where = or_(*(words.contains(word, autoescape=True) for word in names.folded))
    for row in connection.execute(select(*primary, words.label("words")).where(where)).all():
        new = without(row.words, names.folded_places(row.words))
        same = [key == (row.words if key is words else row._mapping[key.name]) for key in primary]
        if new != row.words and words.primary_key:
            connection.execute(table.delete().where(*same))
        elif new != row.words:
            connection.execute(table.update().where(*same).values({column: new}))


def _forms(connection: Connection, names: Names, known: set[int]) -> None:
    """Let mentions of others whose wording names the person have the blanked wording."""
    read = select(readings.c.key).where(readings.c.revision.in_(listed(known)))
    seen = select(appearances.c.key).where(appearances.c.reading.in_(read))
    whole = _naming(connection, forms, "text", names, forms.c.key)
    _reword(connection, whole, lambda words: names.places(words, known=False), None, None)
    used = set(connection.scalars(select(mentions.c.form).where(mentions.c.appearance.in_(seen))))
    sv = statement_versions.c
    used |= set(
        connection.scalars(select(sv.speaker_form).where(sv.reading.in_(read), sv.speaker_form.is_not(None)))
    )
    _reword(
        connection,
        used,
        lambda words: names.places(words, known=True),
        mentions.c.appearance.in_(seen),
        sv.reading.in_(read),
    )


def _reword(
    connection: Connection,
    keys: set[int],
    places: Places,
    mentioning: ColumnElement[bool] | None,
    speaking: ColumnElement[bool] | None,
) -> None:
    sv = statement_versions.c
    for row in connection.execute(select(forms).where(forms.c.key.in_(listed(keys)))).all():
        blanked = without(row.text, places(row.text))
        if blanked == row.text:
            continue
        new = form_keys(connection, [blanked])[blanked]
        _point(connection, mentions, "form", mentions.c.form == row.key, mentioning, new)
        _point(connection, statement_versions, "speaker_form", sv.speaker_form == row.key, speaking, new)


def _point(
    connection: Connection, table: Table, column: str, old: Any, near: ColumnElement[bool] | None, new: int
) -> None:
    where = old if near is None else old & near
    connection.execute(table.update().where(where).values({column: new}))


def _naming(connection: Connection, table: Table, column: str, names: Names, key: Any) -> set[int]:
    """The keys of the rows whose column holds the whole name."""
    rows = connection.execute(select(key, table.c[column]).where(_holding(table.c[column], names)))
    return {number for number, words in rows if names.places(words, known=False)}


def _holding(column: ColumnElement[str], names: Names) -> ColumnElement[bool]:
    """A first look, which the pattern then makes sure of: the first word of a whole name stands there."""
    firsts = {form.split()[0] for name in names.whole for form in (name, name.upper())}
    return or_(*(column.contains(first, autoescape=True) for first in sorted(firsts)))
