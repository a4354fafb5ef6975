"""What pages say of their rights against text and data mining."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depesje import intake
from depesje.errors import IntakeError
from depesje.records import Report, Reservation

from .pages import HEAD, page

POLICY = '<meta name="tdm-policy" content="https://fjordposten.example/vilkaar">'


@pytest.fixture
def reserved(tmp_path: Path) -> Callable[[str], Reservation | None]:
    """What a page with this in its head reserves."""

    def read(head: str) -> Reservation | None:
        (tmp_path / "side.html").write_text(page(head=HEAD + head), encoding="utf8")
        (report,) = intake.load([tmp_path / "side.html"])
        assert isinstance(report, Report)
        return report.reserved

    return read


@pytest.mark.parametrize(
    ("head", "term"),
    [
        ('<meta name="tdm-reservation" content="1">', "tdm-reservation=1"),
        ('<META NAME="TDM-Reservation" CONTENT=" 1 ">', "tdm-reservation=1"),
        (
            '<meta name="robots" content="max-snippet:50"><meta name="robots" content="NoAI, noimageai">',
            "robots=noai",
        ),
        ('<meta name="depesje" content="notdm">', "depesje=notdm"),
    ],
)
def test_a_reservation_is_seen(reserved: Callable[[str], Reservation | None], head: str, term: str) -> None:
    assert reserved(head) == Reservation("meta", term)


@pytest.mark.parametrize(
    "head",
    [
        "",
        POLICY,
        '<meta name="tdm-reservation" content="0">',
        '<meta name="tdm-reservation" content="">',
        '<meta name="robots" content="noindex, nofollow, noimageai">',
        '<meta name="description" content="noai">',
    ],
)
def test_no_reservation_is_seen_where_there_is_none(
    reserved: Callable[[str], Reservation | None], head: str
) -> None:
    assert reserved(head) is None


def test_where_the_terms_of_a_licence_stand(reserved: Callable[[str], Reservation | None]) -> None:
    found = reserved(POLICY + '<meta name="tdm-reservation" content="1">')
    assert found == Reservation("meta", "tdm-reservation=1", "https://fjordposten.example/vilkaar")
    assert found.shown() == "meta tdm-reservation=1, policy https://fjordposten.example/vilkaar"


def test_the_list_of_terms_can_be_another(
    reserved: Callable[[str], Reservation | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "egen.toml").write_text('[meta]\nrobots = ["noarchive"]\n', encoding="utf8")
    monkeypatch.setenv("DEPESJE_RESERVATIONS", str(tmp_path / "egen.toml"))
    assert reserved('<meta name="robots" content="noarchive">') == Reservation("meta", "robots=noarchive")
    assert reserved('<meta name="tdm-reservation" content="1">') is None


@pytest.mark.parametrize("text", ["", "[meta]\nrobots = 'noai'", "[meta]\n[mere]\na = 1", "[["])
def test_a_list_that_is_none_is_refused(
    reserved: Callable[[str], Reservation | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "egen.toml").write_text(text, encoding="utf8")
    monkeypatch.setenv("DEPESJE_RESERVATIONS", str(tmp_path / "egen.toml"))
    with pytest.raises(IntakeError, match=r"egen\.toml"):
        reserved("")
