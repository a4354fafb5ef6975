"""Tables that people keep by hand, as they come out of a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from depesje.errors import CorrectionError, IntakeError
from depesje.exports import Options
from depesje.importing import Imported, import_table
from depesje.ledger import Ledger, open_ledger

from ..ledger.making import GRENSE, SUND, grense, small, sund

NORWEGIAN = """Dato;Hvem;Til;Sitat;Kilde;Lenke;Kanal;Merknad
08.05.2031;Åse Lindqvist;Ramón Vega;«Vi trekker oss ikke fra sundet»;;https://avis.example/grense;telefon;hørt selv
9.5.2031;Ramón Vega;Nordavind;Havnen er stengt;Samtale i ambassaden;;møte;
2031-05-10;Ramón Vega;Nordavind;Havnen forblir stengt;Samtale i ambassaden;https://avis.example/finnes-ikke;møte;
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger that has one report, by its address."""
    with open_ledger(tmp_path / "prøve.db") as opened:
        opened.add(grense(report="https://avis.example/grense"))
        yield opened


def take(
    ledger: Ledger, text: str, charset: str = "utf8", name: str = "tabell.csv", **more: object
) -> Imported:
    path = ledger.path.parent / name
    path.write_bytes(text.replace("\n", "\r\n").encode(charset))
    return import_table(ledger, path, who="Nora", **more)  # type: ignore[arg-type]


def workbook(ledger: Ledger, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = ledger.path.parent / "tabell.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("charset", ["utf8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_norwegian_table_in_any_charset(ledger: Ledger, charset: str) -> None:
    done = take(ledger, NORWEGIAN, charset)
    assert done.problems == []
    # What the machine had read already is the same statement, which the table now corrects.
    assert [one.outcome for one in done.taken] == ["corrected", "added", "added"]
    first = next(row for row in ledger.said() if row.words == ("Vi trekker oss ikke fra sundet",))
    assert (first.id, first.report, first.when) == (
        done.taken[0].id,
        "https://avis.example/grense",
        "2031-05-08",
    )
    assert GRENSE[first.start : first.end] == first.words[0]
    assert ledger.history(first.id)[-1].why == "hørt selv"
    closed = next(row for row in ledger.said() if row.words == ("Havnen er stengt",))
    assert (closed.title, closed.published, closed.when) == (
        "Samtale i ambassaden",
        "2031-05-09",
        "2031-05-09",
    )
    assert (closed.speaker, closed.to, closed.channel, closed.review) == (
        "Ramón Vega", ("Nordavind",), "meeting", "confirmed",
    )  # fmt: skip


def test_the_same_table_again_changes_nothing(ledger: Ledger) -> None:
    take(ledger, NORWEGIAN)
    ledger.correct("st-4", fields={"channel": "letter"})  # settled here since
    before = ledger.said()
    again = take(ledger, NORWEGIAN, name="kopi.csv")
    assert [one.outcome for one in again.taken] == ["unchanged"] * 3
    assert ledger.said() == before


def test_a_row_that_changed_corrects_its_record(ledger: Ledger) -> None:
    table = "krav,av,til,status,frist,kilde\nSundet må åpnes,Norge,Sørlandia,{},2031-06,Notat\n"
    (added,) = take(ledger, table.format("åpen")).taken
    (changed,) = take(ledger, table.format("innfridd")).taken
    assert (added.outcome, changed.outcome, changed.id) == ("added", "corrected", added.id)
    (matter,) = ledger.matters()
    assert (matter.kind, matter.status, matter.deadline, matter.gist) == (
        "demand",
        "kept",
        "2031-06",
        "Sundet må åpnes",
    )
    assert matter.by == ("Norway",)


def test_one_quotation_of_two_speakers_is_two_records(ledger: Ledger) -> None:
    table = "hvem,sitat,kilde\nÅse Lindqvist,Vi er enige,Felles brev\nRamón Vega,Vi er enige,Felles brev\n"
    assert [one.outcome for one in take(ledger, table).taken] == ["added", "added"]
    assert [one.outcome for one in take(ledger, table).taken] == ["unchanged", "unchanged"]


def test_rows_with_trouble_are_named_and_the_rest_goes_on(ledger: Ledger) -> None:
    done = take(
        ledger,
        "date,who,to,quotation,url,channel\n"
        "31.2.2031,Ramón Vega,,dette er galt,,\n"
        "2031-05-01,Ramón Vega,,dette er riktig,,\n"
        "2031-05-01,Ramón Vega,,,,\n"
        "2031-05-01,Ramón Vega,,ord,htp:/x,\n"
        "2031-05-01,Ramón Vega,,ord,,smoke\n"
        "2031-05-01,ac-99,,andre ord,,\n",
    )
    assert [one.outcome for one in done.taken] == ["added"]
    assert [problem.source for problem in done.problems] == [
        "tabell.csv, row 2, column 'date'",
        "tabell.csv, row 4, column 'quotation'",
        "tabell.csv, row 5, column 'url'",
        "tabell.csv, row 6, column 'channel'",
        "tabell.csv, row 7, column 'who'",
    ]
    assert "no actor ac-99" in done.problems[-1].reason


def test_a_dry_run_tells_and_keeps_nothing(ledger: Ledger) -> None:
    before = (ledger.counts(), ledger.said())
    done = take(ledger, NORWEGIAN, dry_run=True)
    assert [one.outcome for one in done.taken] == ["corrected", "added", "added"]
    assert (ledger.counts(), ledger.said()) == before


def test_heads_can_be_mapped_and_others_are_passed_over(ledger: Ledger) -> None:
    table = "Ansvarlig;Utsagn;Farge\nRamón Vega;Havnen er stengt;rød\n"
    with pytest.raises(IntakeError, match="no row heads the columns"):
        take(ledger, table)
    done = take(ledger, table, columns={"Ansvarlig": "speaker", "utsagn": "words"})
    assert ([one.outcome for one in done.taken], done.passed) == (["added"], ["column 'Farge'"])
    done = take(ledger, table, columns={"ANSVARLIG": "speaker", "utsagn": "words", "Avsender": "speaker"})
    assert done.passed == ["column 'Farge'", "no column 'Avsender'"]
    with pytest.raises(CorrectionError, match="'hue' is no field"):
        take(ledger, table, columns={"Farge": "hue"})


def test_a_workbook_with_several_sheets(ledger: Ledger) -> None:
    from datetime import datetime

    path = workbook(
        ledger,
        Hendelser=[
            ["Oversikt over hendelser"],
            ["Dato", "Hvem", "Til", "Type", "Hva skjedde", "Antall", "Kilde"],
            [datetime(2031, 5, 3), "Sørlandia", "Nordavind", "MOBILIZE", "Fire skip seilte", 4, "Havnelogg"],
        ],
        Krav=[["Krav", "Av", "Status"], ["=1+1", "Norge", "avvist"]],
        Priser=[["Vare", "Pris"], ["Ost", 12]],
    )
    done = import_table(ledger, path, who="Nora")
    assert (done.problems, done.passed) == ([], ["sheet 'Priser'"])
    (event,) = ledger.timeline()
    assert (event.type, event.count, event.when, event.actor) == ("MOBILIZE", 4, "2031-05-03", ("Sørlandia",))
    (matter,) = ledger.matters()
    assert (matter.gist, matter.status) == ("=1+1", "rejected")  # a formula is what was typed


def test_what_no_spreadsheet_program_may_take_for_a_formula_comes_back_as_it_was(ledger: Ledger) -> None:
    take(ledger, "who,quotation\nRamón Vega,'- Vi går\n")
    assert ("- Vi går",) in {row.words for row in ledger.said()}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"PK\x03\x04hei", "not an Excel workbook"),
        ("a.csv", b"\x00\x01\x02\x03", "neither a CSV file nor"),
        ("a.csv", b"", "no row heads"),
        ("a.csv", b"en,to\n1,2\n", "no row heads"),
    ],
)
def test_what_is_no_table_is_said(ledger: Ledger, name: str, data: bytes, said: str) -> None:
    path = ledger.path.parent / name
    path.write_bytes(data)
    with pytest.raises(IntakeError, match=said):
        import_table(ledger, path)
    assert ledger.counts().reports == 1


def test_what_the_ledger_holds_comes_back_unchanged(ledger: Ledger) -> None:
    """Columns as the ledger's own tables have them."""
    out = io.StringIO()
    rows = ledger.said()
    lines = csv.writer(out)
    lines.writerow(["id", "when", "speaker", "speaker_id", "to", "to_ids", "per", "about", "channel", "act", "form",
                    "negated", "quotation", "report", "title", "published", "review", "confidence"])  # fmt: skip
    for row in rows:
        lines.writerow([row.id, row.when or "", row.speaker or "", row.speaker_id or "", "; ".join(row.to), "",
                        "; ".join(row.per), "; ".join(row.about), row.channel or "", row.act, row.form,
                        "true" if row.negated else "false", " … ".join(row.words), row.report, row.title,
                        row.published, row.review, row.confidence])  # fmt: skip
    done = take(ledger, out.getvalue().replace("\r\n", "\n"))
    assert done.problems == []
    assert {one.outcome for one in done.taken} == {"unchanged"}
    assert ledger.said() == rows


