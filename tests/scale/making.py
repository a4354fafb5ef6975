"""Reports to read by the hundred, and what a run's folder holds of them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from depesje.scale.tables import TABLES

SAID = "– Vi krever at skip nummer {} blir frigitt, sier utenriksminister Gennadij Rodimtsev til NTB {}."
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")


def text(number: int) -> str:
    """A report with a statement of its own, longer or shorter by its number."""
    more = "\n".join(f"Kontakten om skip {number} ble tatt opp i møte {n}." for n in range(number % 4))
    return f"{SAID.format(number, DAYS[number % 5])}\n{more}".strip()


def json_lines(path: Path, numbers: range) -> Path:
    """A file of JSON lines, a report each."""
    lines = (
        json.dumps(
            {"text": text(n), "url": f"https://avis.example/{n}", "published": "2023-05-07"},
            ensure_ascii=False,
        )
        for n in numbers
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def archive(path: Path, numbers: range) -> Path:
    """A web archive, a page each, gzipped by record where its name says so."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=path.suffix == ".gz")
    for n in numbers:
        head_ = f"<head><title>Skip {n}</title></head>"
        page = f"<html>{head_}<body><article><h1>Skip {n}</h1><p>{text(n)}</p></article></body></html>"
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://avis.example/{n}", "response", payload=io.BytesIO(page.encode()), http_headers=head
        )
        writer.write_record(record)
    path.write_bytes(out.getvalue())
    return path


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    """All rows of a table, in an order of their own."""
    found = [
        row
        for path in sorted((folder / name).glob("*.parquet"))
        for row in parquet.read_table(path).to_pylist()
    ]
    return sorted(found, key=lambda row: json.dumps(row, default=str, sort_keys=True))


def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """All tables of a run."""
    return {name: table(folder, name) for name in TABLES}
