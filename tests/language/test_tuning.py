"""A tuned pipeline is quicker and parses as it did."""

import numpy as np
import pytest
import spacy
from spacy.vectors import Vectors

from depesje import cores
from depesje.language import pipeline, tuning, vectors

TEXT = (
    "Utenriksminister Ingrid Sollie sier at Vestøya har tilbudt samtaler i Havnstad. "
    "– Vi svarer på fredag, sa hun til avisen Kysten, ifølge en talsperson for regjeringen."
)
WORDS = ["Havnstad", "svarer", "", "Kysten", "Havnstad", "ifølge"]


@pytest.fixture(scope="module")
def plain() -> Vectors:
    found = spacy.load(pipeline.MODEL).vocab.vectors
    assert isinstance(found, Vectors) and not isinstance(found, vectors.KeptVectors)
    return found


def test_it_parses_as_it_did() -> None:
    attributes = ["HEAD", "DEP", "TAG", "POS", "LEMMA", "MORPH", "SENT_START"]
    before = spacy.load(pipeline.MODEL)(TEXT).to_array(attributes)
    assert (pipeline.load("nb", str(pipeline.MODEL))(TEXT).to_array(attributes) == before).all()


def test_products_are_numpys_where_it_works_on_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cores.THREADS, "4")
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    several = spacy.load(pipeline.MODEL)
    tuning.tune(several)
    assert _multiplied_by_blis(several)
    monkeypatch.setenv(cores.THREADS, "1")
    tuning.tune(several)
    assert not _multiplied_by_blis(several)


def _multiplied_by_blis(nlp: spacy.Language) -> bool:
    nodes = [node for name in ("tok2vec", "parser", "ner") for node in nlp.get_pipe(name).model.walk()]
    found = {node.ops.use_blis for node in nodes}
    assert len(found) == 1
    return found.pop()


def test_kept_vectors_are_the_same(plain: Vectors) -> None:
    kept = vectors.kept(plain, room=100)
    assert kept is not None
    numbers = np.array([plain.strings.add(word) for word in WORDS], dtype="uint64")
    for _ in range(2):
        assert (kept.get_batch(WORDS) == plain.get_batch(WORDS)).all()
        assert (kept.get_batch(numbers) == plain.get_batch(numbers)).all()


@pytest.mark.parametrize("room", [1, 3, 5, 6])
def test_what_does_not_fit_is_put_together_again(plain: Vectors, room: int) -> None:
    kept = vectors.kept(plain, room)
    assert kept is not None
    for n in range(len(WORDS)):
        asked = WORDS[n:] + WORDS[: n // 2]
        assert (kept.get_batch(asked) == plain.get_batch(asked)).all()
        assert len(kept.rows) <= room


def test_a_table_of_whole_words_is_left_alone() -> None:
    assert vectors.kept(Vectors(shape=(3, 2)), room=10) is None
