"""Where the tests' ledgers lie: the same tests run over every engine.

A test that asks for ``place`` or ``ledger`` runs once for each engine; one that asks for ``path`` as well looks into the
file, and runs on SQLite alone. Those on PostgreSQL are marked ``server``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from depesje.ledger import Ledger, open_ledger

from . import postgres
from .postgres import Server

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)]


@dataclass(frozen=True)
class Place:
    """Where one ledger lies, and what is in its tables whatever the ledger says."""

    target: str

    @property
    def engine(self) -> str:
        return "postgresql" if self.target.startswith("postgresql:") else "sqlite"

    @property
    def name(self) -> str:
        """What errors call it by."""
        return self.target.partition("?")[0].rpartition("/")[2]

    def open(self, *, create: bool = False) -> Ledger:
        return open_ledger(self.target, create=create)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A transaction past the ledger, which is kept."""
        url = self.target.replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(url if "://" in url else f"sqlite:///{url}", poolclass=NullPool)
        with engine.begin() as connection:
            yield connection
        engine.dispose()

    def sql(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        with self.connection() as connection:
            done = connection.execute(text(statement), values)
            return [tuple(row) for row in done] if done.returns_rows else []

    def dump(self) -> dict[str, list[str]]:
        """Every row of every table."""
        with self.connection() as connection:
            names = sorted(inspect(connection).get_table_names())
            return {
                name: sorted(repr(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{name}"')))
                for name in names
            }


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "place_engine" in metafunc.fixturenames:
        engines = ["sqlite"] if "path" in metafunc.fixturenames else ENGINES
        metafunc.parametrize("place_engine", engines, indirect=True)


@pytest.fixture
def place_engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; the test is left out where none is installed."""
    where = postgres.binaries()
    if where is None:
        pytest.skip(postgres.MISSING)
    with postgres.running(where) as started:
        yield started


@pytest.fixture(scope="session")
def server_template(server: Server) -> str:
    """A database with an empty ledger, to copy."""
    name = server.database()
    open_ledger(server.url(name)).close()
    return name


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an empty ledger, to copy, since making one takes longer than most tests."""
    made = tmp_path_factory.mktemp("mal") / "tom.db"
    open_ledger(made).close()
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's ledger is to be as a file."""
    return tmp_path / "prøve.db"


@pytest.fixture
def new_place(
    place_engine: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[], Place]:
    """Makes places where there is nothing yet."""

    def make() -> Place:
        if place_engine == "sqlite":
            return Place(str(tmp_path_factory.mktemp("sted") / "prøve.db"))
        server = request.getfixturevalue("server")
        return Place(server.url(server.database()))

    return make


@pytest.fixture
def new_ledger_place(
    place_engine: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[], Place]:
    """Makes places that hold an empty ledger."""

    def make() -> Place:
        if place_engine == "sqlite":
            made = tmp_path_factory.mktemp("sted") / "prøve.db"
            shutil.copyfile(request.getfixturevalue("template"), made)
            return Place(str(made))
        server, template = request.getfixturevalue("server"), request.getfixturevalue("server_template")
        return Place(server.url(server.database(template)))

    return make


@pytest.fixture
def place(place_engine: str, request: pytest.FixtureRequest) -> Place:
    """Where the test's empty ledger lies: in ``path`` where the test asks for that, too."""
    if "path" in request.fixturenames:
        path = request.getfixturevalue("path")
        shutil.copyfile(request.getfixturevalue("template"), path)
        return Place(str(path))
    make: Callable[[], Place] = request.getfixturevalue("new_ledger_place")
    return make()


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    """An empty ledger."""
    with place.open() as opened:
        yield opened
