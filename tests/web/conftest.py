"""The pages over a small ledger, asked without a server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from depesje.ledger import Ledger, open_ledger
from depesje.web.app import create_app
from depesje.web.settings import Settings

from ..ledger.making import grense, sund

PASSWORD = "fire ord om sundet"


@dataclass
class Browser:
    """A visitor: keeps cookies, sends the token that pages have, follows nothing by itself."""

    client: TestClient

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, follow_redirects=False, **more)

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, on: str = "/settings", **more: Any
    ) -> Any:
        """Send a form as a page (``on``) would, with its token."""
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get(on).text)
        token = {"csrf": found[1]} if found else {}
        return self.client.post(path, data={**token, **(data or {})}, follow_redirects=False, **more)

    def log_in(self, name: str, password: str = PASSWORD) -> Any:
        return self.post("/login", {"name": name, "password": password}, on="/login")


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing as it is meant to be takes longer than the tests."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("depesje.ledger.users.secrets._hasher", lambda: hasher)


@pytest.fixture
def book(template: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with two reports."""
    path = tmp_path / "sund.db"
    path.write_bytes(template.read_bytes())
    with open_ledger(path) as ledger:
        ledger.add(grense())
        ledger.add(sund())
        yield ledger


@pytest.fixture
def visit(book: Ledger) -> Callable[..., Browser]:
    """Visitors of pages that are served so."""

    def come(**settings: Any) -> Browser:
        given = {"hosts": frozenset({"testserver"}), "local": "Kari", **settings}
        app = create_app(book, Settings(**given))
        return Browser(TestClient(app, raise_server_exceptions=False))

    return come


@pytest.fixture
def browser(visit: Callable[..., Browser]) -> Browser:
    """Who works on this machine, without a login."""
    return visit()


@pytest.fixture
def outside(visit: Callable[..., Browser], book: Ledger) -> Browser:
    """Who comes from elsewhere and is not logged in; there are Rita (reader), Edda (editor) and Ada (admin)."""
    for name, role in (("Rita", "reader"), ("Edda", "editor"), ("Ada", "admin")):
        book.users.add(name, role, PASSWORD)
    return visit(login=True)
