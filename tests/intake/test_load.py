"""Files, folders and standard input: every input becomes a report or one clear problem."""

from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from depesje.errors import IntakeError, Problem
from depesje.intake import LIMIT, count, load
from depesje.intake.identity import ledger_id, text_id
from depesje.records import Report

from .pages import page

TODAY = date(2022, 6, 1)
TEXT = "Utenriksministeren avviser kravet fra nabolandet.\r\n\r\n– Nei, sier Støre.\n"


def write(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one(path: Path | str, **options: Any) -> Report | Problem:
    [result] = load([path], today=TODAY, **options)
    return result


def report(path: Path | str, **options: Any) -> Report:
    result = one(path, **options)
    assert isinstance(result, Report), result
    return result


def reason(path: Path | str, **options: Any) -> str:
    result = one(path, **options)
    assert isinstance(result, Problem), result
    assert result.source == str(path)
    return result.reason


def test_a_text_is_kept_unchanged(tmp_path: Path) -> None:
    read = report(write(tmp_path / "a.txt"))
    assert read == Report(id="a.txt", text=TEXT, file="a.txt")
    assert ledger_id(read) == text_id(TEXT)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_byte_order_mark(tmp_path: Path, codec: str) -> None:
    read = report(write(tmp_path / "a.txt", TEXT.encode(codec)))
    assert (read.text, read.charset_guessed) == (TEXT, False)


def test_windows_1252_is_a_guess(tmp_path: Path) -> None:
    read = report(write(tmp_path / "a.txt", TEXT.encode("cp1252")))
    assert (read.text, read.charset_guessed) == (TEXT, True)


def test_a_utf8_mark_before_windows_1252(tmp_path: Path) -> None:
    read = report(write(tmp_path / "a.txt", b"\xef\xbb\xbf" + TEXT.encode("cp1252")))
    assert (read.text, read.charset_guessed) == (TEXT, True)


def test_the_head_of_a_text_dates_it_and_stays_in_it(tmp_path: Path) -> None:
    read = report(write(tmp_path / "a.txt", " date 2022-01 " + TEXT))
    assert (read.published, read.date_evidence) == ("2022-01", "text")
    assert read.text == " date 2022-01 " + TEXT


def test_a_given_date_goes_before_the_head_and_spares_it(tmp_path: Path) -> None:
    read = report(write(tmp_path / "a.txt", "date 2031-01-01\n" + TEXT), published="2022-01-28")
    assert (read.published, read.date_evidence) == ("2022-01-28", "given")


def test_no_date_is_taken_from_a_file_name(tmp_path: Path) -> None:
    assert report(write(tmp_path / "2022-01-28.txt")).published is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("2031-01-01", "published 2031-01-01 lies in the future"),
        ("2022-13-40", "published 2022-13-40 is no date such as 2022-01-28, 2022-01 or 2022"),
    ],
)
def test_a_head_that_cannot_be(tmp_path: Path, head: str, expected: str) -> None:
    assert reason(write(tmp_path / "a.txt", f"date {head}\n{TEXT}")) == expected


