"""Mentions: the words of a text that name somebody who may speak or act, with what they tell of who that is."""

from __future__ import annotations

from depesje.language.gazetteer import Gazetteer
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading import names, nouns
from depesje.reading.nouns import Mention


def find(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse) -> list[Mention]:
    """All mentions of a text in order: names with their titles, then roles, bodies, groups, demonyms and pronouns."""
    out, taken = names.find(lexicon, gazetteer, parse)
    behind = 0  # of a phrase that goes on behind its noun: the "State" of "Secretary of State" is none.
    for i in range(len(parse)):
        if not taken[i] and i >= behind:
            mention = nouns.described(lexicon, gazetteer, parse, i)
            if mention is not None:
                out.append(mention)
                behind = nouns.phrase(lexicon, parse, i)[1]
    out.sort(key=lambda m: (m.head, m.first))
    return out
