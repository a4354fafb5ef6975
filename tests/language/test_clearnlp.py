"""The adapter from ClearNLP's labels: prepositions, copulas, passives, conjuncts and whole words as UD has them."""

from __future__ import annotations

import pytest

from depesje.language import clearnlp, pipeline, syntax
from depesje.language.columns import Columns
from depesje.language.syntax import Parse


def parsed(text: str) -> Parse:
    nlp = pipeline.load("en")
    assert pipeline.scheme(nlp) == "clearnlp"
    return syntax.from_docs(text, [((0, len(text)), nlp(text))], "clearnlp")


def relation(parse: Parse, word: str) -> tuple[str, str]:
    """The relation of a word and the word on which it hangs."""
    i = parse.words.index(word)
    return parse.dep[i], parse.words[parse.head[i]]


def test_the_norwegian_pipeline_speaks_ud() -> None:
    assert pipeline.scheme(pipeline.load("nb")) == "ud"


def test_the_object_of_a_preposition_takes_its_place() -> None:
    parse = parsed("The minister spoke with the ambassador about the dispute.")
    assert relation(parse, "ambassador") == ("obl", "spoke")
    assert relation(parse, "with") == ("case", "ambassador")
    assert relation(parse, "dispute")[0] in {"obl", "nmod"}


def test_a_preposition_of_two_words_is_one_case() -> None:
    parse = parsed("According to the ministry, the talks failed.")
    assert relation(parse, "ministry") == ("obl", "failed")
    assert relation(parse, "According") == ("case", "ministry")
    assert relation(parse, "to") == ("case", "ministry")


def test_a_clause_behind_a_preposition() -> None:
    parse = parsed("She accused Vestland of breaking the treaty.")
    assert relation(parse, "breaking") == ("advcl", "accused")
    assert relation(parse, "of") == ("mark", "breaking")
    assert relation(parse, "Vestland") == ("obj", "accused")


def test_a_noun_keeps_its_phrases_as_nmod() -> None:
    parse = parsed("The president of Vestland resigned.")
    assert relation(parse, "Vestland") == ("nmod", "president")


def test_the_predicate_heads_its_clause() -> None:
    parse = parsed("The demand was unacceptable.")
    assert relation(parse, "was") == ("cop", "unacceptable")
    assert relation(parse, "demand") == ("nsubj", "unacceptable")
    assert parse.head[parse.words.index("unacceptable")] == parse.words.index("unacceptable")


def test_there_is_no_predicate_where_there_is_something() -> None:
    parse = parsed("There was a risk.")
    assert relation(parse, "risk") == ("nsubj", "was")


def test_a_passive_and_its_agent() -> None:
    parse = parsed("The proposal was rejected by the government.")
    assert relation(parse, "proposal") == ("nsubj:pass", "rejected")
    assert relation(parse, "was") == ("aux:pass", "rejected")
    assert relation(parse, "government") == ("obl:agent", "rejected")


def test_to_marks_an_infinitive() -> None:
    parse = parsed("The government promised to help.")
    assert relation(parse, "to") == ("mark", "help")
    assert relation(parse, "help") == ("xcomp", "promised")


def test_conjuncts_hang_on_the_first() -> None:
    parse = parsed("Vestland, Norland and Sudland signed the treaty.")
    first = parse.words.index("Vestland")
    if parse.dep[parse.words.index("Sudland")] == "conj":
        assert parse.head[parse.words.index("Sudland")] == first
        assert relation(parse, "and") == ("cc", "Sudland")


def test_a_possessive_is_one_word_in_the_genitive() -> None:
    parse = parsed("Vestland’s president and the ministers' aides met.")
    assert "Vestland’s" in parse.words
    assert "ministers'" in parse.words
    assert parse.has(parse.words.index("Vestland’s"), "Case=Gen")
    assert relation(parse, "Vestland’s") == ("nmod:poss", "president")


def test_hyphenated_words_are_whole_and_dashes_are_not() -> None:
    parse = parsed("The Secretary-General - a diplomat - praised the long-awaited step.")
    assert "Secretary-General" in parse.words
    assert "long-awaited" in parse.words
    assert parse.words.count("-") == 2


