"""What faults there are to put in: mutmut's, as a list with an order, and a sample drawn from it.

mutmut changes what stands in functions and methods, one thing a mutant; code that runs when a module is imported and
decorated functions it leaves alone, and so does this.
"""

from __future__ import annotations

import ast
import difflib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from mutmut.mutation.file_mutation import Mutation, create_mutations

SEED, SIZE = 20261126, 400


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """A fault by where it is: the file beneath the root, the function, and the how-manieth of that function's it is."""

    path: str
    function: str
    number: int

    @property
    def name(self) -> str:
        """What it is called in listings; the same as long as its function is the same."""
        return f"{self.path}:{self.function}:{self.number}"


@dataclass(frozen=True, slots=True)
class Made:
    """A mutant with the whole text of its module: the first line that is changed, and the lines of its statement."""

    mutant: Mutant
    text: str
    changed: int
    lines: range
    change: str


def listed(root: Path, folder: Path, but: Sequence[str] = ()) -> list[Mutant]:
    """All mutants of a folder beneath the root, sorted; files whose path has one of the words ``but`` are left out."""
    found: list[Mutant] = []
    for path in sorted(folder.rglob("*.py")):
        name = str(path.relative_to(root))
        if not any(word in name for word in but):
            found += (Mutant(name, function, number) for function, number, _ in _numbered(name, path)[1])
    return sorted(found)


def sample(mutants: Sequence[Mutant], size: int = SIZE, seed: int = SEED) -> list[Mutant]:
    """So many of the mutants, the same for the same seed; any first part of them is a sample as well."""
    return random.Random(seed).sample(mutants, min(size, len(mutants)))


def made(root: Path, mutant: Mutant) -> Made:
    """A mutant as a text; raises LookupError where the file has no such mutant (any more)."""
    path = root / mutant.path
    before = path.read_text(encoding="utf8")
    module, numbered = _numbered(mutant.path, path)
    for function, number, mutation in numbered:
        if (function, number) == (mutant.function, mutant.number):
            after = cst.ensure_type(
                module.deep_replace(mutation.original_node, mutation.mutated_node), cst.Module
            ).code
            diff = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
            change = [line for line in list(diff)[2:] if not line.startswith("@@")]
            line = _line(before, after)
            return Made(mutant, after, line, _statement(before, line), "\n".join(change))
    raise LookupError(f"no mutant {mutant.name}")


def _numbered(name: str, path: Path) -> tuple[cst.Module, list[tuple[str, int, Mutation]]]:
    """The module, and its mutations with their function and which of that function's they are."""
    module, mutations, _, _ = create_mutations(name, path.read_text(encoding="utf8"))
    names = dict(_functions(module.body, ""))
    counts: Counter[str] = Counter()
    numbered = []
    for mutation in mutations:
        function = names.get(mutation.contained_by_top_level_function)  # type: ignore[arg-type]
        if function is not None:
            counts[function] += 1
            numbered.append((function, counts[function], mutation))
    return module, numbered


def _functions(body: Sequence[cst.CSTNode], within: str) -> Iterator[tuple[cst.CSTNode, str]]:
    for node in body:
        if isinstance(node, cst.FunctionDef):
            yield node, within + node.name.value
        elif isinstance(node, cst.ClassDef) and isinstance(node.body, cst.IndentedBlock) and not within:
            yield from _functions(node.body.body, f"{node.name.value}.")


def _line(before: str, after: str) -> int:
    """The first line that is another."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next((number for number, (old, new) in enumerate(pairs, 1) if old != new), 1)


def _statement(text: str, line: int) -> range:
    """The lines of the statement that a line belongs to: of one with a body its head, but of a function's head the body."""
    found = range(line, line + 1)
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.stmt | ast.excepthandler | ast.match_case):
            continue
        body: list[ast.stmt] = getattr(node, "body", [])
        first = node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno
        last = body[-1].end_lineno if isinstance(node, ast.match_case) else node.end_lineno
        if not first <= line <= (last or first):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and line < body[0].lineno:
            return range(body[0].lineno, (node.end_lineno or line) + 1)
        end = max(first, body[0].lineno - 1) if body else last
        found = range(first, (end or first) + 1)
    return found if line in found else range(line, line + 1)
