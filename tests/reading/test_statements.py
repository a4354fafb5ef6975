"""What is read as said, by kind of sentence. The persons are fictional; nothing here was ever said."""

from __future__ import annotations

import pytest

import depesje
from depesje.records import Record, Statement


def read(text: str, language: str = "nb") -> Record:
    return depesje.read(text, language=language)


def said(record: Record) -> list[tuple[str | None, str, str]]:
    """Speaker's words, form and content (its pieces joined by …) of each statement."""
    return [
        (s.speaker.span.text if s.speaker.span else None, s.form, " … ".join(c.text for c in s.content))
        for s in record.statements
    ]


def name_of(record: Record, statement: Statement) -> str | None:
    return record.actor(statement.speaker.actor).name if statement.speaker.actor else None


SENTENCES = [
    (
        "nb",
        "– Vi har ikke fått noe svar fra Moskva, sier utenriksminister Nils Hagestad.",
        ("utenriksminister Nils Hagestad", "direct", "Vi har ikke fått noe svar fra Moskva"),
    ),
    (
        "nn",
        "– Vi har ikkje fått noko svar frå Moskva, seier utanriksminister Nils Hagestad.",
        ("utanriksminister Nils Hagestad", "direct", "Vi har ikkje fått noko svar frå Moskva"),
    ),
    (
        "nb",
        "«Avtalen gjelder fortsatt», skriver Polens ambassadør Karol Wilk i et brev.",
        ("Polens ambassadør Karol Wilk", "direct", "Avtalen gjelder fortsatt"),
    ),
    (
        "nb",
        "Finlands president Aino Lehtimäki sa at landet ikke vil stenge grensen.",
        ("Finlands president Aino Lehtimäki", "indirect", "landet ikke vil stenge grensen"),
    ),
    (
        "nn",
        "Finlands president Aino Lehtimäki sa at landet ikkje vil stengje grensa.",
        ("Finlands president Aino Lehtimäki", "indirect", "landet ikkje vil stengje grensa"),
    ),
    (
        "nb",
        "Russland krever skriftlige garantier fra Nato.",
        ("Russland", "indirect", "skriftlige garantier fra Nato"),
    ),
    (
        "nb",
        "Statsministeren ba Tyskland trekke tilbake styrkene.",
        ("Statsministeren", "indirect", "trekke tilbake styrkene"),
    ),
    (
        "nb",
        "Regjeringen lover å svare på brevet innen fredag.",
        ("Regjeringen", "indirect", "å svare på brevet innen fredag"),
    ),
    (
        "nb",
        "USA advarte mot nye angrep på sivile skip.",
        ("USA", "indirect", "nye angrep på sivile skip"),
    ),
    (
        "nb",
        "Ifølge Kreml varte samtalen i en time.",
        ("Kreml", "indirect", "varte samtalen i en time"),
    ),
    (
        "nb",
        "Øvelsen er avlyst, opplyser forsvarsdepartementet i Riga.",
        ("forsvarsdepartementet i Riga", "indirect", "Øvelsen er avlyst"),
    ),
    (
        "nb",
        "Minister Raul Tamm sa at Estland vil ta «nødvendige grep» mot smuglingen.",
        ("Minister Raul Tamm", "mixed", "Estland vil ta «nødvendige grep» mot smuglingen"),
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES, ids=[s[1][:40] for s in SENTENCES])
def test_a_sentence_gives_one_statement(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert said(read(text, language)) == [expected]


def test_offsets_count_in_the_text_unchanged() -> None:
    text = "date 2023-03\r\n\r\nOSLO: – Nå er det nok, sa Hagestad.\r\n"
    record = read(text)
    for statement in record.statements:
        for span in (*statement.content, statement.cue, statement.speaker.span):
            if span is not None:
                assert text[span.start : span.end] == span.text


def test_a_quotation_interrupted_by_its_attribution_has_two_pieces() -> None:
    record = read("– Vi kommer tilbake, sier ambassadør Karol Wilk. – Det har vi alltid gjort.")
    assert said(record) == [
        ("ambassadør Karol Wilk", "direct", "Vi kommer tilbake … Det har vi alltid gjort")
    ]


def test_what_follows_the_attribution_is_the_reports_own_voice() -> None:
    record = read("– Vi kommer tilbake, sier ambassadør Karol Wilk. Han reiste i går.")
    assert [c for _, _, c in said(record)] == ["Vi kommer tilbake"]


def test_a_further_quoted_paragraph_has_the_same_speaker() -> None:
    record = read(
        "– Vi kommer tilbake, sier ambassadør Karol Wilk.\n\n– Det har vi alltid gjort, og det blir ikke annerledes nå."
    )
    first, second = record.statements
    assert second.speaker.span is None
    assert second.speaker.actor == first.speaker.actor


def test_a_heading_with_a_cue_verb_speaks_for_whom_it_leads() -> None:
    record = read("Krever svar fra Sverige\n\nFinlands utenriksminister Elsa Rinne møtte pressen tirsdag.")
    heading = record.statements[0]
    assert heading.speaker.span is None
    assert heading.content[0].text == "svar fra Sverige"
    assert name_of(record, heading) == "Elsa Rinne"


def test_an_agency_that_passes_on_vouches_and_does_not_speak() -> None:
    record = read("Polens statsminister Ewa Nowicka bekrefter at møtet er avlyst, melder Reuters.")
    (statement,) = record.statements
    assert name_of(record, statement) == "Ewa Nowicka"
    assert [record.actor(a).name for a in statement.per] == ["Reuters"]


def test_an_utterance_told_in_a_quotation_is_vouched_for_by_the_quoted() -> None:
    record = read("– Presidenten sa at han vil reise til Kyiv, sier talskvinne Anna Berg.")
    inner = next(s for s in record.statements if s.form == "indirect")
    assert [record.actor(a).name for a in inner.per] == ["Anna Berg"]


def test_an_interviewers_question_is_no_statement() -> None:
    record = read(
        "– Hva vil du si til statsministeren?\n– Hent soldatene hjem.\nDet er det eneste som hjelper.\n"
        "– Tror du de hører?\n– Nei, sier Karol Wilk.\n"
    )
    assert [c for _, _, c in said(record)] == [
        "Hent soldatene hjem.\nDet er det eneste som hjelper",
        "Nei",
    ]


def test_that_takes_up_the_sentence_before() -> None:
    record = read("Latvia trekker seg fra avtalen neste år. Det sa statsminister Janis Ozols tirsdag.")
    assert said(record) == [
        ("statsminister Janis Ozols", "indirect", "Latvia trekker seg fra avtalen neste år")
    ]


def test_scare_quotes_are_no_statement() -> None:
    assert read("Landet har sendt flere «turister» over grensen de siste ukene.").statements == ()


@pytest.mark.parametrize("marks", ["«{}»", "“{}”", '"{}"', "”{}”"])
def test_every_kind_of_quotation_mark(marks: str) -> None:
    record = read(f"{marks.format('Vi har ventet lenge nok')}, sa Finlands president Aino Lehtimäki onsdag.")
    assert said(record) == [("Finlands president Aino Lehtimäki", "direct", "Vi har ventet lenge nok")]


@pytest.mark.parametrize("dash", ["– ", "— ", "- ", "-", "–"])
def test_every_kind_of_dash(dash: str) -> None:
    record = read(f"{dash}Vi har ventet lenge nok, sa Finlands president Aino Lehtimäki onsdag.")
    assert said(record) == [("Finlands president Aino Lehtimäki", "direct", "Vi har ventet lenge nok")]


def test_answers_are_of_the_one_whom_the_report_has_told_of() -> None:
    record = read(
        "Avtalen er god nok, mener sjefforhandler Kari Lund.\n\n"
        "– Hva mangler?\n\n– Vi mangler en frist for uttrekningen.\n\n– Ellers er alt på plass."
    )
    lund = next(a.id for a in record.actors if a.name == "Kari Lund")
    quoted = [s for s in record.statements if s.form == "direct"]
    assert len(quoted) == 2
    assert [s.speaker.actor for s in quoted] == [lund, lund]


def test_a_colon_announces_whose_words_follow() -> None:
    record = read(
        "– Vi er ferdige, sa Polens ambassadør Karol Wilk.\n\n"
        "Moldovas forhandler Ion Cebanu er langt fra enig i framstillingen:\n\n"
        "– Samtalene har ikke engang begynt."
    )
    answer = record.statements[-1]
    assert answer.speaker.span is None
    assert answer.speaker.actor == next(a.id for a in record.actors if a.name == "Ion Cebanu")


@pytest.mark.parametrize("text", ["I Homs er det meldt om harde kamper.", "I Moskva er det meldt om uro."])
def test_where_something_is_reported_is_no_speaker(text: str) -> None:
    assert not depesje.read(text, language="nb").statements


@pytest.mark.parametrize("verb", ["lovte", "forsikret", "bedyret", "insinuerer", "tilkjennega"])
def test_a_rare_verb_behind_a_long_name(verb: str) -> None:
    text = f"I går {verb} Latvias forsvarsminister Janis Ozols at havnen skal åpnes."
    assert said(read(text)) == [
        ("Latvias forsvarsminister Janis Ozols", "indirect", "havnen skal åpnes"),
    ]


def test_a_dash_inside_a_paragraph_opens_a_quotation() -> None:
    record = read("General Per Moen er bekymret. – Vi må forberede oss, sier han. Han reiser fredag.")
    assert said(record) == [("han", "direct", "Vi må forberede oss")]


def test_quoted_words_at_the_end_of_a_reported_clause() -> None:
    record = read("Ambassadør Karol Wilk la til at Polen vil svare «når tiden er inne».")
    assert said(record) == [("Ambassadør Karol Wilk", "mixed", "Polen vil svare «når tiden er inne»")]


def test_the_medium_that_is_told_is_no_part_of_the_speaker() -> None:
    record = read("Minst 14 er drept, opplyser lokale myndigheter til nyhetsbyrået Reuters.")
    assert [s for s, _, _ in said(record)] == ["lokale myndigheter"]


@pytest.mark.parametrize("mark", ['"', "«", "“", "'", "–", "– "])
def test_a_text_that_breaks_off_behind_a_mark_is_read(mark: str) -> None:
    text = "Grensen er stengt, sa Polens ambassadør Karol Wilk. Han la til: "
    (first, *_) = read(text + mark).statements
    assert first == read(text).statements[0] and first.content[0].text == "Grensen er stengt"
