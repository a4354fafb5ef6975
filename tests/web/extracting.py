"""Every text that the pages look up in the catalogues, as templates and code have it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

import depesje.web
from depesje.web.rendering import FOLDER, environment

WEB = Path(depesje.web.__file__).parent
LEDGER = WEB.parent / "ledger"
# What pages ask to change things, whose every error they may show, and what else raises errors that they do.
CHANGING = sorted(
    {*LEDGER.glob("corrections/*.py"), *LEDGER.glob("users/*.py")} - {LEDGER / "corrections/documents.py"}
)
ASKED = [
    LEDGER / name
    for name in (
        "conditions.py",
        "dates.py",
        "naming.py",
        "pointing.py",
        "streaming.py",
        "dossiers/keeping.py",
        "engines/base.py",
    )
]


def texts() -> dict[str, str | None]:
    """English texts with their plurals, where they have one."""
    return {**dict(_in_templates()), **dict(_in_code())}


def contexts() -> set[str]:
    """The kinds of code that templates and modules show in words."""
    found = {
        call.args[0].value
        for tree in _templates()
        for call in tree.find_all(nodes.Call)
        if _called(call) == "term" and isinstance(call.args[0], nodes.Const)
    }
    for call in _calls():
        if _function(call) == "term" and call.args and isinstance(call.args[0], ast.Constant):
            found.add(call.args[0].value)
    return found


def errors() -> set[str]:
    """The templates of what pages can be told to have gone wrong."""
    return {
        first.value
        for path in (*CHANGING, *ASKED)
        for first in raised(path)
        if isinstance(first, ast.Constant) and isinstance(first.value, str)
    }


def raised(path: Path) -> Iterator[ast.expr]:
    """What the errors that a module raises are made of."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        made = node.exc if isinstance(node, ast.Raise) else None
        if isinstance(made, ast.Call) and made.args and _function(made).endswith("Error"):
            yield made.args[0]


def templates() -> Iterator[Path]:
    yield from sorted(FOLDER.rglob("*.html"))


def _templates() -> Iterator[nodes.Template]:
    for path in templates():
        yield environment().parse(path.read_text(encoding="utf8"))


def _in_templates() -> Iterator[tuple[str, str | None]]:
    for tree in _templates():
        for call in tree.find_all(nodes.Call):
            given = [arg.value for arg in call.args[:2] if isinstance(arg, nodes.Const)]
            if _called(call) == "_" and given:
                yield given[0], None
            elif _called(call) == "n_":
                yield given[0], given[1]


def _called(call: nodes.Call) -> str:
    return call.node.name if isinstance(call.node, nodes.Name) else ""


def _in_code() -> Iterator[tuple[str, str | None]]:
    for call in _calls():
        given = [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant)]
        if _function(call) in ("N_", "say", "NotAllowed") and given:
            yield str(given[0]), None
        elif _function(call) == "count" and len(given) == 2:
            yield str(given[0]), str(given[1])


def _calls() -> Iterator[ast.Call]:
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.Call):
                yield node


def _function(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""
