"""Whether a fault changes anything in what is read out of texts, where no test noticed it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .forking import Died, TooLong, forked
from .making import Made
from .placing import place


@dataclass(frozen=True, slots=True)
class Difference:
    """Of how many values a fault changes some, how many those are, and the first of them in words."""

    mutant: str
    values: int
    other: int
    first: str = ""


Values = Callable[[], Iterator[tuple[str, object]]]


def differences(root: Path, mutants: Iterable[Made], values: Values, limit: float) -> Iterator[Difference]:
    """Looks at values by name, dataclasses as a rule, as they are made with and without each mutant."""
    right = list(values())
    for made in mutants:
        try:
            found: Sequence[str] = forked(lambda made=made: _compared(root, made, values, right), limit)  # type: ignore[misc]
        except (TooLong, Died) as error:
            found = [type(error).__name__]
        yield Difference(made.mutant.name, len(right), len(found), found[0] if found else "")


def _compared(root: Path, made: Made, values: Values, right: Sequence[tuple[str, object]]) -> list[str]:
    place(root, made)
    pairs = zip(right, values(), strict=True)
    return [f"{name}: {difference(a, b)}" for (name, a), (_, b) in pairs if a != b]


def difference(a: object, b: object) -> str:
    """Where two values first differ, and what stands there in each."""
    if type(a) is type(b):
        if dataclasses.is_dataclass(a):
            for field in dataclasses.fields(a):
                mine, other = getattr(a, field.name), getattr(b, field.name)
                if mine != other:
                    return f"{field.name} {difference(mine, other)}"
        if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
            at = next((n for n, (mine, other) in enumerate(zip(a, b, strict=True)) if mine != other), 0)
            return f"{at} {difference(a[at], b[at])}"
    if isinstance(a, tuple) and isinstance(b, tuple):
        gone, new = [one for one in a if one not in b], [one for one in b if one not in a]
        return f"{len(a)} became {len(b)}: -{gone[:2]!r:.300} +{new[:2]!r:.300}"
    return f"{a!r:.150} became {b!r:.150}"
