"""Rows with named columns: CSV as media monitors export it, lines of JSON, lists of objects, Parquet."""

from __future__ import annotations

import io
import json

import pytest

from depesje.records import Report

from .reading import items, only, problems, reports

NORWEGIAN = (
    "Dato;Kilde;Overskrift;Ingress;Brødtekst;Lenke;Journalist\r\n"
    '28.04.2023;Kystavisa;Krever svar;Norge krever svar.;"– Nei, sier Dahle.\r\nHun ""venter"".";'
    "https://kyst.example/1;A. Vik\r\n"
    ";;Tom;;;;\r\n"
    "29.04.2023;Kystavisa;To;;Vestmark avviser kravet.;;;for mye\r\n"
    "31.12.2093;Kystavisa;Tre;;Fra framtida.;;\r\n"
    "snart;Kystavisa;Fire;;Uten dato å lese.;;\r\n"
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_media_monitors_export(codec: str) -> None:
    first, *rest = items(NORWEGIAN.encode(codec), "treff.csv")
    assert isinstance(first, Report)
    assert first.text == 'Norge krever svar.\n– Nei, sier Dahle.\nHun "venter".\n'
    assert (first.title, first.publisher, first.published, first.url, first.authors) == (
        "Krever svar", "Kystavisa", "2023-04-28", "https://kyst.example/1", ("A. Vik",),
    )  # fmt: skip
    assert first.charset_guessed is (codec == "cp1252")
    assert [str(one) for one in rest] == [
        "treff.csv row 2: no text",
        "treff.csv row 3: 8 cells, but 7 columns",
        "treff.csv row 4: published 2093-12-31 lies in the future",
        "treff.csv row 5: published snart is no date such as 2022-01-28, 2022-01 or 2022",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_and_a_table_needs_no_name(delimiter: str) -> None:
    rows = [
        ["Headline", "Publish Date", "Full_Text", "Source"],
        ["Krav, svar", "2023-04-28", "Norge krever.", "NTB"],
    ]
    lines = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    read = only(lines)
    assert (read.title, read.text, read.agency) == ("Krav, svar", "Norge krever.\n", "NTB")


def test_excels_own_first_line_is_passed_over() -> None:
    assert only("sep=;\ntitle;text;date\nKrav;Norge krever svar.;2023-04-28\n").title == "Krav"


def test_a_text_with_commas_is_no_table() -> None:
    text = "Kilde, dato og tekst må oppgis, sier Dahle.\nNorge krever svar.\n"
    assert only(text).text == text


def test_a_table_that_holds_no_texts() -> None:
    assert problems("path;publisher\na.txt;NTB\n", "m.csv") == [
        "m.csv: a table about files; give it with --meta"
    ]
    assert problems("land;antall\nNorge;3\n", "m.csv")[0].startswith(
        "m.csv: no column holds the text of reports"
    )


def test_a_quotation_mark_that_is_never_closed() -> None:
    table = 'title,text,date\nA,"Norge krever svar.,2023-04-28\n' + "B,Vestmark svarer.,2023-04-28\n" * 3
    assert len(items(table, "a.csv")) == 1  # it all is one cell, as it would be to Excel


def test_a_cell_of_any_length_that_a_text_may_have() -> None:
    long = "Norge krever svar. " * 20_000
    assert len(only(f"title,text,date\nA,{long},2023-04-28\n").text) == len(long)
    [problem] = problems(f"title,text,date\nA,{'x' * 3_000_000},2023-04-28\n", "a.csv")
    assert problem.startswith("a.csv row 1: not a row of a table: field larger than field limit")


def test_lines_of_json() -> None:
    lines = [
        {
            "title": "A",
            "content": "<p>Norge krever svar.</p><p>– Nei.</p>",
            "published_at": 1682668800,
            "lang": "nn",
        },
        {
            "uri": "urn:ntb:1",
            "versioncreated": "2023-04-28",
            "body_text": "Vestmark avviser.",
            "copyrightholder": "NTB",
        },
        {"title": "B", "antall": 4},
    ]
    text = "\n".join(map(json.dumps, lines)) + '\n{"title": "avbrutt\n[1]\n'
    first, second, *rest = items(text, "a.jsonl")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.text, first.published, first.language) == (
        "Norge krever svar.\n– Nei.\n",
        "2023-04-28",
        "nn",
    )
    assert second.id == "guid:NTB:urn:ntb:1"
    assert [str(one) for one in rest] == [
        "a.jsonl line 3: no field holds a text",
        "a.jsonl line 4: damaged JSON",
        "a.jsonl line 5: no object with named fields",
    ]


def test_a_list_of_objects_alone_or_in_an_answer_of_an_api() -> None:
    rows = [
        {"headline": "A", "body": "Norge krever svar.", "authors": ["A. Vik", "B. Li"]},
        {"body": "Vestmark avviser."},
    ]
    for value in (rows, {"status": "ok", "totalResults": 2, "articles": rows}):
        first, second = reports(json.dumps(value))
        assert (first.text, first.authors) == ("Norge krever svar.\n", ("A. Vik", "B. Li"))
        assert second.text == "Vestmark avviser.\n"
    assert only(json.dumps(rows[1])).text == "Vestmark avviser.\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": 1}', "JSON without news in a form that is known (ninjs, JSON Feed, objects with a text)"),
        ("[]", "JSON without news in a form that is known (ninjs, JSON Feed, objects with a text)"),
        ('{"a": ', "damaged JSON: "),
        ('{\n  "a": 1,\n  "b": [1,]\n}\n', "damaged JSON: "),
        ("[" * 100_000, "JSON that is nested too deeply"),
        ('{"text": ' + '{"text": ' * 50_000, "JSON that is nested too deeply"),
        ('[{"text": " \\n"}]', "no text"),
    ],
)
def test_json_that_holds_no_reports(text: str, reason: str) -> None:
    [problem] = problems(text, "a.json")
    assert reason in problem


