"""A ledger in a PostgreSQL database: how it is found or made there, how writers wait, and what complaints mean.

A writer takes a lock of the database's own (an advisory one, kept until its transaction ends) before it reads
anything, so writers come one after the other as they do in a file, and readers wait for nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from depesje.errors import LedgerError
from depesje.ledger.engines.base import OVERFLOW, TRIES, WAIT, Home, complaint
from depesje.ledger.migrating import known_versions, upgrade
from depesje.ledger.schema import APPLICATION_ID, HEAD

MARK = (
    "Depesje ledger"  # the comment on alembic_version by which a ledger is told from other programs' tables
)
DRIVER = "postgresql+psycopg"

_TOO_LONG = "54000"  # for the server's indexes
# What a state means (PostgreSQL's manual, appendix A); those of a refused connection have none, only words.
STATES = {
    "28": "refuses the user or the password",
    "3D000": "does not exist: make the database first, with createdb",
    "42501": "cannot be used: permission denied",
    "42P01": "is damaged: tables are missing; restore it from a backup",
    "25006": "cannot be written: the server only lets it be read",
    "53100": "cannot be written: the server's disk is full",
    _TOO_LONG: "cannot hold so long a name, role or address (some 2,500 characters at most)",
    "53300": "is busy: too many programs are connected to the server",
    "55P03": "is busy: another program has been writing to it for long; try again",
    "57P": "cannot be used: the server is shutting down or starting",
    "08": "cannot be reached: the connection to the server was lost",
    "XX001": "is damaged; restore it from a backup",
    "XX002": "is damaged; restore it from a backup",
}
WORDS = {
    'FATAL:  role "': STATES["28"],
    "authentication failed": STATES["28"],
    "no password supplied": STATES["28"],
    "does not exist": STATES["3D000"],
    "too many clients": STATES["53300"],
    "NUL": "cannot keep a text with NUL characters",
    "could not translate host name": "cannot be reached: there is no host of that name",
    "failed to resolve": "cannot be reached: there is no host of that name",
    "connection is bad": "cannot be reached: no server answers there",
    "connection failed": "cannot be reached: no server answers there",
    "closed the connection": STATES["08"],
    "connection is lost": STATES["08"],
}


class Database(Home):
    """A database that is a ledger or may become one."""

    def __init__(self, url: URL, wait: float = WAIT) -> None:
        # The query, too, may hold a password.
        self.place = url.set(drivername="postgresql", query={}).render_as_string()
        self.name = url.database or url.username or "postgresql"
        self._patience = int(wait * TRIES * 1000)
        try:
            import psycopg  # noqa: F401
        except ImportError as error:
            needed = "a ledger in PostgreSQL needs a driver: pip install 'depesje[postgres]'"
            raise LedgerError(f"{self.place}: {needed}") from error
        # A report said to be kept is on the disk, whatever the server does for others.
        settings = {"options": f"-c synchronous_commit=on {url.query.get('options', '')}"}
        self.engine = create_engine(
            url.set(drivername=DRIVER),
            connect_args=settings,
            pool_pre_ping=True,
            hide_parameters=True,
            max_overflow=OVERFLOW,
        )

    def prepare(self, connection: Connection, *, writing: bool) -> None:
        """One snapshot for reading; a writer, who is alone, sees all that was kept before its turn came."""
        level = "READ COMMITTED" if writing else "REPEATABLE READ"
        connection.execution_options(isolation_level=level, postgresql_readonly=not writing)

    def begun(self, connection: Connection, *, writing: bool) -> None:
        """Wait for other writers."""
        if writing:
            wait = text(
                "SELECT set_config('lock_timeout', :patience, true),"
                " pg_advisory_xact_lock(:ledger, hashtext(current_schema()))"
            )
            connection.execute(wait, {"patience": str(self._patience), "ledger": APPLICATION_ID})

    def clean(self, indexes: Sequence[str]) -> None:
        """By ``VACUUM FULL``, which waits for others and lets them wait. The server's own log is left to the server."""
        with self.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.execute(
                text("SELECT set_config('lock_timeout', :wait, false)"), {"wait": str(self._patience)}
            )
            # The planner's statistics, too, hold the commonest words of columns; a user who may not rewrite them
            # gets a warning from the server, no error.
            tables = alone.scalars(
                text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            ).all()
            alone.execute(text("VACUUM (FULL, ANALYZE) " + ", ".join(f'"{name}"' for name in tables)))
            alone.execute(text("VACUUM (FULL) pg_catalog.pg_statistic"))
            alone.invalidate()  # so that no other transaction inherits the setting

    def is_well(self, error: Exception) -> bool:
        """So it is too where something is too long for an index."""
        return super().is_well(error) or _state(error) == _TOO_LONG

    def in_words(self, error: Exception) -> str:
        """By the state, or by the words where the connection was refused."""
        state = _state(error)
        if state:
            for start, meaning in STATES.items():
                if state.startswith(start):
                    return meaning
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        found = next((meaning for words, meaning in WORDS.items() if words in said), None)
        return found or f"cannot be used: {complaint(error)}"