def test_ids_of_another_ledgers_records_are_not_taken_for_this_ones(ledger: Ledger) -> None:
    table = "id,kind,gist,words,statements,report\nma-7,demand,Fri ferdsel,fri ferdsel,st-1,https://avis.example/grense\n"
    assert [one.outcome for one in take(ledger, table).taken] == ["added"]
    assert ledger.matters()[0].statements == ()
    # Without an id of its own the row was written for this ledger.
    own = (
        "kind,gist,words,statements,report\ndemand,Havnen,trekker oss ikke,st-1,https://avis.example/grense\n"
    )
    assert [one.outcome for one in take(ledger, own).taken] == ["added"]
    assert {matter.statements for matter in ledger.matters()} == {(), ("st-1",)}


def test_of_two_who_are_called_the_same_an_id_beside_the_name_says_which(ledger: Ledger) -> None:
    for number, code in enumerate(("NAV", "SLA")):
        ledger.add(small(f"r{number}", "Tora Berg", code=code))
    one, other = (row.id for row in ledger.who("Tora Berg"))
    table = "who,speaker_id,quotation,source\nTora Berg,{},Vi er enige,Notat {}\n"
    for number, record in enumerate((one, other)):
        (added,) = take(ledger, table.format(record, number)).taken
        assert [row.speaker_id for row in ledger.said() if row.id == added.id] == [record]


