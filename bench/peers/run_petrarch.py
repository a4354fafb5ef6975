"""Runs UniversalPetrarch on parsed sentences: JSON lines with ``conllu`` in, JSON lines with events out.

Run by its own environment's Python. Its parser's model is no package, so it is given our parse in Universal Dependencies;
its code and dictionaries are used as they are, by default with the verb patterns of Petrarch 1, which score higher
(``PETRARCH_PATTERNS=2`` takes the others). CAMEO's root codes become PLOVER's categories.
"""

import contextlib
import os
import sys
import types
import warnings

warnings.filterwarnings("ignore")
SOURCE = os.path.join(sys.argv[1], "UniversalPetrarch")
sys.path.insert(0, SOURCE)
parser = types.ModuleType("udpipeparser")  # Its own parser, which is not used.
parser.UDpipeparser = None
sys.modules["udpipeparser"] = parser

import networkx  # noqa: E402
from adapter import answer  # noqa: E402

networkx.DiGraph.node = property(lambda graph: graph.nodes)  # What networkx called it until 2.4.

import petrarch_ud  # noqa: E402
import PETRglobals  # noqa: E402
import PETRgraph  # noqa: E402
import PETRreader  # noqa: E402
import utilities  # noqa: E402

CATEGORIES = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip


def load(patterns):
    """Reads the dictionaries, with the verb patterns of Petrarch 1 or 2."""
    PETRreader.parse_Config(utilities._get_data("data/config/", "PETR_config.ini"))
    PETRglobals.CodeWithPetrarch1, PETRglobals.CodeWithPetrarch2 = patterns == 1, patterns == 2
    petrarch_ud.read_dictionaries()


def coded(given):
    """The events of one sentence."""
    date = PETRreader.dstr_to_ordate((given.get("date") or "20000101").replace("-", "")[:8])
    sentence = PETRgraph.Sentence(given["conllu"], given["text"], date)
    if PETRglobals.CodeWithPetrarch1:
        events = [(e[0], e[1], e[2]) for e in sentence.get_events_from_petrarch1_patterns()]
    else:
        events = [(e[0], e[1], e[2]) for e in sentence.get_events().values()]
    for actor, recipient, code in events:
        kind = "RETREAT" if str(code).startswith("087") else CATEGORIES.get(str(code)[:2])
        if kind:
            yield {"type": kind, "actor": codes(actor), "recipient": codes(recipient)}


def codes(side):
    """The codes of one side, which may be one or several."""
    return [code for code in ([side] if isinstance(side, str) else side or []) if code and code.strip("-")]


def main():
    patterns = int(os.environ.get("PETRARCH_PATTERNS", "1"))
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        utilities.init_logger("PETRARCH.log", False)
        load(patterns)

    def read(given):
        try:
            return list(coded(given))
        except Exception:  # One sentence on which it fails must not cost the others.
            return []

    answer(read)


main()
