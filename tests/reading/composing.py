"""Reports put together by chance from sentences of an invented crisis, and what the world does to texts on their way."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import strategies as st

from depesje.records import Report

SENTENCES = {
    "nb": (
        "– Vi krever at skipet blir frigitt innen fredag, sa Latvias president Ilze Kalvane til NTB tirsdag.",
        "Russlands utenriksminister Gennadij Rodimtsev avviste kravet på en pressekonferanse i Moskva i går.",
        "– Dersom Nato sender flere styrker til Baltikum, vil vi svare med mottiltak, heter det i en uttalelse fra Kreml.",
        "Kalvane snakket med Storbritannias statsminister Harold Pemberton på telefon mandag, ifølge Downing Street.",
        "Fire danske F-16-fly landet i Litauen torsdag etter anmodning fra Vilnius.",
        "«Vi har ingen planer om å angripe noen», skrev Rodimtsev i et brev til OSSE 14. mars 2023.",
        "Hun lovet samtidig at Latvia vil delta i forhandlingene, og ba Tyskland om å mekle.",
        "Det er uenighet i Nato om hvordan alliansen skal svare på de russiske kravene.",
        "USA innførte sanksjoner mot to russiske banker for få dager siden.",
        "Havnemyndighetene i Ventspils sier at de venter på papirene.",
        "Ifølge Kreml advarte Rodimtsev ham mot å «leke med ilden».",
        "– Nei, sa han.",
    ),
    "nn": (
        "– Vi krev at fartøyet blir frigjeve innan måndag, sa statsminister Andris Berzkalns til NRK onsdag.",
        "Russland avviste kravet, og utanriksministeren åtvara Nato mot å sende fleire skip.",
        "Han møtte Finlands president Aino Hirvonen i Helsingfors førre veke.",
        "– Me har ikkje gøymt noko som helst, seier ho til Reuters.",
        "Polen sende to fregattar til Austersjøen etter at Vilnius bad om hjelp.",
        "I fråsegna heiter det at Latvia vil halde lovnaden sin om å opne hamna.",
        "Ifølgje utanriksdepartementet er partane samde om å møtast att i april 2023.",
        "Det er usemje i regjeringa om kva svaret skal vere.",
    ),
    "en": (
        '"We demand that the ship be released by Friday," Latvian President Ilze Kalvane told Reuters on Tuesday.',
        "Russian Foreign Minister Gennady Rodimtsev rejected the demand at a press conference in Moscow yesterday.",
        "The Kremlin warned that it would respond with countermeasures if NATO sent more troops to the Baltic states.",
        "Kalvane spoke by phone with British Prime Minister Harold Pemberton, according to Downing Street.",
        "Four Danish F-16 jets arrived in Lithuania on Thursday at the request of Vilnius.",
        "He said that Washington had promised to keep the talks open, and asked Berlin to mediate.",
        "“There is no plan to attack anyone,” Rodimtsev wrote in a letter to the OSCE on 14 March 2023.",
        "The United States imposed sanctions on two Russian banks last week.",
        "NATO members are divided over how to answer.",
        "“No,” she said.",
    ),
}
BETWEEN = (" ", "\n\n", "\n\n", "\n", "\r\n\r\n", "\r\n", "\n \n", "\u2029", "\u2028", "\t", "")
NOISE = (
    "\N{SMILING FACE WITH SMILING EYES}", "\U0001f1fa\U0001f1e6", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "e\u0301",
    "\u0301", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u200f", "\u061c", "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u0631\u062d\u0628\u0627", "\u00a0", "\u202f", "\u3000", "\0", "\x07", "\x1b[31m", "\ufffd", "\uffff",
    "«", "»", "“", "”", "\"", "„", "'", "–", "—", "- ", ":", "(", ")", "[", "…", ".", ". . .", "?!", "kl. 14.30",
    "x" * 400, "9" * 60, "æøå" * 90, "https://eksempel.invalid/" + "a/" * 60, "\u2067", "\u2028", "\x85", "\x0c",
)  # fmt: skip


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


CHANGES = (
    str, str, str, _nfd, str.upper, str.lower,
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("– ", "-").replace("«", '"').replace("»", '"'),
    lambda text: text.replace(".", ""),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\n", 40),
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn, language: str | None = None, *, noisy: bool = True) -> str:
    """A report's text; ``noisy`` where things may have happened to it."""
    spoken = SENTENCES[language or draw(st.sampled_from(sorted(SENTENCES)))]
    sentences = draw(st.lists(st.sampled_from(spoken), min_size=1, max_size=6))
    if not noisy:
        return "\n\n".join(sentences)
    text = "".join(one + draw(st.sampled_from(BETWEEN)) for one in sentences)
    text = draw(st.sampled_from(CHANGES))(text)
    for at, what in draw(st.lists(st.tuples(st.integers(0, len(text)), st.sampled_from(NOISE)), max_size=5)):
        text = text[:at] + what + text[at:]
    return text


@st.composite
def reports(draw: st.DrawFn, name: str = "prøve", **how: Any) -> Report:
    """A report in a language that is given, from a day that is known more or less well, or not."""
    language: Any = draw(st.sampled_from(sorted(SENTENCES)))
    published = draw(st.sampled_from((None, "2023-03-15", "2023-03", "2022/2023", "2023-03-15~")))
    return Report(name, draw(texts(language, **how)), language=language, published=published)
