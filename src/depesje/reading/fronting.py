"""What stands first in "Dette avviste Kosovo": the object, which a parser takes for the subject.

Before a verb for what only parties do with a matter ("avviste", "lovte", "krever"), "dette" and "det" are what it is done
to, where a name stands right behind the verb. English has no such order, and its ``matters.toml`` names no such words.
"""

from __future__ import annotations

from depesje.language import matterwords
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse

_ACTS = frozenset({"reject", "deny", "agree", "demand", "request", "promise", "offer"})


def mend(lexicon: Lexicon, parse: Parse) -> None:
    """Turns subject and object round in the sentences of a parse that open so; a parse so mended is not changed again."""
    fronted = matterwords.load(lexicon.language).lists.fronted
    for first, last in parse.sentences if fronted else ():
        verb, name = first + 1, first + 2
        if name >= last or parse.lower[first] not in fronted or parse.lower[verb] not in lexicon.verbs:
            continue
        pair = parse.rel[first] == "nsubj" and parse.rel[name] == "obj" and parse.pos[name] == "PROPN"
        if not pair or parse.head[first] != verb or parse.head[name] != verb or parse.pos[verb] != "VERB":
            continue
        if any(entry.act in _ACTS and not entry.particle for entry in lexicon.verbs[parse.lower[verb]]):
            parse.dep[first] = parse.rel[first] = "obj"
            parse.dep[name] = parse.rel[name] = "nsubj"