@pytest.mark.parametrize("options", [{"published": "2022-13-40"}, {"published": "2031"}, {"language": "tlh"}])
def test_misuse_raises_at_once(options: dict[str, str]) -> None:
    with pytest.raises(IntakeError):
        load(["-"], today=TODAY, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"Kravet\0avvises",
        TEXT.encode("utf-16-le"),
        b"\xff\xfe" + "Kravet\0avvises".encode("utf-16-le"),
        bytes(range(1, 32)) * 20,
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_binary_files(tmp_path: Path, content: bytes, name: str) -> None:
    assert reason(write(tmp_path / name, content)) == "binary file, not a report"


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_empty_files(tmp_path: Path, content: bytes, name: str) -> None:
    assert reason(write(tmp_path / name, content)) == "empty"


def test_a_file_that_is_too_large_and_the_others(tmp_path: Path) -> None:
    large = tmp_path / "a.txt"
    with large.open("wb") as file:
        file.truncate(20_000_000)
    write(tmp_path / "b.txt")
    first, second = load([tmp_path], today=TODAY)
    assert str(first) == f"{large}: too large: 20.0 MB; the limit is 5 MB"
    assert isinstance(second, Report)


def test_a_text_that_is_no_single_report_and_a_page_with_much_beside_its_text(tmp_path: Path) -> None:
    archive = write(tmp_path / "a.txt", "Norge krever svar.\n" * 60_000)
    script = f"<script>{'x = 1; ' * 200_000}</script>"
    write(
        tmp_path / "b.html",
        f"<html><head>{script}</head><body><p>Norge krever et klart svar.</p></body></html>",
    )
    first, second = load([tmp_path], today=TODAY)
    assert str(first) == f"{archive}: too long: 1.1 million characters; the limit is 1 million"
    assert isinstance(second, Report)


def test_standard_input_that_is_too_large() -> None:
    endless = io.BytesIO(b"x" * (LIMIT + 1))
    assert reason("-", stdin=endless) == "too large: more than 5 MB; the limit is 5 MB"


def test_standard_input(tmp_path: Path) -> None:
    read = report("-", stdin=io.BytesIO(TEXT.encode()))
    assert read.id == text_id(TEXT) == "sha256:" + read.id[7:]
    assert "Vestmark" in report("-", stdin=io.BytesIO(page().encode())).text
    assert reason("-", stdin=io.BytesIO(b"")) == "empty"


def test_missing_file(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.txt") == "no such file"
    assert reason(tmp_path / "none.txt" / "b.txt") == "no such file"
    assert reason("") == "no such file"
    assert reason(tmp_path / ("a" * 300)) == "the file name is too long"


def test_a_file_that_goes_away_while_the_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    gone = write(tmp_path / "b.txt")
    results = load([tmp_path], today=TODAY)
    assert isinstance(next(results), Report)
    gone.unlink()
    # A folder is listed when it is come to; its files are opened one by one.
    assert list(results) == [Problem(str(gone), "the file was removed before it could be read")]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    opening: Callable[..., Any] = Path.open

    def guarded(path: Path, *args: Any, **options: Any) -> Any:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return opening(path, *args, **options)

    monkeypatch.setattr(Path, "open", guarded)
    first, second = load([tmp_path], today=TODAY)
    assert first == Problem(str(closed), "no permission to read it")
    assert isinstance(second, Report)


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "closed" / "a.txt")
    write(tmp_path / "open" / "b.txt")
    listing = os.listdir

    def guarded(path: Path) -> list[str]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(os, "listdir", guarded)
    first, second = load([tmp_path], today=TODAY)
    assert first == Problem(str(tmp_path / "closed"), "no permission to read it")
    assert isinstance(second, Report)


def test_broken_links(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to("gone.txt")
    assert reason(link) == "a broken link to gone.txt"
    assert list(load([tmp_path])) == [Problem(str(link), "a broken link to gone.txt")]


def test_links_that_go_round(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    write(tmp_path / "inner" / "b.txt")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    (tmp_path / "twice").symlink_to(tmp_path / "inner")
    assert [getattr(r, "id", str(r)) for r in load([tmp_path], today=TODAY)] == [
        f"{tmp_path / 'a.txt'}: a link that leads back to itself",
        "inner/b.txt",
        f"{tmp_path / 'inner' / 'up'}: a folder that leads back to itself",
    ]


def test_a_folder_is_walked_in_order_and_other_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.HTM", "a/skjult/.x.txt", ".git/c.txt", "c.jpg", "d", "e.xhtml"):
        write(tmp_path / name, page() if name.lower().endswith(("htm", "html")) else TEXT)
    ids = [getattr(result, "text", str(result))[:8] for result in load([tmp_path], today=TODAY)]
    assert ids == ["Utenriks"] * 3
    assert count([tmp_path, "-", tmp_path / "none.txt"]) == 5


def test_a_folder_without_reports(tmp_path: Path) -> None:
    write(tmp_path / "a.jpg", b"\xff\xd8\xff")
    assert reason(tmp_path).startswith("no reports in folder (read are files such as .txt, .html, .xml")


def test_a_named_file_of_another_kind_is_sniffed(tmp_path: Path) -> None:
    assert report(write(tmp_path / "melding.tekst")).text == TEXT
    assert report(write(tmp_path / "side.aspx", page())).title == "Avviser møte med Vestmark"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert list(load([tmp_path])) == [Problem(str(tmp_path / "a.txt"), "not a regular file")]


def test_strange_file_names_stay_on_one_line(tmp_path: Path) -> None:
    write(tmp_path / "to\nlinjer.txt", b"")
    [problem] = load([tmp_path])
    assert str(problem) == f"{tmp_path}/to\\nlinjer.txt: empty"
    assert str(next(load(["a\0b"]))) == "a\\x00b: no such file"
    assert str(next(load(["\udce6.txt"]))).endswith(".txt: no such file")


def test_a_head_of_comments_is_sniffed_in_no_time(tmp_path: Path) -> None:
    assert report(write(tmp_path / "notat", "<!---->" * 500 + TEXT)).text.endswith(TEXT)


def test_reading_is_lazy(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    results = load([tmp_path / "a.txt", tmp_path / "later.txt"], today=TODAY)
    next(results)
    write(tmp_path / "later.txt")
    assert isinstance(next(results), Report)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), kind=st.sampled_from(["txt", "html", "dat"]))
@example(content=b"<html><body><p>" + b"\xf8" * 40, kind="html")
@example(content=b'<meta charset="utf-7"><p>+AGE-', kind="html")
@example(content=b'<meta charset="unicode_escape"><p>\\x', kind="html")
@example(content=b'<meta charset="rot13"><p>x', kind="html")
@example(content=b"<!DOCTYPE html><![CDATA[<p>]]><svg/onload=x><p", kind="dat")
@example(content=b"\xff\xfe\x00\xd8", kind="txt")
def test_any_bytes_give_a_report_or_a_problem(tmp_path: Path, content: bytes, kind: str) -> None:
    result = one(write(tmp_path / f"a.{kind}", content))
    assert isinstance(result, Report | Problem)
    assert "\n" not in str(result) or isinstance(result, Report)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tags=st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "<table>",
                "<tr>",
                "<td>",
                "<li>",
                "<br>",
                "<h2>",
                "<b>",
                "</b>",
                "<article>",
                "</article>",
                "<script>",
                "</script>",
                "<!--",
                "-->",
                "Kravet avvises. ",
                "– Nei. ",
                "&#0;",
                "&#xD800;",
                "<svg>",
                "<title>",
                "<meta name=date content=x>",
                "<link rel=canonical href='http://[x'>",
            ]
        ),
        max_size=40,
    )
)
def test_any_tags_give_a_report_or_a_problem(tmp_path: Path, tags: list[str]) -> None:
    assert isinstance(one(write(tmp_path / "a.html", "".join(tags))), Report | Problem)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
@example("A\u030alesund")  # a ring of its own
@example("\ufa15")  # a letter that is composed to another, alone
def test_offsets_of_a_text_are_those_of_the_file_with_its_letters_composed(tmp_path: Path, text: str) -> None:
    content = f"– Nei.\r\n{text}\n"
    assert report(write(tmp_path / "a.txt", content)).text == unicodedata.normalize("NFC", content)