def exported(ledger: Ledger, table: str) -> str:
    out = io.BytesIO()
    ledger.export("csv", out, Options(limit=None, table=table))
    return out.getvalue().decode("utf-8-sig").replace("\r\n", "\n")


def test_exported_events_come_into_a_ledger_that_has_not_their_reports(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "fra.db") as source, open_ledger(tmp_path / "til.db") as other:
        source.add(sund())
        done = take(other, exported(source, "events"))
        assert done.problems == []
        # What an event is about stands beside the words that tell of it, and not in them.
        assert {(row.type, row.words, row.theme) for row in other.timeline()} == {
            (row.type, row.words, row.theme) for row in source.timeline()
        }
        assert any(row.theme for row in other.timeline())
        again = take(other, exported(source, "events"))
        assert {one.outcome for one in again.taken} == {"unchanged"}
        assert list(other.check()) == []


@pytest.mark.parametrize("table", ["statements", "events"])
def test_what_is_exported_comes_back_unchanged_where_actors_are_one(tmp_path: Path, table: str) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(sund())
        ledger.add(grense())
        ledger.add(sund("Sørlandia sende fire skip, som er fire skip.\n\n" + SUND, report="igjen"))
        nav, havn = ledger.who("Nordavind")[0].id, ledger.who("Havforbundet")[0].id
        ledger.merge(nav, havn)
        sla, vega = ledger.who("Sørlandia")[0].id, ledger.who("Borgen")[0].id
        ledger.merge(sla, vega)
        done = take(ledger, exported(ledger, table))
        assert done.problems == []
        assert {one.outcome for one in done.taken} == {"unchanged"}
