"""Letters: press offices' and newsletters', with their attachments; mailboxes; pages saved as MHTML."""

from __future__ import annotations

import json
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from depesje.records import Report

from ..pages import page
from .reading import items, only, problems

HTML = (
    "<html><body><h1>Nytt fra SMK</h1><p>Statsministeren snakket med president Kalvane.</p><p>– Vi er enige.</p>"
    "</body></html>"
)
PLAIN = (
    "Statsministeren snakket fredag med president Ilze Kalvane om situasjonen\n"
    "i det østlige Østersjøen og det latviske kravet om å frigi skipet.\n\n"
    "– Vi er enige, sier statsministeren.\n- Og vi venter på svar.\n"
)


def letter(**headers: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    for name, value in {
        "From": "Statsministerens kontor <presse@smk.example>",
        "To": "redaksjonen@avis.example",
        "Subject": "Samtale om Østersjøen",
        "Date": "Fri, 28 Apr 2023 10:15:00 +0200",
        "Message-ID": "<17@smk.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }.items():
        made[name] = value
    return made


def test_the_html_of_a_letter_is_read_before_its_plain_text() -> None:
    made = letter()
    made.set_content(PLAIN)
    made.add_alternative(HTML, subtype="html", cte="quoted-printable")
    read = only(made.as_bytes(), "brev.eml")
    assert read.text == "Nytt fra SMK\nStatsministeren snakket med president Kalvane.\n– Vi er enige.\n"
    assert (read.title, read.publisher, read.published) == (
        "Samtale om Østersjøen", "Statsministerens kontor", "2023-04-28",
    )  # fmt: skip
    assert read.id == "guid:Statsministerens kontor:17@smk.example"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("cte", ["8bit", "quoted-printable", "base64"])
def test_lines_of_plain_text_are_put_together_to_paragraphs(charset: str, cte: str) -> None:
    made = letter()
    made.set_content(PLAIN.replace("–", "-"), charset=charset, cte=cte)
    read = only(made.as_bytes())
    assert read.text == (
        "Statsministeren snakket fredag med president Ilze Kalvane om situasjonen i det østlige Østersjøen og det "
        "latviske kravet om å frigi skipet.\n\n- Vi er enige, sier statsministeren.\n- Og vi venter på svar.\n"
    )
    assert read.charset_guessed is False


def test_a_charset_that_was_named_wrongly_is_a_guess() -> None:
    raw = b"MIME-Version: 1.0\nSubject: Brev\nContent-Type: text/plain; charset=utf-8\n\nSt\xf8re svarer.\n"
    read = only(raw)
    assert (read.text, read.charset_guessed, read.title) == ("Støre svarer.\n", True, "Brev")
    nowhere = raw.replace(b"utf-8", b"nowhere-8")
    assert only(nowhere).text == "Støre svarer.\n"


def test_what_is_attached_is_read_as_what_it_is() -> None:
    made = letter(Subject="Vedlegg")
    made.set_content("Se vedlegg.\n")
    made.add_attachment(page().encode(), maintype="text", subtype="html", filename="sak.html")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="bilde.png")
    made.add_attachment(b"rubbish\0", maintype="application", subtype="octet-stream", filename="fil.bin")
    inner = letter(Message_ID="<18@smk.example>")
    inner.set_content("Et brev i brevet.\n")
    made.add_attachment(inner)
    found = items(made.as_bytes(), "brev.eml")
    assert [one.text.split("\n")[0] for one in found if isinstance(one, Report)][::2] == [
        "Se vedlegg.",
        "Et brev i brevet.",
    ]
    assert problems(made.as_bytes(), "brev.eml") == [
        "brev.eml attachment 2 (fil.bin): binary file, not a report"
    ]


def test_letters_in_letters_come_to_an_end() -> None:
    made = letter()
    made.set_content("Innerst.\n")
    for _ in range(8):
        outer = letter()
        outer.set_content("Videresendt.\n")
        outer.add_attachment(made)
        made = outer
    found = items(made.as_bytes(), "b.eml")
    assert sum(isinstance(one, Report) for one in found) == 5
    assert str(found[-1]).endswith("lies in more than 4 others; not read")


def test_a_mailbox_gives_its_letters_in_order() -> None:
    box = b"".join(
        b"From presse@smk.example Fri Apr 28 10:15:00 2023\nSubject: Brev %d\nMessage-ID: <%d@a>\n\nNorge svarer %d.\n\n"
        % (n, n, n)
        for n in (1, 2, 3)
    )
    assert [one.title for one in items(box, "arkiv.mbox") if isinstance(one, Report)] == [
        "Brev 1",
        "Brev 2",
        "Brev 3",
    ]


def test_a_page_that_a_browser_saved() -> None:
    saved = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://avis.example/sak#topp\r\nSubject: x\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
        "----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><body><p>St=C3=B8re avviser kravet fra nabo=\r\nlandet.</p></body></html>\r\n"
        "----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b--\r\n"
    )
    read = only(saved, "sak.mhtml")
    assert (read.url, read.text) == ("https://avis.example/sak", "Støre avviser kravet fra nabolandet.\n")
    assert only(saved, "sak").url == "https://avis.example/sak"


