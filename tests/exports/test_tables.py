"""CSV, TSV, JSON lines, Parquet and Excel, each read by a reader that people have."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesje.errors import ExportError
from depesje.exports import TABLES, Options
from depesje.exports.cells import FORMULA, neutral, one_line
from depesje.exports.options import quotation
from depesje.ledger import Ledger
from tests.exports.conftest import reviewed
from tests.ledger.making import small
from tests.places import Place

Exported = Callable[..., bytes]
HOSTILE = "=cmd|' /C calc'!A0"


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf8"), newline="")))


def test_a_csv_table_says_who_said_what_to_whom_on_whose_word(exported: Exported) -> None:
    rows = read_csv(exported("csv", Options(table="statements")))
    row = next(row for row in rows if row["quotation"].startswith("Vi trekker"))
    assert (row["speaker"], row["to"], row["per"], row["channel"], row["act"]) == (
        "Åse Lindqvist",
        "Ramón Vega",
        "Borgen",
        "call",
        "reject",
    )
    assert (row["review"], row["report"], row["published"], row["title"]) == (
        "unread",
        "grense",
        "2031-05-08",
        "Grensestriden",
    )
    assert row["speaker_role"] == "foreign minister" and row["reader"] == "1"


def test_every_table_is_a_file_of_its_folder(crisis: Ledger, tmp_path: Path) -> None:
    written = crisis.export("csv", tmp_path / "ut")
    assert [path.name for path in written] == [f"{name}.csv" for name in TABLES]
    assert {path.name for path in (tmp_path / "ut").iterdir()} == {path.name for path in written}
    by_table = {path.stem: read_csv(path.read_bytes()) for path in written}
    assert {name: len(rows) for name, rows in by_table.items()} == {
        "statements": 4,
        "events": 4,
        "matters": 2,
        "divisions": 1,
        "actors": 7,  # of ten; Nordavind, Sørlandia and Borgen are in both reports
        "reports": 2,
    }
    assert all(
        row["review"] == "unread" for name, rows in by_table.items() for row in rows if name != "reports"
    )


def test_tab_separated_cells_have_no_tabs_and_every_line_as_many(ledger: Ledger) -> None:
    ledger.add(small("en", words="sundet\tmå\nåpnes «nå»", title="To\tord"))
    out = io.BytesIO()
    ledger.export("tsv", out, Options(table="statements"))
    lines = out.getvalue().decode().split("\n")
    assert {line.count("\t") for line in lines[:-1]} == {lines[0].count("\t")} and lines[-1] == ""
    assert "sundet må åpnes «nå»" in lines[1] and "To ord" in lines[1]


def test_json_lines_name_their_table(exported: Exported) -> None:
    rows = [json.loads(line) for line in exported("jsonl").splitlines()]
    assert {row["record"] for row in rows} == {name.removesuffix("s") for name in TABLES}
    threat = next(row for row in rows if row["record"] == "event" and row["type"] == "MOBILIZE")
    assert (threat["count"], threat["unit"], threat["modality"], threat["actor"]) == (
        4,
        "skip",
        "conditional",
        ["Sørlandia"],
    )
    only = [json.loads(line) for line in exported("jsonl", Options(table="actors"))
            .splitlines()]  # fmt: skip
    assert {row["record"] for row in only} == {"actor"}


def test_parquet_has_typed_columns(crisis: Ledger, tmp_path: Path) -> None:
    crisis.export("parquet", tmp_path)
    table = pq.read_table(tmp_path / "statements.parquet")
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["to"], types["negated"], types["confidence"], types["paragraph"], types["earliest"]) == (
        "list<element: string>",
        "bool",
        "double",
        "int64",
        "date32[day]",
    )
    rows = table.to_pylist()
    assert rows[1]["to"] == ["Ramón Vega"] and rows[1]["earliest"] == date(2031, 5, 8)


def test_parquet_is_written_in_groups(
    crisis: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depesje.exports.parquet.GROUP", 2)
    crisis.export("parquet", tmp_path / "s.parquet", Options(table="statements"))
    file = pq.ParquetFile(tmp_path / "s.parquet")
    assert file.num_row_groups == 2 and file.metadata.num_rows == 4


def test_a_workbook_has_a_sheet_a_table_with_its_header_frozen(crisis: Ledger, tmp_path: Path) -> None:
    crisis.export("xlsx", tmp_path / "krise.xlsx")
    book = openpyxl.load_workbook(tmp_path / "krise.xlsx")
    assert book.sheetnames == list(TABLES)
    sheet = book["statements"]
    header = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "B2" and header[:3] == ["id", "when", "speaker"]
    row = dict(zip(header, [cell.value for cell in sheet[3]], strict=True))
    assert row["published"] == "2031-05-08" and row["to"] == "Ramón Vega" and row["confidence"] == 0.8
    assert sheet.column_dimensions["A"].width and sheet.max_row == 5


def test_a_sheet_that_is_full_goes_on_in_another(
    crisis: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depesje.exports.xlsx.MOST_ROWS", 3)
    crisis.export("xlsx", tmp_path / "u.xlsx", Options(table="statements"))
    book = openpyxl.load_workbook(tmp_path / "u.xlsx")
    assert {sheet.title: sheet.max_row - 1 for sheet in book} == {"statements": 3, "statements 2": 1}


def test_what_looks_like_a_formula_is_text_everywhere(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(small("r", name=HOSTILE, words='sundet "må", åpnes', title="@SUM(A1)"))
    ledger.export("xlsx", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "b"}
    assert any(cell.value == HOSTILE and cell.quotePrefix for cell in cells)
    ledger.export("csv", tmp_path)
    (row,) = read_csv((tmp_path / "statements.csv").read_bytes())
    assert row["speaker"] == f"'{HOSTILE}" and row["title"] == "'@SUM(A1)"
    assert row["quotation"] == 'sundet "må", åpnes'


characters = st.characters(exclude_categories=["Cs"])
hostile = st.one_of(
    st.text(characters, min_size=1, max_size=60),
    st.tuples(st.sampled_from(FORMULA), st.text(characters, max_size=40)).map("".join),
    st.sampled_from(
        ['"', "\r\n", "\0", "a\0b", "\u202eabc", "\u200fעברית", "\ufeff", "_x000D_", "'=1", " =1+1"]
    ),
)


@given(st.lists(hostile, min_size=1, max_size=5))
def test_hostile_cells_come_back_or_are_made_harmless(texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(map(neutral, texts))
    (back,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    for text, cell in zip(texts, back, strict=True):
        assert not cell.startswith(FORMULA) and "\0" not in cell
        assert cell in (text, f"'{text}") or any(
            ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char >= "\ufffe" for char in text
        )
        assert not {"\t", "\n", "\r"} & set(one_line(text))


keepable = hostile.filter(lambda text: "\0" not in text)  # which PostgreSQL refuses, in a line that says so


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(title=keepable, publisher=keepable)
def test_hostile_reports_come_back_from_excel_parquet_and_json(
    ledger: Ledger, tmp_path: Path, title: str, publisher: str
) -> None:
    from dataclasses import replace

    record = small(f"r{hash((title, publisher))}", title=title)
    ledger.add(replace(record, report=replace(record.report, publisher=publisher)))
    for format_ in ("xlsx", "parquet", "jsonl"):
        ledger.export(format_, tmp_path / f"x.{format_}", Options(table="reports"))
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_bytes().splitlines()]
    parquet = pq.read_table(tmp_path / "x.parquet").to_pylist()
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["reports"]
    assert [line["title"] for line in lines] == [row["title"] for row in parquet]
    assert sheet.max_row == 1 + len(lines)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@given(st.text(max_size=400), st.one_of(st.none(), st.integers(1, 300)))
def test_a_quotation_is_never_longer_than_it_may_be(text: str, limit: int | None) -> None:
    found = quotation(text, limit)
    whole = " ".join(text.split())
    assert found == whole or (limit is not None and len(found) <= limit and found.endswith("…"))
    assert found == whole or whole.startswith(found.removesuffix("…"))


def test_a_quotation_is_cut_behind_a_word() -> None:
    assert quotation("Sundet må åpnes, sier hun", 18) == "Sundet må åpnes…"
    assert quotation("Sundet\n\nmå   åpnes", 18) == "Sundet må åpnes"
    assert quotation("Ubåtovervåkingsfartøyene", 8) == "Ubåtove…"


def test_quotations_are_short_and_texts_stay_unless_asked_for(ledger: Ledger) -> None:
    long = "sundet må åpnes " * 60
    ledger.add(small("lang", words=long.strip()))

    def told(options: Options) -> str:
        out = io.BytesIO()
        ledger.export("jsonl", out, options)
        return out.getvalue().decode()

    short = told(Options())
    assert (
        long.strip() not in short
        and max(len(json.loads(line).get("quotation") or "") for line in short.splitlines()) <= 300
    )
    assert long.strip() in told(Options(limit=None))
    report = next(
        json.loads(line) for line in told(Options(texts=True)).splitlines() if '"record":"report"' in line
    )
    assert report["text"].endswith(long.strip() + ".")
    assert '"text"' not in short


def test_rejected_records_stay_out_unless_asked_for(place: Place, exported: Exported) -> None:
    reviewed(place, "statement", 1, "rejected")
    reviewed(place, "statement", 2, "confirmed")
    statements = Options(table="statements")
    assert {row["id"] for row in read_csv(exported("csv", statements))} == {"st-2", "st-3", "st-4"}
    asked = read_csv(exported("csv", statements, review=["rejected"]))
    assert [(row["id"], row["review"]) for row in asked] == [("st-1", "rejected")]
    confirmed = read_csv(exported("csv", statements, confirmed=True))
    assert [(row["id"], row["review"]) for row in confirmed] == [("st-2", "confirmed")]


def test_filters_are_those_of_the_listings(crisis: Ledger, exported: Exported) -> None:
    rows = read_csv(exported("csv", Options(table="statements"), by="Lindqvist", act="reject"))
    assert [row["id"] for row in rows] == [row.id for row in crisis.said(by="Lindqvist", act="reject")]
    assert read_csv(exported("csv", Options(table="statements"), since="2032")) == []
    assert read_csv(exported("csv", Options(table="divisions"), party="Havforbundet"))
    assert not read_csv(exported("csv", Options(table="divisions"), by="Havforbundet"))
    assert not read_csv(exported("csv", Options(table="reports"), until="2030"))


@pytest.mark.parametrize(
    ("format_", "table", "says"),
    [
        ("word", None, "'word' is no format; there are json"),
        ("csv", "calls", "'calls' is no table of csv; there are statements"),
        ("gdelt", "events", "gdelt has no tables"),
        ("csv", None, "one file a table"),
    ],
)
def test_misuse_is_told_in_a_line(crisis: Ledger, format_: str, table: str | None, says: str) -> None:
    with pytest.raises(ExportError, match=says):
        crisis.export(format_, io.BytesIO(), Options(table=table))
