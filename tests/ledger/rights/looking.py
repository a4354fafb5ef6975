"""Looks for words where they must not be: in the bytes of a ledger's file, or of a database's files."""

from __future__ import annotations

from pathlib import Path

from depesje.ledger.anchor import anchor
from depesje.ledger.rights.contents import KINDS
from depesje.ledger.rights.thinning import AROUND
from tests.places import Place


def found(place: Place, *words: str) -> list[str]:
    """Those of the words that lie where the ledger lies, in any of the ways that a ledger writes them."""
    data = b"".join(file.read_bytes() for file in _files(place))
    forms = {word: (word, word.lower(), word.upper()) for word in words}
    return [word for word, ways in forms.items() if any(way.encode("utf8") in data for way in ways)]


def _files(place: Place) -> list[Path]:
    if place.engine == "sqlite":
        beside = (Path(f"{place.target}{end}") for end in ("", "-wal", "-shm", "-journal"))
        return [file for file in beside if file.exists()]
    # All but the server's own log, which is one for all of its databases.
    place.sql("CHECKPOINT")
    ((number,),) = place.sql("SELECT oid FROM pg_database WHERE datname = current_database()")
    folder = Path(place.target.partition("?host=")[2]) / "data" / "base" / str(number)
    return [file for file in folder.iterdir() if file.is_file()]


def text(place: Place, number: int = 1) -> str:
    """What is held of a text."""
    ((held,),) = place.sql("SELECT text FROM revisions WHERE key = :number", number=number)
    return str(held)


def is_whole(place: Place) -> None:
    """Assert that keys lead somewhere, words stand in their text, and the indexes hold what is current and no more."""
    if place.engine == "sqlite":
        assert place.sql("PRAGMA integrity_check") == [("ok",)]
        assert place.sql("PRAGMA foreign_key_check") == []
    for table, index in (("readings", "report_words"), ("statement_versions", "statement_words")):
        current = place.sql(f"SELECT key FROM {table} WHERE superseded_at IS NULL ORDER BY key")
        assert place.sql(f"SELECT rowid FROM {index} ORDER BY rowid") == current
    for kind in KINDS:
        for exact, prefix, suffix, start, end, text, kept in place.sql(
            'SELECT a.exact, a.prefix, a.suffix, a.start, a."end", r.text, r.kept'
            f" FROM {kind.anchors.name} a JOIN {kind.versions.name} v ON v.key = a.version"
            " JOIN readings g ON g.key = v.reading JOIN revisions r ON r.key = g.revision"
        ):
            around = anchor(text, start, end)
            if kept != "none":
                assert exact == around.exact
            if kept == "full":
                assert (prefix, suffix) == (around.prefix, around.suffix)
            else:
                assert max(len(prefix), len(suffix)) <= AROUND
    wrong = place.sql(
        'SELECT f.text, substr(r.text, m.start + 1, m."end" - m.start) FROM mentions m'
        " JOIN forms f ON f.key = m.form JOIN appearances a ON a.key = m.appearance"
        " JOIN readings g ON g.key = a.reading JOIN revisions r ON r.key = g.revision"
        " WHERE r.kept <> 'none' AND f.text <> substr(r.text, m.start + 1, m.\"end\" - m.start)"
    )
    assert wrong == []
