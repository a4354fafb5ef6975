"""docs/reference/api.md: every address of the interface for programs, from the description that it gives of itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reference.commands import cell

HEAD = """# The interface for programs

`depesje serve` answers under `/api/v1` in JSON, described by OpenAPI at `/api/v1/openapi.json`. Where users must log in, a
program sends a token along (`Authorization: Bearer …`), which `depesje user token NAME PURPOSE` or the account page makes.
Listings give up to `limit` rows; where there are more, a header `Link: …; rel="next"` says where. What the answers hold is
told under [records](records.md).
"""


def page() -> str:
    """The page."""
    from depesje.ledger import open_ledger
    from depesje.web.app import create_app
    from depesje.web.settings import Settings

    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "empty.db") as book:
        described = create_app(book, Settings()).openapi()
    parts = [HEAD]
    for path, methods in described["paths"].items():
        if path.startswith("/api/"):
            for method, operation in methods.items():
                parts += _section(path, method, operation, described)
    return "\n".join(parts)


def _section(path: str, method: str, operation: dict[str, Any], described: dict[str, Any]) -> Iterator[str]:
    assert operation.get("description"), f"{method} {path} is not documented"
    yield f"## {method.upper()} `{path}`\n"
    yield inspect.cleandoc(operation["description"]).replace("``", "`") + "\n"
    answer = next(said for status, said in operation["responses"].items() if status.startswith("2"))
    yield f"Answers with {_named(answer['content']['application/json']['schema'])}.\n"
    rows = [*_parameters(operation), *_body(operation, described)]
    if rows:
        yield "| parameter | where | |\n|---|---|---|"
        yield from rows
        yield ""


def _parameters(operation: dict[str, Any]) -> Iterator[str]:
    for one in operation.get("parameters", ()):
        told = one.get("description") or one["schema"].get("description") or ""
        where = f"{one['in']}{', required' if one.get('required') else ''}"
        assert told, f"{one['name']} of {operation['operationId']} is not documented"
        yield f"| `{one['name']}` | {where} | {cell(_told(told, one['schema']))} |"


def _body(operation: dict[str, Any], described: dict[str, Any]) -> Iterator[str]:
    if "requestBody" not in operation:
        return
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    held = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for name, field in held["properties"].items():
        required = ", required" if name in held.get("required", ()) else ""
        assert field.get("description"), f"{name} of {operation['operationId']} is not documented"
        yield f"| `{name}` | body{required} | {cell(_told(field.get('description', ''), field))} |"


def _told(text: str, schema: dict[str, Any]) -> str:
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    values = next((one["enum"] for one in kinds if "enum" in one), None)
    shown = ", ".join(f"`{value}`" for value in values) if values else kinds[0].get("type", "")
    default = f"; by default {schema['default']}" if schema.get("default") not in (None, "", False) else ""
    return "; ".join(filter(None, (text.rstrip("."), shown))) + default


def _named(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](records.md#{name.lower()})"
    if schema.get("type") == "array":
        return f"a list of {_named(schema['items'])}"
    if "anyOf" in schema:
        return " or ".join(_named(one) for one in schema["anyOf"])
    return "nothing" if schema.get("type") == "null" else "an object"