def test_nouns_have_the_definiteness_of_their_article() -> None:
    parse = parsed("The envoy met a colleague.")
    assert parse.has(parse.words.index("envoy"), "Definite=Def")
    assert parse.has(parse.words.index("colleague"), "Definite=Ind")


def test_an_order_is_an_imperative() -> None:
    parse = parsed("Withdraw the troops now!")
    assert parse.has(0, "Mood=Imp")
    assert not parsed("They will withdraw the troops.").has(2, "Mood=Imp")


def test_a_relative_pronoun_is_known_as_one() -> None:
    parse = parsed("The minister, who said no, left.")
    assert parse.has(parse.words.index("who"), "PronType=Rel")


def test_labels_of_names_are_norne_s() -> None:
    parse = parsed("President Joe Biden met Emmanuel Macron in Paris on Friday.")
    assert parse.people
    assert {e.label for e in parse.entities} <= {"PER", "GPE_LOC", "ORG", "LOC"}


def test_offsets_survive() -> None:
    text = "“Vestland’s Prime-Minister didn’t answer,” an aide said.\n\nHe left."
    nlp = pipeline.load("en")
    parse = syntax.from_docs(text, [((a, b), nlp(text[a:b])) for a, b in syntax.paragraphs(text)], "clearnlp")
    assert all(text[a:b] == w for a, b, w in zip(parse.start, parse.end, parse.words, strict=True))
    assert all(a < b for a, b in zip(parse.start, parse.end, strict=True))
    assert len(parse.paragraphs) == 2


def test_an_empty_paragraph_gives_nothing() -> None:
    assert len(clearnlp.to_ud("", Columns())) == 0


def test_every_tree_stays_a_tree() -> None:
    parse = parsed(
        "Asked about it, he said that talks with and about Vestland, which were to be held in, or near, the city by the "
        "sea, would go on because of, among other things, what had been agreed on."
    )
    for i in range(len(parse)):
        seen = set()
        while parse.head[i] != i:
            assert i not in seen
            seen.add(i)
            i = parse.head[i]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that Iran would leave the deal and promised an answer.",
        "The minister said the alliance stands ready and promised help.",
        "The minister said that the talks had failed and promised that Latvia would respond.",
    ],
)
def test_a_past_verb_behind_a_clause_of_another_tense_goes_on_from_the_verb_above(text: str) -> None:
    parse = parsed(text)
    assert relation(parse, "promised") == ("conj", "said")
    assert relation(parse, "and") == ("cc", "promised")


@pytest.mark.parametrize(
    ("text", "verb", "above"),
    [
        ("The minister said Iran rejected the plan and promised an answer.", "promised", "rejected"),
        ("The minister said Russia would stop the war and leave Ukraine.", "leave", "stop"),
        ("The minister said Latvia has established ties and opened an embassy.", "opened", "established"),
    ],
)
def test_other_conjuncts_stay_in_the_clause(text: str, verb: str, above: str) -> None:
    assert relation(parsed(text), verb) == ("conj", above)


@pytest.mark.parametrize(
    ("text", "verb", "hangs_on"),
    [
        ("Should the talks fail, Serbia will face sanctions.", "fail", "face"),
        ("Petrov said that Serbia would act should Kosovo refuse.", "refuse", "act"),
        ("Petrov warned that Serbia would be forced to act should the talks in Vienna fail.", "fail", "act"),
        ("He made clear that Finland, together with its allies, will respond should Serbia invade.", "invade", "respond"),
        ("“We will respond should they attack,” Marin said.", "attack", "respond"),
    ],
)  # fmt: skip
def test_should_before_its_subject_opens_a_condition(text: str, verb: str, hangs_on: str) -> None:
    parse = parsed(text)
    opening = next(word for word in ("Should", "should") if word in parse.words)
    assert relation(parse, verb) == ("advcl", hangs_on)
    assert relation(parse, opening) == ("mark", verb)


@pytest.mark.parametrize(
    "text",
    [
        "Why should Serbia agree to this, Petrov asked.",
        "Should NATO send troops?",
        "The minister said Norway should send observers.",
        "What should Norway do now, the minister asked.",
    ],
)
def test_should_that_opens_no_condition_stays_an_auxiliary(text: str) -> None:
    parse = parsed(text)
    opening = next(word for word in ("Should", "should") if word in parse.words)
    assert parse.dep[parse.words.index(opening)] == "aux"
