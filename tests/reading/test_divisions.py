"""Divisions inside a party, by kind of sentence. The persons are fictional; nothing here was ever said."""

from __future__ import annotations

import pytest

import depesje

TOLD = [
    ("nb", "Det er uenigheter innad i Nato om hvordan Ukraina skal støttes.", "NATO", "hvordan Ukraina skal støttes"),
    ("nn", "Det er usemje innad i Nato om korleis Ukraina skal støttast.", "NATO", "korleis Ukraina skal støttast"),
    ("nb", "EU er splittet i synet på sanksjoner mot Russland.", "European Union", "sanksjoner mot Russland"),
    ("nn", "EU er splitta i synet på sanksjonar mot Russland.", "European Union", "sanksjonar mot Russland"),
    ("nb", "EU-landene er delte i synet på sanksjonene, opplyser diplomater.", "European Union", "sanksjonene"),
    ("nb", "Samholdet i Nato slår sprekker.", "NATO", None),
    ("nn", "Samhaldet i Nato slår sprekker.", "NATO", None),
    ("nb", "EU møtes torsdag. Medlemslandene står mot hverandre i spørsmålet om gass.", "European Union", "gass"),
    ("nn", "EU møtest torsdag. Medlemslanda står mot kvarandre i spørsmålet om gass.", "European Union", "gass"),
    ("nb", "FNs sikkerhetsråd er splittet i spørsmålet om våpenhvile.", "United Nations Security Council", "våpenhvile"),
    ("nb", "Hamas sliter med indre splid.", "Hamas", None),
    ("nb", "Nato klarte ikke å bli enige om en felles uttalelse.", "NATO", "en felles uttalelse"),
]  # fmt: skip
NOT_TOLD = [
    ("nb", "Natos generalsekretær Pieter Vos har avvist at Nato er splittet."),
    ("nb", "USA og Frankrike er uenige om planen."),
    ("nn", "USA og Frankrike er usamde om planen."),
    ("nb", "Konflikten i Sudan fortsetter, opplyser FN."),
    ("nb", "Det er ingen uenighet i Nato, sier Natos generalsekretær Pieter Vos."),
    ("nb", "Nato-landene kan bli uenige om svaret, sier Natos generalsekretær Pieter Vos."),
]


@pytest.mark.parametrize(("language", "text", "party", "about"), TOLD)
def test_division_told(language: str, text: str, party: str, about: str | None) -> None:
    record = depesje.read(text, language=language)
    assert [(record.actor(d.within).name, d.about and d.about.text) for d in record.divisions] == [
        (party, about)
    ]
    for division in record.divisions:
        assert all(text[e.start : e.end] == e.text for e in division.evidence)


@pytest.mark.parametrize(("language", "text"), NOT_TOLD)
def test_no_division_told(language: str, text: str) -> None:
    assert depesje.read(text, language=language).divisions == ()
