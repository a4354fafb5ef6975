"""To whom something was said: those its own words name, those it asks something of, those it answers."""

from __future__ import annotations

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.cast import Cast, Member
from depesje.reading.contents import Content, enclosing
from depesje.reading.phrases import nominal, noun_phrase, subject
from depesje.records import Act

_WANTS: frozenset[Act] = frozenset({"demand", "request", "ask"})
_MOVES: frozenset[Act] = frozenset({"demand", "request", "ask", "offer", "warn"})
_CLIMB = 4
_BEHIND = 6  # Tokens behind the cue among which its object is looked for.
_BARE = 3  # Tokens of what only points to what was said before.
_EXCHANGE = 8  # Statements back among which the one answered is looked for.


def named(lexicon: Lexicon, parse: Parse, cast: Cast, content: Content) -> list[Member]:
    """Those whom the attribution names: "sa han til Macron", "ber Russland …", "overfor NRK"."""
    draft = content.draft
    heads = [
        h for h in draft.addressees if parse.lower[h] not in lexicon.setting.press and not content.holds(h)
    ]
    if draft.cue is not None:
        cue = draft.cue[0]
        entry = draft.entry
        if entry is not None and "obj" in entry.to:
            heads += [
                c for c in parse.children(cue, "obj", "iobj") if nominal(parse, c) and not content.holds(c)
            ]
            if not heads:
                heads += _behind(parse, cast, content, cue)
        prepositions = (entry.to - {"obj"} if entry is not None else frozenset()) | lexicon.setting.addressing
        heads += _phrases(lexicon, parse, content, cue, prepositions)
    out: list[Member] = []
    for head in dict.fromkeys(heads):
        out += _members(parse, cast, head)
    return [m for m in dict.fromkeys(out) if m is not content.speaker]


def _behind(parse: Parse, cast: Cast, content: Content, cue: int) -> list[int]:
    """The first name behind the cue without a preposition, wherever it hangs: "oppfordret i går Iran"."""
    speaker = content.draft.speaker
    said_by = range(*noun_phrase(parse, speaker)) if speaker is not None else range(0)
    for i in range(cue + 1, min(cue + _BEHIND, len(parse))):
        if i in said_by:
            continue
        if parse.words[i] in {",", ".", ":", ";"} or content.holds(i):
            break
        member = cast.of.get(i)
        if member is None or member is content.speaker or member.kind == "media":
            continue
        cases = [c for c in parse.dependents(i) if parse.rel[c] == "case"]
        return [] if cases or "Case=Gen" in parse.feats[i] else [i]
    return []


def _members(parse: Parse, cast: Cast, head: int) -> list[Member]:
    found = (cast.at(h) for h in (head, *parse.children(head, "conj")))
    return [m for m in found if m is not None]


def _phrases(
    lexicon: Lexicon, parse: Parse, content: Content, cue: int, prepositions: frozenset[str]
) -> list[int]:
    """The heads of the phrases with one of ``prepositions`` that belong to the cue or to the speaker's name."""
    out = []
    a, b = parse.sentences[parse.sent[cue]]
    for i in range(a, b):
        if parse.lower[i] not in prepositions or parse.rel[i] != "case" or content.holds(i):
            continue
        if any(
            tuple(parse.lower[i + 1 - len(s) : i + 1]) == s for s in lexicon.source_phrases if len(s) <= i + 1
        ):
            continue  # The end of "according to".
        head = parse.head[i]
        if parse.lower[head] in lexicon.setting.press or not nominal(parse, head):
            continue
        above = parse.head[head]
        for _ in range(_CLIMB):
            if above in {cue, content.draft.speaker}:
                out.append(head)
                break
            beside = parse.rel[above] in {"appos", "acl"}
            if beside and parse.lower[parse.head[above]] not in lexicon.channel_words:
                break  # "X, an adviser to the president, said": whose adviser, not to whom.
            above = parse.head[above]
            if parse.pos[above] in {"VERB", "AUX"} and above != cue:
                break
    return out


