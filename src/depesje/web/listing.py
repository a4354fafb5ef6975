"""What every page with a list shares: a page of rows at a time, and the addresses of those before and after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Path, Query

from depesje.ledger import ids
from depesje.web.rendering import address

SHOWN = 50  # rows of a page
DEEPEST = 100_000  # rows that can be passed over
R = TypeVar("R")
Offset = Annotated[int, Query(ge=0, le=DEEPEST)]
Number = Annotated[int, Path(ge=1, le=ids.LARGEST)]
Words = Annotated[str | None, Query(max_length=500)]


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows of a list, where they stand in it, and where the others are."""

    rows: Sequence[R]
    first: int
    before: str | None
    after: str | None

    @property
    def last(self) -> int:
        """The number of the last row, from 1."""
        return self.first + len(self.rows) - 1


def leaf(
    ask: Callable[..., Sequence[R]], path: str, asked: dict[str, Any], offset: int, shown: int = SHOWN
) -> Page[R]:
    """A page of a ledger's listing."""
    given = {name: value for name, value in asked.items() if value is not None}
    return page(ask(**given, limit=shown + 1, offset=offset), path, asked, offset, shown)


def page(rows: Sequence[R], path: str, asked: dict[str, Any], offset: int, shown: int = SHOWN) -> Page[R]:
    """A page of rows, of which one more than is shown was asked for (``limit=shown + 1``)."""
    more = len(rows) > shown
    before = address(path, **asked, offset=max(0, offset - shown) or None) if offset else None
    after = address(path, **asked, offset=offset + shown) if more and offset + shown <= DEEPEST else None
    return Page(rows[:shown], offset + 1, before, after)
