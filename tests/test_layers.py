"""A report goes one way, intake → language → reading → ledger → out, and no package asks for one that comes after it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import depesje

ROOT = Path(depesje.__file__).parent
# What every package may ask for: the nouns, what can go wrong, and what stands by itself.
GROUND = frozenset("__version__ cores edtf errors questions records".split())
# What else each may ask for; modules beside the packages have a line of their own.
MAY = {
    "intake": "",
    "language": "intake",
    "reading": "language",
    "tension": "language",
    "treaties": "intake language",
    "dayname": "language",
    "output": "",
    "ledger": "intake language tension",
    "exports": "language ledger tension",
    "keeping": "intake ledger reading",
    "rereading": "ledger reading",
    "one": "intake reading",
    "importing": "exports intake language ledger",
    "scale": "exports intake ledger output reading",
    "assist": "",
    "watching": "intake keeping ledger",
    "alerting": "exports intake ledger watching",
    "show": "ledger",
    "examples": "",
    "doctor": "language ledger read",
    "web": "examples exports intake keeping language ledger",
    "mcp": "exports ledger treaties web",
    "cli": "alerting assist dayname doctor examples exports importing intake keeping ledger mcp output reading rereading "
    "scale show treaties watching web",
    "__main__": "cli",
    "__init__": "ledger one treaties",
}
# What points backwards, and why it may.
BACKWARDS = {
    (
        "ledger.leaving",
        "exports",
    ): "Ledger.export and Ledger.cite are there for whoever holds a ledger; it is asked for when called"
}


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """The parts of Depesje that a module asks for, each with whether only when something in it is called."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    at_once = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names = (
                [f"depesje.{one.name}" for one in node.names]
                if node.module == "depesje"
                else [node.module or ""]
            )
        for name in names:
            if name.startswith("depesje."):
                yield name.split(".")[1], id(node) not in at_once


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts), path


def test_nothing_points_backwards() -> None:
    wrong = []
    for name, path in modules():
        own = name.split(".")[0]
        allowed = {own, *GROUND, *MAY.get(own, "").split()} if own not in GROUND else {*GROUND}
        for asked, later in imports(path):
            if asked not in allowed and not (later and (name, asked) in BACKWARDS):
                wrong.append(f"{name} asks for {asked}")
    assert wrong == []


def test_the_table_allows_nothing_that_nobody_asks_for() -> None:
    asked = {(name.split(".")[0], to) for name, path in modules() for to, _ in imports(path)}
    packages = {name.split(".")[0] for name, _ in modules()}
    assert set(MAY) | GROUND == packages | {"__version__"}
    assert [(own, to) for own, tos in MAY.items() for to in tos.split() if (own, to) not in asked] == []
    assert all(
        any(to == one for one, _ in imports(ROOT / f"{name.replace('.', '/')}.py")) for name, to in BACKWARDS
    )


def test_the_table_has_no_circles() -> None:
    def reach(own: str, above: tuple[str, ...]) -> None:
        assert own not in above, f"{' → '.join((*above, own))}"
        for to in MAY.get(own, "").split():
            reach(to, (*above, own))

    for own in MAY:
        reach(own, ())