def _state(error: Exception) -> str | None:
    """The five letters by which PostgreSQL names an error; None where the server said nothing."""
    return getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None


def open_database(url: URL, *, create: bool) -> Database:
    """The ledger in a database; raises ``LedgerError`` where there is none and none may be made.

    Tables of other programs are never touched, and no ledger is put beside them.
    """
    home = Database(url)
    try:
        with home.explained():
            with home.engine.connect() as connection:
                version = _version(home, connection)
            if version is None and not create:
                raise LedgerError(f"{home.place} holds no ledger yet; run 'depesje add' first")
            if version != HEAD:
                _bring_up_to_date(home)
    except BaseException:
        home.engine.dispose()
        raise
    return home


def look(url: URL) -> tuple[str, str | None]:
    """How a database is called and the version of its tables, None where it has none; all is left as it is."""
    home = Database(url)
    try:
        with home.explained(), home.engine.connect() as connection:
            return home.place, _version(home, connection)
    finally:
        home.engine.dispose()


_TABLES = text(
    "SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS mark FROM pg_class c"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
)


def _version(home: Database, connection: Connection) -> str | None:
    """The version of the ledger's tables; None where the database has none at all."""
    about: Row[Any] = connection.execute(
        text("SELECT current_schema() AS schema, current_setting('server_encoding') AS encoding")
    ).one()
    if about.encoding != "UTF8":
        raise LedgerError(
            f"{home.place} keeps its text as {about.encoding}; a ledger needs a database in UTF8"
        )
    if about.schema is None:
        raise LedgerError(f"{home.place} has no schema to keep a ledger in (search_path)")
    marks = {row.name: row.mark for row in connection.execute(_TABLES)}
    if not marks:
        return None
    if marks.get("alembic_version") != MARK:
        raise LedgerError(f"{home.place} holds another program's tables; name an empty database")
    version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version is None:
        raise LedgerError(f"{home.place} is damaged: the version of its tables is missing")
    if version not in known_versions():
        raise LedgerError(
            f"{home.place} was made by a newer Depesje (tables {version}); install that one to use it"
        )
    return str(version)


def _bring_up_to_date(home: Database) -> None:
    """Make the tables, or run the missing migrations, in one transaction; another program may have been faster."""
    with home.engine.connect() as connection:
        home.prepare(connection, writing=True)
        with connection.begin():
            home.begun(connection, writing=True)
            if _version(home, connection) != HEAD:
                bring_to(connection, "head")


def bring_to(connection: Connection, version: str) -> None:
    """Bring a database's tables to a version, in the caller's transaction."""
    upgrade(connection, version)
    connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{MARK}'"))
    _sort_plainly(connection)


def _sort_plainly(connection: Connection) -> None:
    """Let text compare by its characters, as it does in a file, whatever the database's own language is."""
    columns = connection.execute(
        text(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND data_type = 'character varying' AND collation_name IS DISTINCT FROM 'C'"
        )
    ).all()
    for table, column in columns:
        connection.execute(text(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE varchar COLLATE "C"'))
