"""Vectors that a pipeline puts together of a word's parts, kept for the words that come again."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
from spacy.vectors import Mode, Vectors

Rows = np.ndarray[Any, np.dtype[np.float32]]


class KeptVectors(Vectors):  # type: ignore[misc]
    """A floret table that keeps the vectors of the last ``room`` words."""

    room: int = 0
    rows: dict[Hashable, int]
    table: Rows

    def get_batch(self, keys: Iterable[int | str]) -> Rows:
        """The vectors of words or their numbers, a row each."""
        wanted = keys.tolist() if isinstance(keys, np.ndarray) else list(keys)
        rows = self.rows
        fresh = [key for key in dict.fromkeys(wanted) if key not in rows]
        if fresh:
            if len(rows) + len(fresh) > self.room:
                rows.clear()
                fresh = list(dict.fromkeys(wanted))
            if len(fresh) > self.room:
                plain: Rows = super().get_batch(wanted)
                return plain
            first = len(rows)
            self.table[first : first + len(fresh)] = super().get_batch(fresh)
            rows.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        return self.table[[rows[key] for key in wanted]]


def kept(vectors: Vectors, room: int) -> KeptVectors | None:
    """The same vectors, those of ``room`` words kept; None where they are no sums of parts and need no keeping."""
    if (
        not isinstance(vectors, Vectors)
        or vectors.mode != Mode.floret
        or not isinstance(vectors.data, np.ndarray)
    ):
        return None
    out = KeptVectors(
        strings=vectors.strings, data=vectors.data, name=vectors.name, mode=vectors.mode, minn=vectors.minn,
        maxn=vectors.maxn, hash_count=vectors.hash_count, hash_seed=vectors.hash_seed, bow=vectors.bow,
        eow=vectors.eow, attr=vectors.attr,
    )  # fmt: skip
    out.room, out.rows = room, {}
    out.table = np.zeros((room, vectors.shape[1]), dtype=vectors.data.dtype)
    return out
