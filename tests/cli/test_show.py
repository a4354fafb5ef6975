"""What tables make of odd texts."""

from __future__ import annotations

import pytest

from depesje import show


def test_a_text_cannot_steer_the_terminal() -> None:
    assert show.clean("a\x1b[31mb\u202ec\x07\nd\te") == "a[31mbc d e"


def test_square_brackets_are_only_brackets() -> None:
    console = show.console()
    with console.capture() as captured:
        console.print("[bold]fet[/bold] :smile:")
    assert captured.get() == "[bold]fet[/bold] :smile:\n"


def test_shortened_cuts_between_words() -> None:
    assert show.shortened("en to tre fire", 10) == "en to tre…"
    assert show.shortened("kort", 10) == "kort"
    assert show.shortened("x" * 30, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("report", "title", "name"),
    [
        ("mappe/brev.txt", None, "brev.txt"),
        ("https://avis.example/2022/krav-fra-moskva?side=1", "Tittel", "krav-fra-moskva"),
        ("https://avis.example/", None, "avis.example"),
        ("sha256:0123456789abcdef", None, "01234567"),
        ("sha256:0123456789abcdef", "Krav fra Moskva", "Krav fra Moskva"),
    ],
)
def test_report_names(report: str, title: str | None, name: str) -> None:
    assert show.report_name(report, title) == name
