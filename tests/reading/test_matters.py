"""What lies on the table after a report, by kind of sentence. The persons are fictional; nothing here was ever said."""

from __future__ import annotations

import depesje
from depesje.records import Matter, Record


def read(text: str, language: str = "nb") -> Record:
    return depesje.read(text, language=language)


def names(record: Record, ids: tuple[str, ...]) -> set[str]:
    return {record.actor(i).name for i in ids}


def only(record: Record) -> Matter:
    assert len(record.matters) == 1, record.matters
    return record.matters[0]


def test_a_demand_refused_in_the_next_sentence() -> None:
    record = read(
        "Polens ambassadør Karol Wilk krever at Russland trekker styrkene ut av Moldova. Russland avviser kravet."
    )
    matter = only(record)
    assert (matter.kind, matter.status) == ("demand", "rejected")
    assert names(record, matter.by) == {"Karol Wilk", "Poland"}
    assert names(record, matter.to) == {"Russia"}
    assert [span.text for span in matter.evidence] == [
        "krever at Russland trekker styrkene ut av Moldova",
        "Russland avviser kravet",
    ]


def test_a_conditional_warning_has_the_words_of_its_condition() -> None:
    record = read(
        "– Hvis Russland angriper Moldova, svarer vi med sanksjoner, sa Polens ambassadør Karol Wilk."
    )
    matter = only(record)
    assert (matter.kind, matter.status) == ("warning", "open")
    assert matter.condition == "Hvis Russland angriper Moldova"
    assert names(record, matter.to) == {"Russia"}