def wanted(content: Content, act: Act) -> list[Member]:
    """Those of whom the content wants something, or whom it warns: the other side that must, should or had better not."""
    if act not in _WANTS | {"offer", "warn"} or content.speaker is None:
        return []
    entry = content.draft.entry
    if content.speaker.code is None and (entry is None or entry.act_in(content.draft.frame) != act):
        return []  # Nobody can tell which side is the other one.
    parse = content.parse
    heads: list[int] = []
    for i in content.tokens():
        if i in content.inner:
            continue
        verb = parse.head[i] if parse.rel[i] in {"aux", "cop"} else i
        if act == "warn":
            if _conditional(content, i):
                heads.append(_agent(content, parse.head[i]))
            elif i == content.ranges[0][0] and parse.pos[i] in {"VERB", "AUX"}:
                heads.append(_agent(content, verb))
        elif act != "offer" and content.orders(i) and content.is_main(verb):
            heads.append(_agent(content, verb))
    if act != "warn":
        for root in content.roots():
            if parse.pos[root] in {"VERB", "AUX", "ADJ"}:
                if content.draft.form != "direct":
                    heads.append(_agent(content, root))
            elif act != "offer":
                heads += _origins(content, root)
    out: list[Member] = []
    for head in heads:
        if head < 0:
            continue
        for h in (head, *parse.children(head, "conj")):
            member = content.cast.at(h)
            if member is not None and content.side(h) == "other":
                out.append(member)
    return list(dict.fromkeys(out))


def _agent(content: Content, verb: int) -> int:
    found = subject(content.parse, verb)
    if found is None or "pass" in content.parse.dep[found]:
        return -1
    return found


def _conditional(content: Content, i: int) -> bool:
    parse = content.parse
    if parse.dep[i] != "mark" or parse.lower[i] not in content.lexicon.grammar.conditional:
        return False
    return parse.rel[parse.head[i]] == "advcl"


def _origins(content: Content, root: int) -> list[int]:
    """ "svar fra OSSE": from whom a demanded thing is to come."""
    parse, grammar = content.parse, content.lexicon.grammar
    sources = grammar.speaker_prepositions - grammar.agent - content.lexicon.setting.addressing
    out = []
    for c in (root, *parse.children(root, "nmod", "obl")):
        opening = [parse.lower[m] for m in parse.dependents(c) if parse.rel[m] == "case"]
        if opening and opening[0] in sources:
            out.append(c)
    return out


def answered(contents: list[Content], acts: list[Act], n: int) -> list[Member]:
    """Whom a refusal, consent or reply answers: the other side that last wanted or offered something, or last spoke."""
    content = contents[n]
    cue, words = content.draft.cue, content.lexicon.acts
    form = content.parse.lower[cue[0]] if cue else ""
    reply = form in words.reply
    if not reply and not (form in words.rejection and _names_move(content)):
        return []
    around = enclosing(contents, n)
    for k in range(n - 1, max(-1, n - _EXCHANGE), -1):
        other = contents[k]
        if other.speaker is None or content.is_own(other.speaker) or other.draft.heading or k == around:
            continue
        if reply or acts[k] in _MOVES:
            return [other.speaker]
    return []


def moved(contents: list[Content], acts: list[Act], n: int) -> int | None:
    """The number of the demand or offer that a refusal or consent takes up by "dette" or "kravet" alone; else None."""
    content = contents[n]
    tokens = list(content.tokens())
    if acts[n] not in {"reject", "agree"} or len(tokens) > _BARE or not _names_move(content):
        return None
    for root in content.roots():
        if (
            content.parse.has(root, "Number=Plur")
            or content.parse.child(root, "nmod", "acl", "amod") is not None
        ):
            return None  # "Serbias krav", "kravet om fri ferdsel" say themselves whom they concern.
    around = enclosing(contents, n)
    for k in range(n - 1, max(-1, n - _EXCHANGE), -1):
        other = contents[k]
        if (
            acts[k] in _MOVES
            and other.speaker is not None
            and not content.is_own(other.speaker)
            and k != around
        ):
            return k
    return None


def _names_move(content: Content) -> bool:
    """Whether what is refused is itself called a demand, an offer or the like ("avviste kravet")."""
    lexicon = content.lexicon
    for root in content.roots():
        word = content.parse.lower[root]
        if word in lexicon.grammar.impersonal:
            return True
        if any(entry.act in _MOVES or entry.act == "agree" for entry in lexicon.nouns.get(word, ())):
            return True
    return False
