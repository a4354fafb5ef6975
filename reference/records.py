"""docs/reference/records.md: every field of what a report says and of what a ledger answers with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reference import words
from reference.classes import fields, kind_of, of_a_ledger, of_a_reading
from reference.commands import cell

HEAD = """# Records

What a program is given: by `depesje read --format json` and `jsonl` (a [Record](#record) a report), by `--json` of the
listings, by the [API](api.md) and in Python. Offsets count characters (Unicode, not bytes) into the report's text, and a
span's `text` is always what stands there. Dates are EDTF, countries ISO 3166-1 alpha-3, moments UTC in ISO 8601. Later
versions may add fields; they take none away.

Within one report's record ids are short (`a1`, `s1`, `e1`, `m1`, `x1`) and hold for that record alone. In a ledger they
are permanent: `ac-7`, `st-12`, `ev-3`, `ma-4`, `di-1`, `ex-2` ([identity](../identity.md)).
"""


def page() -> str:
    """The page."""
    reading, ledger = of_a_reading(), of_a_ledger()
    told = words.of_classes("records", {name: fields(one) for name, one in {**reading, **ledger}.items()})
    return "\n".join(
        (
            HEAD,
            "## What one report says\n",
            *_sections(reading, told),
            "## What a ledger answers with\n",
            *_sections(ledger, told),
        )
    )


def _sections(owners: Mapping[str, type], told: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for name, owner in owners.items():
        yield f"### {name}\n"
        yield "| field | what it is | type |\n|---|---|---|"
        for field, text in told[name].items():
            yield f"| `{field}` | {cell(text)} | {cell(kind_of(owner, field))} |"
        yield ""
