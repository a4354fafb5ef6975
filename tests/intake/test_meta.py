"""The metadata table: which row belongs to which file, and rows that cannot be right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from depesje.errors import IntakeError, Problem
from depesje.intake import load, meta
from depesje.records import Report

TODAY = date(2022, 6, 1)


def write(folder: Path, *rows: str, name: str = "meta.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def text(path: Path, content: str = "Ministeren avviser kravet.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_every_column_reaches_the_report(tmp_path: Path) -> None:
    text(tmp_path / "a.txt", "date 2022-01 Ministeren avviser kravet.")
    table = write(
        tmp_path,
        "path,published,publisher,url,title,language,genre,note",
        'a.txt,2022-01-28,Fjordposten,https://fjordposten.example/a,"Nei, sier Fjellheim",nn,wire,arkiv',
    )
    [report] = load([tmp_path], meta=table, today=TODAY)
    assert report == Report(
        id="https://fjordposten.example/a", text="date 2022-01 Ministeren avviser kravet.",
        published="2022-01-28", date_evidence="given", publisher="Fjordposten", url="https://fjordposten.example/a",
        title="Nei, sier Fjellheim", language="nn", genre="wire", file="a.txt",
    )  # fmt: skip


def test_the_command_line_goes_before_the_table(tmp_path: Path) -> None:
    table = write(tmp_path, "path,published,language", "a.txt,2022-01-28,nn")
    [report] = load([text(tmp_path / "a.txt")], meta=table, published="2022-02", language="nb", today=TODAY)
    assert isinstance(report, Report)
    assert (report.published, report.date_evidence, report.language) == ("2022-02", "given", "nb")


def test_rows_are_matched_by_path_then_by_name(tmp_path: Path) -> None:
    (tmp_path / "table").mkdir()
    table = write(tmp_path / "table", "path,publisher", "x/a.txt,X", "y/a.txt,Y", "b.txt,B")
    for place in ("table/x/a.txt", "elsewhere/y/a.txt", "elsewhere/b.txt", "elsewhere/a.txt"):
        text(tmp_path / place)
    found = {r.id: r.publisher for r in load([tmp_path], meta=table, today=TODAY) if isinstance(r, Report)}
    assert found == {
        "table/x/a.txt": "X",
        "elsewhere/y/a.txt": "Y",
        "elsewhere/b.txt": "B",
        "elsewhere/a.txt": None,
    }


def test_a_name_that_is_a_file_beside_the_table_means_that_file(tmp_path: Path) -> None:
    table = write(tmp_path, "path,publisher", "a.txt,A")
    text(tmp_path / "a.txt")
    text(tmp_path / "other" / "a.txt")
    found = {r.id: r.publisher for r in load([tmp_path], meta=table, today=TODAY) if isinstance(r, Report)}
    assert found == {"a.txt": "A", "other/a.txt": None}


def test_bad_rows_are_named_and_the_others_hold(tmp_path: Path) -> None:
    table = write(
        tmp_path,
        "path,language,genre,url",
        "a.txt,nb,sladder,",
        "b.txt,tlh,,",
        ",nb,,",
        "c.txt,,,javascript:alert(1)",
        "d.txt,nb,,,,for,mange",
        "",
        "e.txt,nn,,",
        "e.txt,nb,,",
    )
    *problems, report = load([text(tmp_path / "e.txt")], meta=table, today=TODAY)
    assert [str(problem) for problem in problems] == [
        f"{table} line 2: unknown genre 'sladder' (known: news, wire, readout, interview, opinion, "
        "live-blog); the row is left out",
        f"{table} line 3: unknown language 'tlh' (known: nb, nn, en); the row is left out",
        f"{table} line 4: no path; the row is left out",
        f"{table} line 5: url 'javascript:alert(1)' is no web address; the row is left out",
        f"{table} line 6: more cells than columns; the row is left out",
        f"{table} line 9: a second row for e.txt; the row is left out",
    ]
    assert isinstance(report, Report)
    assert report.language == "nn"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2031-01-01", "published 2031-01-01 lies in the future"),
        ("2022-13-40", "published 2022-13-40 is no date such as 2022-01-28, 2022-01 or 2022"),
    ],
)
def test_a_bad_date_refuses_its_report_only(tmp_path: Path, value: str, reason: str) -> None:
    table = write(tmp_path, "path,published", f"a.txt,{value}", "b.txt,2022-01")
    first, second = load([text(tmp_path / "a.txt"), text(tmp_path / "b.txt")], meta=table, today=TODAY)
    assert first == Problem(str(tmp_path / "a.txt"), reason)
    assert isinstance(second, Report)


def test_a_table_from_a_norwegian_spreadsheet(tmp_path: Path) -> None:
    table = tmp_path / "meta.csv"
    table.write_bytes('Path;Publisher\r\na.txt;"Fjordnytt; Støren"\r\n'.encode("cp1252"))
    [report] = load([text(tmp_path / "a.txt")], meta=table, today=TODAY)
    assert isinstance(report, Report)
    assert report.publisher == "Fjordnytt; Støren"


@pytest.mark.parametrize(
    "content", [b"", b"file,published\na.txt,2022\n", b"path,path\n", b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_a_table_that_is_none_is_misuse(tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "meta.csv"
    table.write_bytes(content)
    with pytest.raises(IntakeError, match=r"meta\.csv"):
        load([], meta=table)


def test_a_missing_table_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="no such file"):
        meta.read(tmp_path / "none.csv")