def test_characters_that_no_database_keeps_are_shown_as_such() -> None:
    assert (
        only('{"text": "Norge\\u0000 krever \\ud83d svar.", "id": 1}').text == "Norge krever \ufffd svar.\n"
    )


def test_parquet() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pyarrow.table(
        {
            "tittel": ["A", None, "C"],
            "tekst": ["Norge krever svar.", None, "Vestmark avviser."],
            "publisert": [1682668800.0, None, None],
            "bilde": [b"x", b"y", b"z"],
        }
    )
    out = io.BytesIO()
    parquet.write_table(table, out)
    first, second, third = items(out.getvalue(), "a.parquet")
    assert isinstance(first, Report)
    assert isinstance(third, Report)
    assert (first.text, first.published) == ("Norge krever svar.\n", "2023-04-28")
    assert (str(second), third.title) == ("a.parquet row 2: no text", "C")
    assert problems(out.getvalue()[:200], "a.parquet")[0].startswith(
        "a.parquet: damaged Parquet after row 0: "
    )
    other = io.BytesIO()
    parquet.write_table(pyarrow.table({"antall": [1]}), other)
    assert problems(other.getvalue(), "a.parquet")[0].startswith("a.parquet: no column holds the text")


def test_a_name_for_the_delimiter_is_looked_for_once() -> None:
    assert problems("sep=;\n" * 3000, "a.csv")[0].startswith("a.csv: no column holds the text")
    read = only("sep=;\ntitle;text;date\nKrav;sep=;2023-04-28\n", "a.csv")
    assert (read.title, read.text) == ("Krav", "sep=\n")


@pytest.mark.parametrize(
    "found",
    [
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "1", "content_text": "Støre svarer."}],
        },
        {"uri": "ntb:1", "versioncreated": "2023-04-28", "body_text": "Støre svarer."},
        {"text": "Støre svarer."},
    ],
)
def test_a_guessed_charset_is_said_of_every_kind_of_json(found: object) -> None:
    written = json.dumps(found, ensure_ascii=False)
    assert only(written.encode("cp1252"), "a.json").charset_guessed is True
    assert only(written.encode(), "a.json").charset_guessed is False
