"""What the results come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .making import Mutant
from .running import KILLED, SURVIVED, TIMED_OUT, UNCOVERED, UNPLACEABLE, Result

CAUGHT, KINDS = (KILLED, TIMED_OUT), (KILLED, TIMED_OUT, SURVIVED, UNCOVERED, UNPLACEABLE)


def score(results: Sequence[Result]) -> float:
    """The share that was noticed, of those that could be put in; 1.0 where there are none."""
    placed = [one for one in results if one.result != UNPLACEABLE]
    return sum(one.result in CAUGHT for one in placed) / len(placed) if placed else 1.0


def table(drawn: Mapping[str, Sequence[Mutant]], results: dict[str, Result]) -> Iterator[str]:
    """A line a sample, with how many of it were run and what became of them."""
    yield f"{'':12}{'drawn':>7}{'run':>7}" + "".join(f"{kind:>13}" for kind in KINDS) + f"{'score':>8}"
    for name, mutants in drawn.items():
        found = [results[one.name] for one in mutants if one.name in results]
        kinds = Counter(one.result for one in found)
        yield (
            f"{name:12}{len(mutants):7}{len(found):7}"
            + "".join(f"{kinds[kind]:13}" for kind in KINDS)
            + (f"{score(found):8.3f}")
        )


def unnoticed(results: Iterable[Result]) -> Iterator[str]:
    """The mutants that no test noticed, by file."""
    files: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        if one.result not in CAUGHT:
            files[one.mutant.partition(":")[0]].append(one)
    for path in sorted(files):
        yield path
        for one in files[path]:
            left = f", {one.left_out} left out" if one.left_out else ""
            yield f"  {one.mutant.partition(':')[2]}  {one.result} ({one.tests} tests{left})"
            yield from (f"    {line}" for line in one.change.splitlines())
