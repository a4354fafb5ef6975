"""A fault put into the running process: the function it is in gets the changed code, whoever has it by whatever name."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from .making import Made


class Unplaceable(Exception):
    """The function is not one whose code can be changed."""


def place(root: Path, made: Made) -> None:
    """Puts the mutant in, importing its module if need be; raises Unplaceable."""
    module = importlib.import_module(module_name(made.mutant.path))
    function = _function(module, made.mutant.function)
    path = root / made.mutant.path
    codes = [
        one
        for one in _codes(compile(made.text, str(path), "exec"))
        if one.co_qualname == made.mutant.function
    ]
    if not codes:
        raise Unplaceable(f"{made.mutant.name}: no such function in the changed text")
    before, after = (
        _defined(text, made.mutant.function) for text in (path.read_text(encoding="utf8"), made.text)
    )
    try:
        function.__code__ = codes[-1]
        if ast.dump(before.args) != ast.dump(after.args):
            _set_defaults(function, after.args)
    except (ValueError, NameError) as error:
        raise Unplaceable(f"{made.mutant.name}: {error}") from error


def module_name(path: str) -> str:
    """What a file beneath src/ is imported as."""
    parts = Path(path).with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _function(module: ModuleType, name: str) -> FunctionType:
    within, _, own = name.rpartition(".")
    if own.startswith("__") and not own.endswith("__"):
        own = f"_{within.lstrip('_')}{own}"
    found = vars(vars(module)[within] if within else module).get(own)
    found = getattr(found, "__func__", found)
    if not isinstance(found, FunctionType):
        raise Unplaceable(f"{module.__name__}.{name} is no plain function")
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _defined(text: str, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef:
    body = ast.parse(text).body
    within, _, own = name.rpartition(".")
    if within:
        body = next(node.body for node in body if isinstance(node, ast.ClassDef) and node.name == within)
    return [n for n in body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) and n.name == own][-1]


def _set_defaults(function: FunctionType, given: ast.arguments) -> None:
    """The arguments' defaults as the changed text has them: names and literals, since mutmut leaves others alone."""
    space = function.__globals__

    def value(node: ast.expr) -> object:
        return eval(compile(ast.Expression(node), "<default>", "eval"), space)

    function.__defaults__ = tuple(value(node) for node in given.defaults) or None
    named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
    function.__kwdefaults__ = {arg.arg: value(node) for arg, node in named if node is not None} or None
