"""A folder of files of many kinds, as an analyst has them, is added as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from depesje import open_ledger

from .making import TEXT

Run = Callable[..., Result]
FEED = (
    "<rss version='2.0'><channel><title>Kystavisa</title>"
    f"<item><title>En</title><link>https://kyst.example/1</link><description>{TEXT}</description></item>"
    "<item><title>Bare en tittel</title></item>"
    f"<item><guid isPermaLink='false'>sak-3</guid><description>{TEXT} Tre.</description></item></channel></rss>"
)


def filled(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf8")
    (folder / "feed.xml").write_text(FEED, encoding="utf8")
    (folder / "ntb.json").write_text(
        json.dumps(
            {
                "uri": "urn:ntb:1",
                "versioncreated": "2023-04-28",
                "body_text": f"{TEXT} Fire.",
                "copyrightholder": "NTB",
            }
        ),
        encoding="utf8",
    )
    (folder / "treff.csv").write_text(
        f"Dato;Tekst;Kilde\n28.04.2023;{' '.join(TEXT.split())} Fem.;Havna\n;;\n;;Havna\n", encoding="cp1252"
    )
    (folder / "meta.csv").write_text("path;publisher\na.txt;Heftet\nfeed.xml;Kysten\n", encoding="utf8")
    (folder / "bilde.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def test_a_folder_of_many_kinds_is_added_and_what_fails_is_named(depesje: Run, tmp_path: Path) -> None:
    filled(tmp_path / "inn")
    result = depesje("add", "inn", "--meta", "inn/meta.csv", "--ledger", "l.db")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "depesje: inn/feed.xml entry 2: no text",
        "depesje: inn/treff.csv row 3: no text",
    ]
    assert result.stdout.startswith("5 added, 2 failed; l.db holds 5 reports, ")
    with open_ledger(tmp_path / "l.db", create=False) as ledger:
        names = {report.id.partition(":")[0]: report.publisher for report in ledger.reports()}
    assert names["guid"] in ("Kysten", "NTB")
    again = depesje("add", "inn", "--meta", "inn/meta.csv", "--ledger", "l.db")
    assert again.stdout.startswith("5 unchanged, 2 failed; ")


def test_one_file_of_several_reports_is_printed_a_line_each(depesje: Run, tmp_path: Path) -> None:
    filled(tmp_path / "inn")
    result = depesje("read", "inn/feed.xml", "--format", "jsonl")
    lines = [json.loads(line)["report"] for line in result.stdout.splitlines()]
    assert [(one["id"], one["title"], one["file"]) for one in lines] == [
        ("https://kyst.example/1", "En", "feed.xml"),
        ("guid:Kystavisa:sak-3", None, "feed.xml"),
    ]


def test_a_list_of_feeds_holds_no_reports(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "f.opml").write_text('<opml><body><outline xmlUrl="https://a.example/rss"/></body></opml>')
    result = depesje("add", "f.opml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "depesje: f.opml: a list of 1 feed, not reports; 'depesje watch' follows them\n"
    assert [path.name for path in tmp_path.iterdir()] == ["f.opml"]
