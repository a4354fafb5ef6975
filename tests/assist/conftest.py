from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from .standin import Answer, Server

Serve = Callable[..., Server]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts a stand-in that answers as given."""
    monkeypatch.delenv("DEPESJE_ASSIST_KEY", raising=False)
    with ExitStack() as stack:

        def start(*answers: Answer) -> Server:
            return stack.enter_context(Server(*answers))

        yield start
