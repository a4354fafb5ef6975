"""docs/reference/settings.md: the environment, and every file and table in which something can be settled."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from depesje.alerting.rules import KEYS
from depesje.intake import formats, meta, reserved
from depesje.intake.fetching.settings import Settings
from depesje.language import sheetwords, tables
from reference import words
from reference.commands import cell

ROOT = Path(__file__).parent.parent
_VARIABLE = re.compile(r"DEPESJE_[A-Z_]*[A-Z]")
LANGUAGES = {"en": "English", "nb": "Bokmål", "nn": "Nynorsk"}


def variables() -> dict[str, str]:
    """The variables of the environment that Depesje looks at, with what each is."""
    return words.of_section("settings", "environment", sorted(_named("src")))


def page() -> str:
    """The page."""
    return "\n".join(
        (
            "# Settings\n\n## Environment\n",
            *_table(("variable", ""), variables()),
            "Others hold as they do for any program:\n",
            *_table(("variable", ""), words.load("settings")["also"]),
            "Those who work on Depesje itself have a few more:\n",
            *_table(("variable", ""), _for_development()),
            "## Fetching: the file in `DEPESJE_FETCHING`\n",
            "TOML; [fetching](../fetching.md) tells what it is good for.\n",
            *_fetching(),
            "## Alerts: the file of `depesje watch --alert`\n",
            "TOML; [watching](../watching.md) has an example.\n",
            *_alerts(),
            "## Reserved rights: the file in `DEPESJE_RESERVATIONS`\n",
            "TOML, read in place of the shipped one; [rights](../rights.md) tells what comes of it. Shipped are:\n",
            *_reservations(),
            "## The table of `--meta`\n",
            "CSV with a column `path` and any of the others.\n",
            *_table(("column", ""), words.of_section("settings", "meta", meta.COLUMNS)),
            "## Tables and lines of JSON with named columns\n",
            "What `depesje read` and `depesje add` take a column for, by its head; case and underscores do not count.\n",
            *_documents(),
            "## Tables that people keep: `depesje import`\n",
            "What a column holds, by its head, in any of the languages. `--map HEAD=FIELD` tells of others.\n",
            *_sheets(),
        )
    )


def _named(folder: str) -> set[str]:
    """The names of variables that stand as strings in the Python files of a folder."""
    found: set[str] = set()
    for path in sorted((ROOT / folder).rglob("*.py")):
        if path.parent.name == "reference":  # which names those of examples, too
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and _VARIABLE.fullmatch(node.value)
            ):
                found.add(node.value)
    return found


def _for_development() -> dict[str, str]:
    there = set().union(*(_named(folder) for folder in ("tests", "bench", "training")))
    users = set(words.load("settings")["environment"])
    return words.of_section("settings", "development", sorted(there - users))


def _fetching() -> Iterator[str]:
    given = {one.name.replace("_", "-"): one for one in fields(Settings)}
    told = words.of_section("settings", "fetching", given)
    usual = Settings()
    rows = {}
    for name, text in told.items():
        value = getattr(usual, given[name].name)
        rows[name] = (
            f"{text}; {value:g} by default"
            if isinstance(value, int | float) and not isinstance(value, bool)
            else text
        )
    yield from _table(("setting", ""), rows)


def _alerts() -> Iterator[str]:
    for where, keys in KEYS.items():
        title = {
            "the file": "At the top",
            "mail": "`[mail]`",
            "targets": "`[targets.NAME]`",
            "rules": "`[[rules]]`",
        }[where]
        yield f"### {title}\n"
        yield from _table(("key", ""), words.of_section("settings", f"alerts.{where}", keys))


def _reservations() -> Iterator[str]:
    shipped = tomllib.loads(Path(reserved.__file__).with_name("reserved.toml").read_text(encoding="utf8"))
    told = words.of_section("settings", "reservations", shipped)
    rows = {}
    for table, terms in shipped.items():
        listed = [f"`{name}` {_values(value)}" for name, value in terms.items()]
        rows[f"[{table}]"] = f"{told[table]}: {', '.join(listed)}"
    yield from _table(("table", ""), rows)


def _values(value: object) -> str:
    return " or ".join(f"`{one}`" for one in (value if isinstance(value, list) else [value]))


def _documents() -> Iterator[str]:
    named = tomllib.loads(Path(formats.__file__).with_name("columns.toml").read_text(encoding="utf8"))
    there = list(dict.fromkeys(field for language in named.values() for field in language))
    told = words.of_section("settings", "documents", there)
    yield from _wide(("field", "", *(LANGUAGES[language] for language in named)), (
        (f"`{field}`", text, *(", ".join(language.get(field, ())) for language in named.values()))
        for field, text in told.items()
    ))  # fmt: skip


def _sheets() -> Iterator[str]:
    by_language = {
        language: tomllib.loads((tables.FOLDER / language / sheetwords.FILE).read_text(encoding="utf8"))[
            "heads"
        ]
        for language in LANGUAGES
    }
    for kind in ("common", *sheetwords.KINDS):
        there = dict.fromkeys(field for heads in by_language.values() for field in heads.get(kind, {}))
        yield f"### {'In every table' if kind == 'common' else f'Of a {kind}'}\n"
        yield from _wide(("field", *LANGUAGES.values()), (
            (f"`{field}`", *(", ".join(heads.get(kind, {}).get(field, ())) for heads in by_language.values()))
            for field in there
        ))  # fmt: skip


def _table(heads: tuple[str, str], rows: Mapping[str, str]) -> Iterator[str]:
    yield from _wide(heads, ((f"`{name}`", text) for name, text in rows.items()))


def _wide(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = list(heads)
    yield f"| {' | '.join(titles)} |"
    yield "|" + "---|" * len(titles)
    for row in rows:
        yield f"| {' | '.join(cell(text) for text in row)} |"
    yield ""
