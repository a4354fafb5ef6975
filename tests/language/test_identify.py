"""Which language a report is in: near neighbours told apart, others named, nothing guessed from nothing."""

from __future__ import annotations

import pytest

from depesje.errors import LanguageError, Problem
from depesje.language.identify import READ, identify, names, resolve
from depesje.records import Language, Report

NB = (
    "Utenriksminister Odd Fjellheim avviser kravet fra Vestmark. – Vi har ikke fått noe svar på brevet, "
    "sier han til avisen etter møtet torsdag. Ifølge en talsmann skal partene møtes igjen om to uker, men "
    "ingen vet hva som skjer."
)
NN = (
    "Utanriksminister Odd Fjellheim avviser kravet frå Vestmark. – Vi har ikkje fått noko svar på brevet, "
    "seier han til avisa etter møtet torsdag. Ifølgje ein talsmann skal partane møtast igjen om to veker, "
    "men ingen veit kva som skjer."
)
DA = (
    "Udenrigsminister Odd Fjellheim afviser kravet fra Vestmark. – Vi har ikke fået noget svar på brevet, "
    "siger han til avisen efter mødet torsdag. Ifølge en talsmand skal parterne mødes igen om to uger, "
    "men ingen ved, hvad der sker."
)
SV = (
    "Utrikesminister Odd Fjellheim avvisar kravet från Vestmark. – Vi har inte fått något svar på brevet, "
    "säger han till tidningen efter mötet i torsdags. Enligt en talesman ska parterna träffas igen om två "
    "veckor, men ingen vet vad som sker."
)
EN = "The foreign minister rejected the demand on Thursday and said that the letter had not been answered."


@pytest.mark.parametrize(("code", "text"), [("nb", NB), ("nn", NN), ("da", DA), ("sv", SV), ("en", EN)])
def test_near_neighbours(code: str, text: str) -> None:
    assert identify(text) == code
    assert identify(f" date 2022-01 {text}") == code
    assert identify(text * 200) == code


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("nb", "Utenriksministeren sier nei."),
        ("nb", "– Vi venter på svar, sier Bergland."),
        ("nb", "Krever svar fra Kreml"),
        ("nb", "Vestmark ga aldri noe løfte om å trekke soldatene ut av området."),
        ("nb", "Talskvinnen bekrefter at brevet er kommet fram."),
        ("nn", "Utanriksministeren seier nei."),
        ("nn", "– Vi ventar på svar, seier Bergland."),
        ("nn", "Krev svar frå Kreml"),
        ("nn", "Vestmark gav aldri nokon lovnad om å trekkje soldatane ut av området."),
        ("nn", "Talskvinna stadfestar at brevet er kome fram."),
        ("da", "Udenrigsministeren siger nej."),
        ("da", "Vestmark gav aldrig noget løfte om at trække soldaterne ud af området."),
        ("sv", "Utrikesministern säger nej."),
        ("sv", "Vestmark gav aldrig något löfte om att dra tillbaka soldaterna från området."),
        ("en", "The foreign minister rejects the demand."),
    ],
)
def test_one_sentence(code: str, sentence: str) -> None:
    assert identify(sentence) == code


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("de", "Der Außenminister lehnt die Forderung ab und wartet auf eine Antwort."),
        ("fr", "Le ministre des Affaires étrangères refuse de répondre aux exigences."),
        ("ru", "Министр иностранных дел отверг требование и ждёт ответа на письмо."),
        ("uk", "Міністр закордонних справ відхилив вимогу та чекає на відповідь на лист."),
        ("fi", "Ulkoministeri torjui vaatimuksen ja odottaa vastausta kirjeeseen."),
        ("is", "Utanríkisráðherrann hafnaði kröfunni og bíður eftir svari við bréfinu."),
    ],
)
def test_other_languages_are_noticed(code: str, sentence: str) -> None:
    assert identify(sentence) == code
    problem = resolve(Report("a.txt", sentence))
    assert problem == Problem("a.txt", f"written in {names()[code]} ({code}); Depesje reads nb, nn, en")


def test_a_report_with_foreign_quotations_is_in_the_language_that_tells_it() -> None:
    assert identify(f"{NB} «{EN}», skrev han. {NB}") == "nb"


@pytest.mark.parametrize(
    "text", ["", "12 34 56 – 78", "2022-01-28", "Hei", "date 2022-01", "…\n\n…", "xkcd qqq wwww zzzz"]
)
def test_too_little_to_go_by(text: str) -> None:
    with pytest.raises(LanguageError):
        identify(text)
    assert resolve(Report("a.txt", text)) == Problem("a.txt", "language cannot be told; give --language")


@pytest.mark.parametrize(("code", "text"), [("nb", NB), ("nn", NN), ("en", EN)])
def test_resolve_fills_the_language_in(code: str, text: str) -> None:
    resolved = resolve(Report("a.txt", text))
    assert isinstance(resolved, Report)
    assert resolved.language == code


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_given_language_is_kept(language: Language) -> None:
    report = Report("a.txt", "12 34 56", language=language)
    assert resolve(report) is report


def test_a_near_neighbour_that_is_not_read_is_named() -> None:
    assert READ == ("nb", "nn", "en")
    assert resolve(Report("a.txt", DA)) == Problem(
        "a.txt", "written in Danish (da); Depesje reads nb, nn, en"
    )
