"""Databases that are ledgers, and databases that are not; what is told of a server that cannot be used."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from depesje.errors import LedgerError, UnusableError
from depesje.ledger import Counts, open_ledger
from depesje.ledger.wordindex import LAST_PLACE
from depesje.records import Record, Report
from tests import postgres
from tests.places import Place
from tests.postgres import GUARDED, Server

from .making import grense, small

SECRET = "hemmelig ord/42"


def refused(target: str, create: bool = True) -> str:
    """What opening says no with: one line without the password."""
    with pytest.raises(LedgerError) as caught:
        open_ledger(target, create=create)
    said = str(caught.value)
    assert "\n" not in said
    assert "hemmelig" not in said
    return said


@pytest.mark.parametrize(
    "target",
    ["postgresql://ola:hemmelig@h:port/d", "postgresql://ola:hemmel@ig:hemmelig@h/d", "mysql://ola:hemmelig@h/d",
     "ftp://ola:hemmelig"],
)  # fmt: skip
def test_an_address_that_is_none_is_not_repeated_with_its_password(target: str) -> None:
    refused(target)


def test_a_missing_driver_is_told_with_what_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'depesje[postgres]'" in refused("postgresql://ola:hemmelig@h/d?password=hemmelig")


def test_a_host_that_does_not_answer(tmp_path: Path) -> None:
    for address in (f"/d?host={tmp_path}", "127.0.0.1:1/d", "no-such-host.invalid/d"):
        at = "" if address.startswith("/") else "@"
        assert "cannot be reached" in refused(f"postgresql://ola:hemmelig@{address.removeprefix(at)}")


@pytest.mark.server
class TestServer:
    def test_a_database_that_is_not_there(self, server: Server) -> None:
        assert "does not exist" in refused(server.url("ingen"))

    def test_an_empty_database_becomes_a_ledger_when_asked_to(self, server: Server) -> None:
        url = server.url(server.database())
        assert "holds no ledger yet" in refused(url, create=False)
        with open_ledger(url) as ledger:
            assert ledger.counts() == Counts(0, 0, 0, 0)
            assert (ledger.path, ledger.add(grense())) == (None, "added")
        with open_ledger(url.replace("postgresql:", "postgres:"), create=False) as ledger:
            assert len(ledger.said()) == 3
            assert ledger.name in url

    def test_another_programs_tables_are_left_alone(self, server: Server) -> None:
        place = Place(server.url(server.database()))
        place.sql("CREATE TABLE alembic_version (version_num varchar)")
        place.sql("INSERT INTO alembic_version VALUES ('0001')")
        before = place.dump()
        assert "another program's tables" in refused(place.target)
        assert place.dump() == before

    def test_a_newer_ledger(self, server: Server, server_template: str) -> None:
        place = Place(server.url(server.database(server_template)))
        place.sql("UPDATE alembic_version SET version_num = '9999'")
        assert "newer Depesje" in refused(place.target)

    def test_a_wrong_password_is_refused_and_not_told(self, server: Server, server_template: str) -> None:
        server.run(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{SECRET}'")
        name = server.database(server_template)
        assert "refuses" in refused(server.url(name, GUARDED, "hemmelig feil"))
        assert "permission denied" in refused(server.url(name, GUARDED, SECRET))
        server.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {GUARDED}", name)
        with open_ledger(server.url(name, GUARDED, SECRET)) as ledger:
            assert ledger.counts().reports == 0
            with pytest.raises(LedgerError, match="permission denied"):
                ledger.add(small("r1"))

    def test_a_ledger_in_a_schema_of_its_own(self, server: Server) -> None:
        name = server.database()
        server.run("CREATE SCHEMA krise", name)
        with open_ledger(f"{server.url(name)}&options=-csearch_path%3Dkrise") as ledger:
            ledger.add(grense())
        place = Place(server.url(name))
        assert place.sql("SELECT count(*) FROM krise.reports") == [(1,)]
        assert place.dump() == {}

    def test_a_database_in_another_encoding(self, server: Server) -> None:
        server.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
        assert "UTF8" in refused(server.url("latin"))

    def test_text_sorts_by_its_characters_whatever_the_databases_language(self, server: Server) -> None:
        place = Place(server.url(server.database()))
        place.open(create=True).close()
        others = "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public'"
        assert place.sql(f"{others} AND data_type = 'character varying' AND collation_name <> 'C'") == [(0,)]

    def test_a_text_that_no_database_can_hold_is_refused_in_a_line(self, server: Server) -> None:
        with open_ledger(server.url(server.database())) as ledger:
            for broken in ("med \0 inni", "med \udc80 inni"):
                with pytest.raises(LedgerError, match="cannot keep a text"):
                    ledger.add(Record(Report("r", broken)))
            assert ledger.counts().reports == 0

    def test_what_no_database_can_hold_does_not_make_the_ledger_seem_broken(self, server: Server) -> None:
        with (
            open_ledger(server.url(server.database())) as ledger,
            pytest.raises(LedgerError, match="NUL") as told,
        ):
            ledger.told("\0")
        assert not isinstance(told.value, UnusableError)

    def test_long_texts_are_kept_and_found(self, server: Server) -> None:
        many = " ".join(f"ord{n}" for n in range(120_000))
        with open_ledger(server.url(server.database())) as ledger:
            ledger.add(Record(Report("mange", f"Sundet åpnes. {many} ende")))
            ledger.add(
                Record(Report("lange", "å" * 5000 + " sundet " + "sund " * (LAST_PLACE + 5) + " vippen"))
            )
            assert {row.report for row in ledger.search("sundet")} == {"mange", "lange"}
            assert [row.report for row in ledger.search("vippen")] == ["lange"]

    def test_a_server_that_went_away(self) -> None:
        where = postgres.binaries()
        if where is None:
            pytest.skip(postgres.MISSING)
        with postgres.running(where) as server:
            ledger = open_ledger(server.url(server.database()))
        with pytest.raises(LedgerError, match="cannot be reached"):
            ledger.add(small("r1"))
