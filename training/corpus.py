"""Reads CoNLL-U treebank files, leaves out what may not be trained on, and writes spaCy's binary training format.

The treebanks are Universal Dependencies 2.16 Norwegian (Bokmål and Nynorsk) with NorNE's names in the MISC column
(``name=B-PER``), one gzipped or plain CoNLL-U file per language and part, named ``nob-train.conllu[.gz]`` and so on.
"""

from __future__ import annotations

import gzip
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import DocBin
from spacy.training.converters import conllu_to_docs

LANGUAGES = ("nob", "nno")
SENTENCES_PER_DOC = 8
# The treebank writes dashes as "-" and quotes as « » nearly always; news on the web does not. Share of texts left as is.
KEPT_AS_IS = 0.55
DASHES = ("–", "–", "—")
QUOTES = (("«", "»"), ("«", "»"), ("“", "”"), ("”", "”"), ('"', '"'))


def sentence_key(words: list[str]) -> str:
    """SHA-256 (hex) of a sentence's words run together, case-folded, letters and digits only."""
    run = "".join(c for c in "".join(words).casefold() if c.isalnum())
    return hashlib.sha256(run.encode("utf8")).hexdigest()


def find(folder: Path, language: str, part: str) -> Path:
    """The treebank file of a language and part in ``folder``; raises ``FileNotFoundError`` where there is none."""
    for name in (f"{language}-{part}.conllu.gz", f"{language}-{part}.conllu"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{folder}: no {language}-{part}.conllu[.gz]")


def sentences(path: Path) -> Iterator[list[str]]:
    """The sentences of a CoNLL-U file, each as its lines (comments included)."""
    opened = gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8")
    with opened as lines:
        block: list[str] = []
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
        if block:
            yield block


def words(block: list[str]) -> list[str]:
    """The words of one sentence."""
    return [f[1] for f in (line.split("\t") for line in block if line[0] != "#") if f[0].isdigit()]


def excluded(path: Path | None) -> frozenset[str]:
    """The keys of sentences that may never be trained on."""
    return frozenset(path.read_text().split()) if path else frozenset()


def _vary(block: list[str], dash: str | None, quotes: tuple[str, str] | None) -> list[str]:
    out, opened = [], False
    for line in block:
        fields = line.split("\t")
        if len(fields) == 10 and fields[3] == "PUNCT":
            if dash and fields[1] == "-":
                fields[1], fields[2] = dash, f"${dash}"
            elif quotes and fields[1] in '«»"':
                closing = fields[1] == "»" or (fields[1] == '"' and opened)
                fields[1] = quotes[closing]
                fields[2], opened = f"${fields[1]}", not closing
            line = "\t".join(fields)
        out.append(line)
    return out


def _texts(
    path: Path, barred: frozenset[str], rng: random.Random | None, most: int
) -> Iterator[list[list[str]]]:
    """Groups of at most ``most`` sentences that stand together; ``rng`` varies the punctuation."""
    group: list[list[str]] = []
    dash, quotes = None, None
    for block in sentences(path):
        if block[0].startswith("# newdoc") or len(group) == most:
            if group:
                yield group
            group = []
            dash = quotes = None
            if rng and rng.random() > KEPT_AS_IS:
                dash, quotes = rng.choice(DASHES), rng.choice(QUOTES)
        if sentence_key(words(block)) not in barred:
            group.append(_vary(block, dash, quotes))
    if group:
        yield group


def write_docs(
    source: Path,
    target: Path,
    barred: frozenset[str] = frozenset(),
    seed: int | None = None,
    most: int = SENTENCES_PER_DOC,
) -> int:
    """Writes a treebank file as a spaCy ``DocBin`` of texts of at most ``most`` sentences; returns their number.

    ``seed`` turns varying punctuation on.
    """
    rng = None if seed is None else random.Random(seed)
    docs = DocBin(store_user_data=False)
    count = 0
    for group in _texts(source, barred, rng, most):
        conllu = "\n\n".join("\n".join(b) for b in group) + "\n\n"
        for doc in conllu_to_docs(conllu, n_sents=most, no_print=True):
            docs.add(doc)
            count += 1
    target.parent.mkdir(parents=True, exist_ok=True)
    docs.to_disk(target)
    return count
