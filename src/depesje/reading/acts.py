"""What a speaker does in saying something: the cue's act, else the mood and the words of what is said."""

from __future__ import annotations

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.draft import Draft
from depesje.records import Act


def act_of(lexicon: Lexicon, parse: Parse, draft: Draft) -> Act:
    """The act of a statement: from its cue where that says more than that something was said, else from its content."""
    act: Act = draft.entry.act_in(draft.frame) if draft.entry else "assert"
    if draft.negated and act == "agree":
        return "reject"
    if act != "assert":
        return act
    return _by_content(lexicon, parse, draft)


def _by_content(lexicon: Lexicon, parse: Parse, draft: Draft) -> Act:
    start, end = draft.content[-1]
    words = parse.text[start : end + 1].rstrip("»”\" ")
    if words.endswith("?"):
        return "ask"
    return "assert"
