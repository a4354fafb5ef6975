"""The pipeline that ships for Bokmål and Nynorsk: what it is made of, and that it reads plain sentences right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from depesje.errors import LanguageError
from depesje.language import namefeatures, pipeline
from depesje.language.namelabels import NONE, NameLabels
from depesje.language.syntax import paragraphs

MOST = 45_000_000
PROTOCOLS = {bytes([n]) for n in range(2, 6)}  # A pickle starts with 80 hex and the number of its protocol.
NAMES = {"PER", "ORG", "LOC", "GPE_LOC", "GPE_ORG", "PROD", "EVT", "DRV", "MISC"}
UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
RELATIONS = set(
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp conj cop csubj det expl flat:name "
    "iobj mark nmod nsubj nsubj:pass nummod obj obl parataxis punct xcomp".split()
)
Parser = Callable[[str], Doc]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load("nb")


def entities(doc: Doc) -> dict[str, str]:
    return {e.text: e.label_ for e in doc.ents}


def arc(doc: Doc, word: str) -> tuple[str, str, str]:
    """Relation, head and part of speech of a word."""
    (token,) = (t for t in doc if t.text == word)
    return token.dep_.lower(), token.head.text, token.pos_


def files() -> list[Path]:
    return [path for path in pipeline.MODEL.rglob("*") if path.is_file()]


def test_bokmal_and_nynorsk_share_it(nlp: Language) -> None:
    assert pipeline.load("nn") is nlp


def test_it_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in files()) <= MOST


def test_no_file_is_a_pickle() -> None:
    for path in files():
        data = path.read_bytes()
        assert not (data[:1] == b"\x80" and data[1:2] in PROTOCOLS), path
        assert path.suffix not in {".pkl", ".pickle", ".joblib", ".pt"}, path


def test_no_path_of_the_machine_that_trained_it() -> None:
    config = spacy.util.load_config(pipeline.MODEL / "config.cfg", interpolate=False)
    assert set(config["paths"].values()) == {None}


def test_it_has_the_promised_labels(nlp: Language) -> None:
    weights = nlp.get_pipe("name_labels")
    assert isinstance(weights, NameLabels)
    assert set(weights.labels) == NAMES | {NONE}
    assert weights.labels[-1] == NONE
    assert set(nlp.get_pipe("ner").labels) == NAMES  # type: ignore[attr-defined]
    assert set(nlp.get_pipe("parser").labels) >= RELATIONS  # type: ignore[attr-defined]
    tags = {feat for label in nlp.get_pipe("morphologizer").labels for feat in label.split("|")}  # type: ignore[attr-defined]
    assert {feat.removeprefix("POS=") for feat in tags if feat.startswith("POS=")} >= UPOS - {"SYM"}


def test_the_card_and_the_licence_travel_with_it() -> None:
    meta = json.loads((pipeline.MODEL / "meta.json").read_text(encoding="utf8"))
    assert meta["license"] == "Apache-2.0"
    assert set(meta["performance"]) == {"nob", "nno"}
    card = (pipeline.MODEL / "MODEL_CARD.md").read_text(encoding="utf8")
    assert f"Version {meta['version']}" in card
    for language in ("nob", "nno"):
        for figure in ("ents_f", "dep_las", "pos_acc", "lemma_acc"):
            assert f"{100 * meta['performance'][language][figure]:.1f}" in card, (language, figure)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Statsminister Kari Lunde sa i Stortinget onsdag at Norge vil støtte Ukraina.",
            {"Kari Lunde": "PER", "Stortinget": "ORG", "Norge": "GPE_ORG"},
        ),
        (
            "Utanriksminister Per Nygård møtte Tysklands ambassadør i Berlin, melder NTB.",
            {"Per Nygård": "PER", "Berlin": "GPE_LOC", "NTB": "ORG"},
        ),
        (
            "Russland krever at Nato trekker styrkene ut av Estland.",
            {"Russland": "GPE_ORG", "Estland": "GPE_LOC"},
        ),
        ("Ho reiste frå Bergen til Stockholm.", {"Bergen": "GPE_LOC", "Stockholm": "GPE_LOC"}),
        ("Soldatene rykket inn i Kyiv fredag.", {"Kyiv": "GPE_LOC"}),
        (
            "Hun besøkte Saudi-Arabia og New Zealand i mai.",
            {"Saudi-Arabia": "GPE_LOC", "New Zealand": "GPE_LOC"},
        ),
        (
            "– Vi kjem til å svare, seier forsvarsminister Ingrid Solheim til Dagbladet.",
            {"Ingrid Solheim": "PER"},
        ),
        (
            "Japans utenriksminister møtte Amnesty International i Oslo.",
            {"Amnesty International": "ORG", "Oslo": "GPE_LOC"},
        ),
    ],
)
def test_names_of_a_sentence(nlp: Language, text: str, named: dict[str, str]) -> None:
    found = entities(nlp(text))
    assert {name: found.get(name) for name in named} == named


@pytest.mark.parametrize(
    "text", ["Kravet ble avvist, og forhandlingene ble brutt.", "Ministrane møttest igjen i går.", "", "\n"]
)
def test_no_names_where_there_are_none(nlp: Language, text: str) -> None:
    assert entities(nlp(text)) == {}


@pytest.mark.parametrize(
    ("text", "arcs"),
    [
        (
            "Ministeren sa at landet ikke trekker soldatene.",
            {
                "Ministeren": ("nsubj", "sa", "NOUN"),
                "sa": ("root", "sa", "VERB"),
                "trekker": ("ccomp", "sa", "VERB"),
                "at": ("mark", "trekker", "SCONJ"),
                "soldatene": ("obj", "trekker", "NOUN"),
                "ikke": ("advmod", "trekker", "PART"),
            },
        ),
        (
            "Presidenten seier at styrkane skal ut av landet.",
            {
                "Presidenten": ("nsubj", "seier", "NOUN"),
                "seier": ("root", "seier", "VERB"),
                "skal": ("ccomp", "seier", "VERB"),
            },
        ),
        (
            "Kravet ble avvist av regjeringen.",
            {
                "Kravet": ("nsubj:pass", "avvist", "NOUN"),
                "ble": ("aux:pass", "avvist", "AUX"),
                "regjeringen": ("obl", "avvist", "NOUN"),
            },
        ),
    ],
)
def test_syntax_of_a_sentence(nlp: Language, text: str, arcs: dict[str, tuple[str, str, str]]) -> None:
    doc = nlp(text)
    assert {word: arc(doc, word) for word in arcs} == arcs


def test_lemmas_of_both_standards(nlp: Language) -> None:
    lemmas = {
        t.text: t.lemma_ for text in ("Statene avviste kravene.", "Statane avviste krava.") for t in nlp(text)
    }
    assert lemmas["kravene"] == lemmas["krava"] == "krav"
    assert lemmas["avviste"] == "avvise"


def test_states_side_by_side_are_names_of_their_own(nlp: Language) -> None:
    found = entities(nlp("Angriper Kina Taiwan, vil Japan innføre sanksjoner mot Kina."))
    assert set(found) == {"Kina", "Taiwan", "Japan"}


def test_namesakes_are_of_one_mind(nlp: Language) -> None:
    doc = nlp(
        "Utenriksminister Marek Dovhal kom til Brussel mandag. Dovhal ville ikke svare. – Nei, sa Dovhal."
    )
    labels = {e.label_ for e in doc.ents if e.text.endswith("Dovhal")}
    assert labels == {"PER"}


def test_candidates_are_entities_and_runs_of_proper_nouns(nlp: Language) -> None:
    words = ["Anna", "Berg", "møtte", "Ola", "Dal", "Nato", "roste", "dem"]
    tags = ["PROPN", "PROPN", "VERB", "PROPN", "PROPN", "PROPN", "VERB", "PRON"]
    doc = Doc(
        nlp.vocab,
        words=words,
        pos=tags,
        sent_starts=[i in {0, 5} for i in range(8)],
        ents=["B-PER", "I-PER", *"OOOOOO"],
    )
    found = [(c.first, c.last, c.label) for c in namefeatures.candidates(doc)]
    assert found == [(0, 2, "PER"), (3, 5, None), (5, 6, None)]


@pytest.mark.parametrize(
    ("word", "bare"),
    [("Lavrovs", "lavrov"), ("EU’s", "eu"), ("USA", "usa"), ("Paris'", "paris"), ("Oss", "oss")],
)
def test_bare_words(word: str, bare: str) -> None:
    assert namefeatures.bare(word) == bare


def test_weights_survive_a_round_trip(nlp: Language, tmp_path: Path) -> None:
    stage = nlp.get_pipe("name_labels")
    assert isinstance(stage, NameLabels)
    stage.to_disk(tmp_path)
    other = NameLabels(stage.trust, stage.namesakes, stage.sure).from_disk(tmp_path)
    text = "Frankrikes president Luc Moreau møtte OSSE i Wien."
    before = nlp(text)
    with nlp.select_pipes(disable="name_labels"):
        after = other(nlp(text))
    assert [(e.text, e.label_) for e in after.ents] == [(e.text, e.label_) for e in before.ents]


def test_an_unloaded_second_stage_leaves_names_alone(nlp: Language) -> None:
    with nlp.select_pipes(disable="name_labels"):
        doc = nlp("Kari Lunde reiste til Oslo.")
    before = entities(doc)
    assert before
    assert entities(NameLabels(1.0, 0.6, 0.7)(doc)) == before


def test_signs_in_a_row_are_parsed_in_pieces_and_words_around_them_whole() -> None:
    text = "Norge krever svar " + "(" * 2500 + " før fredag, sier Dahle. " + "x" * 1000 + " til slutt."
    found = paragraphs(text)
    assert "".join(text[a:b] for a, b in found) == text
    assert [b - a for a, b in found] == [18, *[200] * 12, 100, len(text) - 2518]


def test_the_pipelines_that_are_asked_for_are_read_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pipeline.VARIABLE, " en = a_b , nb=c_d,")
    assert (pipeline.asked("en"), pipeline.asked("nb"), pipeline.asked("nn")) == ("a_b", "c_d", None)
    for wrong in ("en=a_b, nb", "en=", "=a_b"):
        monkeypatch.setenv(pipeline.VARIABLE, wrong)
        with pytest.raises(LanguageError, match=pipeline.VARIABLE):
            pipeline.asked("en")


def test_a_pipeline_that_has_met_many_new_words_is_loaded_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "NEW_WORDS", 100)
    monkeypatch.setattr(pipeline, "_held", {})
    spacy.blank("nb").to_disk(tmp_path)
    first = pipeline.load("nb", str(tmp_path))
    assert pipeline.load("nb", str(tmp_path)) is first
    sizes, met = [], {id(first): first}
    for n in range(12):
        nlp = pipeline.load("nb", str(tmp_path))
        met[id(nlp)] = nlp
        nlp(" ".join(f"Vestøybrev{n}x{k}" for k in range(30)))
        sizes.append(len(nlp.vocab.strings))
    assert 2 < len(met) < 12
    assert max(sizes) - min(sizes) < 100 + 30 * 4  # a word brings its shape, prefix and suffix with it
    assert [t.text for t in first("Kravet står.")] == ["Kravet", "står", "."]  # who holds it goes on with it
