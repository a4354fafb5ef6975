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
    try:
        found = {(row["type"], row["mode"]): float(row["score"]) for row in rows(PATH)}
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{PATH.name}: {error}") from error
    if beyond := [key for key, score in found.items() if abs(score) > FURTHEST]:
        raise LexiconError(f"{PATH.name}: the score of {' '.join(beyond[0])} is beyond {FURTHEST}")
    return found


def score(kind: str, mode: str | None) -> float:
    """The score of a mode, or of its type where PLOVER gives the mode none; raises ``KeyError`` for no type of PLOVER's."""
    scores = table()
    by_mode = scores.get((kind, mode or ""))
    return scores[kind, ""] if by_mode is None else by_mode
