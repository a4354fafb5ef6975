"""The indexes over stemmed words: kept in step with the rows, and searched, alike on both engines.

In SQLite an index is an FTS5 table of the stems; in PostgreSQL a table of vectors made of the same stems with their
places (nothing there is left to the server's own parser or dictionaries) and a GIN index. Both have a column
``rowid``, the key of what is indexed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import (
    REAL,
    ColumnElement,
    Connection,
    Integer,
    TableClause,
    TextClause,
    cast,
    column,
    false,
    func,
    literal_column,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR

from depesje.ledger.fulltext import Phrase, asked, indexed

# PostgreSQL's bounds on a vector (its manual, 12.11): longer words and words beyond them are not found.
LONGEST_WORD = 2000  # bytes
LONGEST_VECTOR = 1_000_000  # bytes
LAST_PLACE = 16383
MOST_PLACES = 255  # of one word
AT_ONCE = 10_000  # places of words that are fetched at a time
_GAP = 10  # places between title and text, so that no phrase spans them
_TITLE = 4.0  # how much more a word in the title says of what a report is about than one in the text


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search asks of an index: a table to join by ``rowid``, a condition, and what puts the best first."""

    index: TableClause
    condition: ColumnElement[bool] | TextClause
    order: ColumnElement[Any]


def put(
    connection: Connection, index: str, key: int, words: str, language: str | None, title: str | None = None
) -> None:
    """Enter the words (and the title) of what has this key."""
    stems = None if title is None else indexed(title, language)
    enter(connection, index, key, indexed(words, language), stems)


def put_all(connection: Connection, index: str, words: Mapping[int, str], language: str | None) -> None:
    """Enter the words of each of these keys, which have no titles."""
    _enter(connection, index, [(key, indexed(given, language), None) for key, given in words.items()])


def enter(connection: Connection, index: str, key: int, words: str, title: str | None = None) -> None:
    """Enter what has this key by its stems, parted by spaces."""
    _enter(connection, index, [(key, words, title)])


def _enter(connection: Connection, index: str, given: Sequence[tuple[int, str, str | None]]) -> None:
    """Enter keys with their stems; all of them have titles, or none has."""
    if not given:
        return
    if connection.dialect.name == "postgresql":
        entry = text(f"INSERT INTO {index} (rowid, stems) VALUES (:key, CAST(:stems AS tsvector))")
        rows = [
            {"key": key, "stems": _vector(words.split(), (title or "").split())}
            for key, words, title in given
        ]
    elif given[0][2] is None:
        entry = text(f"INSERT INTO {index} (rowid, words) VALUES (:key, :words)")
        rows = [{"key": key, "words": words} for key, words, _ in given]
    else:
        entry = text(f"INSERT INTO {index} (rowid, title, words) VALUES (:key, :title, :words)")
        rows = [{"key": key, "title": title, "words": words} for key, words, title in given]
    connection.execute(entry, rows)


def entries(connection: Connection, index: str) -> Iterator[tuple[int, str, str]]:
    """What a database's index holds: each key with the stems of its words and of its title, in their order."""
    query = text(
        f"SELECT i.rowid AS key, u.place, u.weight, u.lexeme FROM {index} i LEFT JOIN LATERAL ("
        "SELECT s.lexeme, p.place, p.weight FROM unnest(i.stems) s, unnest(s.positions, s.weights) p(place, weight)"
        ") u ON true ORDER BY i.rowid, u.place"
    ).execution_options(yield_per=AT_ONCE)
    for key, rows in groupby(connection.execute(query), key=lambda row: int(row.key)):
        found = [(row.weight, row.lexeme) for row in rows if row.lexeme is not None]
        title = [lexeme for weight, lexeme in found if weight == "A"]
        words = [lexeme for weight, lexeme in found if weight != "A"]
        yield key, " ".join(words), " ".join(title)


def drop(connection: Connection, index: str, keys: Iterable[int]) -> None:
    """Take what has these keys out."""
    rows = [{"key": key} for key in keys]
    if rows:
        connection.execute(text(f"DELETE FROM {index} WHERE rowid = :key"), rows)


def hits(connection: Connection, index: str, query: str) -> Hits:
    """How to find what holds all the words of a query, which must ask for some (``fulltext.asked``)."""
    return (_vectors if connection.dialect.name == "postgresql" else _fts5)(index, asked(query))


def _fts5(index: str, phrases: Sequence[Sequence[Phrase]]) -> Hits:
    clauses = ("(" + " OR ".join('"' + " ".join(words) + '"' for words in either) + ")" for either in phrases)
    condition = text(f"{index} MATCH :wanted").bindparams(wanted=" AND ".join(clauses))
    # The weights are those of the columns: title and words, or words alone, where the second says nothing.
    order = func.bm25(literal_column(index), _TITLE, 1.0)
    return Hits(table(index, column("rowid")), condition, order)


def _vectors(index: str, phrases: Sequence[Sequence[Phrase]]) -> Hits:
    # A word that is longer than any that is kept stands nowhere, nor does a phrase with it.
    kept = [[words for words in either if not any(map(_too_long, words))] for either in phrases]
    clauses = (
        "(" + " | ".join("(" + " <-> ".join(f"'{word}'" for word in words) + ")" for words in either) + ")"
        for either in kept
    )
    found = table(index, column("rowid", Integer), column("stems", TSVECTOR))
    if not all(kept):
        return Hits(found, false(), found.c.rowid)
    wanted = cast(" & ".join(clauses), TSQUERY)
    weights = cast([1 / _TITLE, 1 / _TITLE, 1 / _TITLE, 1.0], ARRAY(REAL))  # of D, C, B and A
    # 1: the longer a text, the less one word in it says.
    rank = func.ts_rank(weights, found.c.stems, wanted, 1)
    return Hits(found, found.c.stems.bool_op("@@")(wanted), rank.desc())


def _too_long(word: str) -> bool:
    return len(word.encode("utf8")) > LONGEST_WORD


def _vector(words: Sequence[str], title: Sequence[str]) -> str:
    """Stems with their places, as PostgreSQL writes a vector: ``'krav':1A,12 'sund':2A``."""
    placed: dict[str, list[str]] = defaultdict(list)
    size = 0
    first = len(title) + _GAP
    for place, stem, weight in (
        *((n, stem, "A") for n, stem in enumerate(title, 1)),
        *((n, stem, "") for n, stem in enumerate(words, first)),
    ):
        if _too_long(stem) or len(placed.get(stem, "")) >= MOST_PLACES:
            continue
        size += 2 if stem in placed else len(stem.encode("utf8")) + 8
        if size > LONGEST_VECTOR:
            break
        placed[stem].append(f"{min(place, LAST_PLACE)}{weight}")
    return " ".join(f"'{stem}':{','.join(places)}" for stem, places in placed.items())
