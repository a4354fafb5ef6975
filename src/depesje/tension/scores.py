"""How hostile or friendly an act is: PLOVER's published scores, from -10 (conflict) to +10 (cooperation).

``scores.tsv`` is the table of conflict-cooperation scores in the PLOVER manual (https://github.com/openeventdata/PLOVER),
a fact a row: type, mode (empty: the type itself) and score.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from depesje.errors import LexiconError
from depesje.language.tables import rows

PATH = Path(__file__).parent / "scores.tsv"
FURTHEST = 10.0  # Either end of the scale.


@cache
def table() -> dict[tuple[str, str], float]:
    """Scores by type and mode; raises ``LexiconError`` where the table is missing or broken."""
    found = {}
    for row in rows(PATH):
        if missing := [name for name in ("type", "mode", "score") if name not in row]:
            raise LexiconError(f"{PATH.name}: there is no column {missing[0]!r}")
        act = f"{row['type']} {row['mode']}".strip()
        try:
            value = float(row["score"])
        except ValueError:
            raise LexiconError(f"{PATH.name}: the score of {act} is no number: {row['score']!r}") from None
        if not abs(value) <= FURTHEST:
            raise LexiconError(f"{PATH.name}: the score of {act} is beyond {FURTHEST}")
        found[row["type"], row["mode"]] = value
    return found


def score(kind: str, mode: str | None) -> float:
    """The score of a mode, or of its type where PLOVER gives the mode none; raises ``KeyError`` for no type of PLOVER's."""
    scores = table()
    by_mode = scores.get((kind, mode or ""))
    return scores[kind, ""] if by_mode is None else by_mode
