"""PDF: paragraphs out of lines, columns, hyphens, running heads, pages without text."""

from __future__ import annotations

import io
import textwrap

import pytest

from depesje.records import Report

from .reading import items, only, problems

Line = tuple[float, float, str]
TEXT = (
    "Utenriksminister Solveig Dahle avviste fredag kravet fra Vestmark om å åpne stredet for militære skip. Hun sier at "
    "Norge står fast.",
    "– Vi har svart én gang, og svaret er det samme i dag, sier Dahle til Stortinget etter spørretimen denne uken.",
    "Vestmarks president Arne Lunde har varslet at landet vil svare med egne tiltak dersom kravet ikke blir oppfylt.",
)


def made(*pages: list[Line], title: str | None = None) -> bytes:
    """A PDF with these lines (x, y from the bottom, text) on its pages, in Helvetica at 10 points."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) /CreationDate (D:20260101) >>" % (title or "").encode("cp1252"),
    ]
    for number, lines in enumerate(pages):
        shown = b"\n".join(
            b"BT /F1 10 Tf %.1f %.1f Td (%s) Tj ET"
            % (x, y, text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252"))
            for x, y, text in lines
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(
        b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, start)
    )
    return out.getvalue()


def set_in(paragraphs: tuple[str, ...], x: float, width: int, y: float = 760, gap: float = 6) -> list[Line]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, width, break_on_hyphens=False):
            lines.append((x, y, line))
            y -= 12
        y -= gap
    return lines


def test_lines_become_paragraphs() -> None:
    read = only(made(set_in(TEXT, 60, 80), title="Norge avviser kravet"), "sak.pdf")
    assert read.text == "\n".join(TEXT) + "\n"
    # The day on which the file was made is no date of publication.
    assert (read.title, read.published, read.date_evidence) == ("Norge avviser kravet", None, None)


def test_columns_are_read_one_after_the_other() -> None:
    left, right = set_in(TEXT[:2], 50, 40), set_in(TEXT[2:], 310, 40)
    assert only(made(left + right)).text == "\n".join(TEXT) + "\n"


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    lines = set_in(TEXT[:1], 60, 80, y=120)
    second = [(x, 760.0 - 12 * index, text) for index, (x, _, text) in enumerate(lines[1:])]
    assert only(made(lines[:1], second)).text == TEXT[0] + "\n"


def test_words_that_were_divided_are_put_together() -> None:
    lines = [
        (60.0, 700.0, "Utenriksministeren avviste kravet fra Vest-"),
        (60.0, 688.0, "mark om å åpne stredet. Nord-"),
        (60.0, 676.0, "Norge og EU-"),
        (60.0, 664.0, "landene er enige."),
    ]
    assert only(made(lines)).text == (
        "Utenriksministeren avviste kravet fra Vestmark om å åpne stredet. Nord-Norge og EU-landene er enige.\n"
    )


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        [
            (60.0, 815.0, "Utenriksdepartementet"),
            *set_in(TEXT[n : n + 1], 60, 80),
            (290.0, 20.0, f"Side {n + 1} av 3"),
        ]
        for n in range(3)
    ]
    assert only(made(*pages)).text == "\n".join(TEXT) + "\n"


@pytest.mark.parametrize("title", ["Microsoft Word - utkast.docx", "Dokument1", "side4.indd", "untitled"])
def test_a_title_that_a_program_gave_is_none(title: str) -> None:
    assert only(made(set_in(TEXT, 60, 80), title=title)).title is None


def test_pages_without_text_are_named() -> None:
    first, second = items(made(set_in(TEXT, 60, 80), []), "sak.pdf")
    assert isinstance(first, Report)
    assert str(second) == "sak.pdf page 2: no text layer (scanned?); the other pages are read"
    assert problems(made([], []), "skann.pdf") == [
        "skann.pdf: a PDF without a text layer (scanned?); read it with a program for OCR first"
    ]


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a"])
def test_damaged_ones(name: str) -> None:
    assert problems(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", name) == [f"{name}: a damaged PDF"]
    for cut in range(100, 2000, 170):
        assert len(items(made(set_in(TEXT, 60, 80))[:cut], name)) == 1
