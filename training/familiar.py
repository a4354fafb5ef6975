"""Makes ``language/data/familiar.tsv``: verbs that the treebanks hardly have, each with a common one of the same kind.

    python -m training.familiar --treebank FOLDER

A form that the training trees have fewer than ``LEAST`` times as a verb is often taken for a noun by the tagger, and its
sentence then misread. The pipeline reads such a form as its familiar twin of the same tense (its norm, one of the
features of the encoders); the word itself stays as it is. Only finite forms that are no other word, in the trees or in the
lexicons, come into the table.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training import corpus

LANGUAGE = Path(__file__).parents[1] / "src" / "depesje" / "language"
TARGET = LANGUAGE / "data" / "familiar.tsv"
LEAST = 5
# Twins by what the verb carries and by tense; one set serves both standards, since the pipeline does.
CLAUSE = {"present": "mener", "past": "mente"}
OBJECT = {"present": "støtter", "past": "støttet"}
HEAD = "form\tfamiliar\n"

Counts = dict[str, Counter[str]]


def counts(treebank: Path) -> Counts:
    """How often the training trees have each form as each part of speech."""
    out: Counts = defaultdict(Counter)
    for language in corpus.LANGUAGES:
        for block in corpus.sentences(corpus.find(treebank, language, "train")):
            for line in block:
                fields = line.split("\t")
                if line[0] != "#" and fields[0].isdigit():
                    out[fields[1].lower()][fields[3]] += 1
    return out


def tense(form: str, lemma: str, weak: bool) -> str | None:
    """The tense of a verb form by its ending, None for infinitives, participles and passives.

    ``weak`` says that past and participle end in -a or -et. Strong past forms have no ending: what is left is past.
    """
    if form == lemma or form.endswith(("s", "ast", "ist", "å")):
        return None
    if form.endswith("r"):
        return "present"
    if form.endswith(("te", "de")) or weak and form.endswith(("a", "et")):
        return "past"
    strong = lemma.endswith(("gi", "si")) or not form.endswith(
        ("t", "d", "e", "en", "a")
    )  # "oppga", "motsa".
    return "past" if strong and not form.endswith(("tt", "gt")) else None


def verbs() -> Iterator[tuple[str, list[str], bool]]:
    """The lemma, the forms, and whether it carries a clause (threats have a person for their object), of each cue verb."""
    for language in ("nb", "nn"):
        for row in _rows(language, "verb"):
            if not row.get("particle"):
                somebody = "obj" in [*row.get("to", ()), *row.get("about", ())]
                clausal = bool({"clause", "quote", "infinitive"} & set(row["frames"]))
                yield row["lemma"], row["forms"], clausal and not (somebody and row["act"] == "warn")


def _rows(language: str, kind: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((LANGUAGE / language / "cues.toml").read_text(encoding="utf8"))[kind])


def table(seen: Counts) -> dict[str, str]:
    """The familiar twin of every rare finite form."""
    other = {
        form
        for language in ("nb", "nn")
        for kind in ("noun", "adjective")
        for row in _rows(language, kind)
        for form in row["forms"]
    }
    out: dict[str, str] = {}
    for lemma, forms, clausal in verbs():
        weak = lemma + "t" in forms or lemma[:-1] + "ar" in forms
        for form in forms:
            when = tense(form, lemma, weak)
            as_what = seen.get(form, Counter())
            ambiguous = form in other or any(n for pos, n in as_what.items() if pos not in {"VERB", "X"})
            if when is None or ambiguous or as_what["VERB"] >= LEAST or len(form) < 4:
                continue
            out.setdefault(form, (CLAUSE if clausal else OBJECT)[when])
    return dict(sorted(out.items()))


def main() -> None:
    """Writes the table anew."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--treebank", type=Path, required=True)
    rows = table(counts(parser.parse_args().treebank))
    TARGET.write_text(HEAD + "".join(f"{form}\t{twin}\n" for form, twin in rows.items()), encoding="utf8")


if __name__ == "__main__":
    main()