def test_a_text_that_looks_a_little_like_a_letter_is_none() -> None:
    text = "Fra: NTB\nTil: Redaksjonen\nSubject: Krav\nFrom: Oslo\n\nNorge krever svar.\n"
    assert only(text).text == text


@pytest.mark.parametrize(
    "raw",
    [
        b"Message-ID: <a>\nSubject: =?utf-8?q?=ff=fe?= =?nowhere?b?!!?=\nContent-Type: text/plain\n\nNorge svarer.\n",
        b'MIME-Version: 1.0\nFrom: \xff\xfe <@>\nDate: Fri, 99 Xyz\nContent-Type: text/plain; charset="\n\nNorge svarer.\n',
        b"MIME-Version: 1.0\nSubject: a\n b\n\tc\nContent-Type: multipart/mixed\n\nNorge svarer.\n",
        b"Received: x\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nTm9yZ2Ugc3ZhcmVyLg=\n",
    ],
)
def test_damaged_headers(raw: bytes) -> None:
    [item] = items(raw, "b.eml")
    assert getattr(item, "text", "Norge svarer").startswith("Norge svarer")


def test_an_empty_part_in_a_charset_that_there_is_not() -> None:
    raw = b"MIME-Version: 1.0\nSubject: a\nContent-Type: text/plain; charset=nowhere-8\n\n"
    assert problems(raw, "b.eml") == ["b.eml: a letter without text"]
    assert problems(b"", "b.eml", charset="nowhere-8") == ["b.eml: empty"]


def test_a_letter_without_text() -> None:
    assert problems(letter().as_bytes() + b"\n", "b.eml") == ["b.eml: a letter without text"]


def test_a_mailbox_with_a_blank_line_above_is_one() -> None:
    box = (
        b"\n\n"
        + b"From a@b Fri Apr 28 10:15:00 2023\nSubject: Brev\nMessage-ID: <1@a>\n\nNorge svarer.\n\n" * 2
    )
    assert len(items(box, "arkiv.mbox")) == 2


def test_what_is_attached_may_be_as_large_as_by_itself() -> None:
    made = letter()
    made.set_content("Se vedlegg.\n")
    rows = "\n".join(json.dumps({"text": f"Kravet er nummer {n}. " + "x" * 60_000}) for n in range(100))
    made.add_attachment(rows.encode(), maintype="application", subtype="x-ndjson", filename="a.jsonl")
    made.add_attachment(b"<html><p>" + b"x" * 5_100_000, maintype="text", subtype="html", filename="a.html")
    found = items(made.as_bytes(), "b.eml")
    assert sum(isinstance(one, Report) for one in found) == 101
    assert str(found[-1]) == "b.eml attachment 2 (a.html): too large: 5.1 MB; the limit is 5 MB"


def test_a_body_that_is_too_large_is_refused_not_cut() -> None:
    raw = (
        b"MIME-Version: 1.0\nSubject: Brev\nContent-Type: text/html\n\n<p>Norge svarer.</p>"
        + b"<!-- -->" * 700_000
    )
    assert problems(raw, "b.eml") == ["b.eml: too large: 5.6 MB; the limit is 5 MB"]
