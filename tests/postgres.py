"""A PostgreSQL server of the tests' own: Debian's binaries, in a temporary folder, reached through a socket there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

USER = "depesje"
GUARDED = "vakt"  # a user who must give a password
MISSING = "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
# Nothing of this outlives the tests, so nothing has to be on the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "60",
}


def binaries() -> Path | None:
    """The folder with the newest server's binaries; None where none is installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    found_ = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found_[-1].parent if found_ else None


@dataclass
class Server:
    """A running server; every database asked of it is new."""

    folder: Path
    control: Callable[..., None]
    """Runs ``pg_ctl`` on it: ``start``, or ``stop`` with a mode."""
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str, user: str = USER, password: str | None = None) -> str:
        secret = "" if password is None else f":{quote(password, safe='')}"
        return f"postgresql://{user}{secret}@/{database}?host={self.folder}"

    def database(self, template: str = "template0") -> str:
        """The name of a new database, a copy of ``template``."""
        name = f"l{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def run(self, statement: str, database: str = "postgres") -> None:
        url = self.url(database).replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def running(where: Path, **settings: str) -> Iterator[Server]:
    """Starts a server with the binaries in ``where``, and stops it in the end; ``settings`` go before ``SETTINGS``."""
    folder = Path(tempfile.mkdtemp(prefix="depesje-pg"))  # short: a socket's path may have 107 characters
    data = folder / "data"
    as_user: list[str] = []
    if os.geteuid() == 0:  # which the server refuses to run as
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    folder.chmod(0o755)

    def run(*command: str) -> None:
        done = subprocess.run(
            [*as_user, *command], capture_output=True, text=True, cwd=folder, check=False, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr

    control = [str(where / "pg_ctl"), "--pgdata", str(data), "--wait"]
    options = " ".join(f"-c {name}='{value}'" for name, value in (SETTINGS | settings).items())

    def control_it(*words: str) -> None:
        run(*control, "--log", str(folder / "log"), "--options", f"-k '{folder}' {options}", *words)

    try:
        run(str(where / "initdb"), "--pgdata", str(data), "--username", USER, "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")  # fmt: skip
        rules = data / "pg_hba.conf"
        rules.write_text(f"local all {GUARDED} scram-sha-256\n{rules.read_text()}")
        control_it("start")
        try:
            yield Server(folder, control_it)
        finally:
            control_it("stop", "--mode", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
