"""What a speaker does in saying something: the cue's act, else the mood, the modals and the words of what is said.

Where the attribution only says that something was said, every sign in the content speaks for one act with a weight: the
phrases of ``acts.toml``, an order in the imperative, what another party must do, what the speaker's own side will or will
not do, a condition. The act with most weight wins where it has enough; else it is an assertion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from depesje.language.lexicon import Cue
from depesje.reading.contents import Content
from depesje.records import Act

ENOUGH = 1.5  # Weight from which an act other than "assert" is believed.
_IMPERATIVE, _CONDITION, _BARE_CONDITION = 2.6, 2.8, 1.0
_OTHER_MUST, _UNKNOWN_MUST, _OWN_MUST_GET = 1.9, 1.6, 1.6
_OWN_WILL, _OWN_WILL_NOT, _OWN_DOES_NOT = 1.7, 1.6, 1.5
_LATER = 0.6  # Share that signs keep after the second sentence of a long quotation.
_MAIN_VERB = 1.2  # How much more a sign weighs that is a main verb.
_NEGATED_NEAR = 2
_VERBS = frozenset({"VERB", "AUX"})
_OWN_ACTS = frozenset({"express", "demand", "request", "promise"})

Sign = tuple[Act, float]


def act_of(content: Content) -> Act:
    """The act of a statement: from its cue where that says more than that something was said, else from its content."""
    draft = content.draft
    act: Act = draft.entry.act_in(draft.frame) if draft.entry else "assert"
    if draft.negated and act in {"agree", "promise", "offer"}:
        return "reject"
    if draft.entry is not None and _judges(content, draft.entry):
        return _weighed(content, {"praise", "accuse"}) or ("accuse" if act == "accuse" else "assert")
    if act == "reject" and _is_claim(content):
        return "deny"
    if act != "assert":
        return act
    if _is_question(content):
        return "ask"
    if draft.entry is not None and draft.entry.lemma in content.lexicon.acts.factual:
        return "assert"
    return _weighed(content, None) or "assert"


def _judges(content: Content, entry: Cue) -> bool:
    """Whether a cue says what somebody calls somebody; its particle makes another verb of it ("call on")."""
    return entry.pos != "noun" and entry.lemma in content.lexicon.acts.evaluating and not entry.particle


def _is_question(content: Content) -> bool:
    start, end = content.draft.content[-1]
    return content.parse.text[start : end + 1].rstrip('»”" ').endswith("?")


def _is_claim(content: Content) -> bool:
    return any(content.lexicon.acts.is_claim(content.parse.lower[i]) for i in content.roots())


def _weighed(content: Content, among: set[str] | None) -> Act | None:
    weights: defaultdict[Act, float] = defaultdict(float)
    for act, weight in _signs(content):
        if among is None or act in among:
            weights[act] += weight
    if not weights:
        return None
    best = max(weights, key=lambda a: weights[a])
    return best if weights[best] >= ENOUGH else None


def _signs(content: Content) -> Iterator[Sign]:
    """Every sign of an act in the content, those of its first two sentences in full."""
    parse = content.parse
    opening = next(content.tokens(), 0)
    early = parse.sent[opening] + 1
    phrases = content.lexicon.acts.phrases
    for i in content.tokens():
        if i in content.inner:
            continue
        share = 1.0 if parse.sent[i] <= early else _LATER
        if phrases.begin(parse.lower[i]):
            for act, weight in _phrases(content, i):
                yield act, weight * share
        if parse.pos[i] in _VERBS:
            for act, weight in _moods(content, i, i == opening):
                yield act, weight * share


def _phrases(content: Content, i: int) -> Iterator[Sign]:
    lower = content.parse.lower
    for signal, last in content.lexicon.acts.signals(lower, i):
        if not content.holds(last):
            continue
        if signal.negatable and _negated_before(content, i):
            continue
        if signal.act in _OWN_ACTS and content.parse.pos[i] == "VERB":
            main = content.is_main(i)
            if not main and content.side(content.agent(i)) != "own" or _of_others(content, i):
                continue
            yield signal.act, signal.weight * (_MAIN_VERB if main else 1.0)
        else:
            yield signal.act, signal.weight


def _of_others(content: Content, verb: int) -> bool:
    """Whether a verb of wishing or demanding has another party for its subject: that one's act, not the speaker's."""
    who = content.speaker
    return who is not None and who.code is not None and content.side(content.agent(verb)) == "other"


def _negated_before(content: Content, i: int) -> bool:
    negations = content.lexicon.grammar.negations
    return any(w in negations for w in content.parse.lower[max(0, i - _NEGATED_NEAR) : i])


def _moods(content: Content, i: int, opens: bool) -> Iterator[Sign]:
    """What the form of a verb tells: an order, what one must or will, a condition."""
    parse, acts = content.parse, content.lexicon.acts
    feats, word = parse.feats[i], parse.lower[i]
    if "Mood=Imp" in feats and opens and word not in acts.no_order:
        yield "demand", _IMPERATIVE
    elif "VerbForm=Fin" in feats:
        yield from _finite(content, i)
        if _is_condition(content, i, opens):
            yield "warn", _CONDITION if _between_parties(content, i) else _BARE_CONDITION


def _finite(content: Content, i: int) -> Iterator[Sign]:
    """What a finite verb says that a party must, should, will or will not do."""
    parse, acts = content.parse, content.lexicon.acts
    word = parse.lower[i]
    verb = parse.head[i] if parse.rel[i] == "aux" else i
    if (
        word not in acts.must
        and word not in acts.should
        and word not in acts.future
        and "Tense=Pres" not in parse.feats[i]
    ):
        return
    side = content.side(content.agent(i)) if content.is_main(verb) else "none"
    if side == "none":
        return
    negated = any(parse.lower[c] in content.lexicon.grammar.negations for c in parse.children(verb, "advmod"))
    if side == "other":
        known = content.speaker is not None and content.speaker.code is not None
        if content.orders(i):
            act: Act = "demand" if word in acts.must else "request"
            yield act, _OTHER_MUST if known else _UNKNOWN_MUST
        return
    if word in acts.future:
        yield ("reject", _OWN_WILL_NOT) if negated else ("promise", _OWN_WILL)
    elif word in acts.must and parse.lemma[verb] in acts.obtain:
        yield "demand", _OWN_MUST_GET
    elif verb == i and negated and parse.pos[i] == "VERB" and parse.lemma[i] not in acts.stative:
        yield "reject", _OWN_DOES_NOT


def _is_condition(content: Content, i: int, opens: bool) -> bool:
    """Whether a present-tense verb opens or stands in a condition ("dersom Russland angriper", "Angriper Russland, …")."""
    parse = content.parse
    if "Tense=Pres" not in parse.feats[i]:
        return False
    verb = parse.head[i] if parse.rel[i] in {"aux", "cop"} else i
    if opens and verb == i and _inverted(content, i):
        return True
    if parse.rel[verb] != "advcl":
        return False
    who = content.agent(i)
    if who is not None and parse.lower[who] in content.lexicon.acts.generic:
        return False
    if opens:
        return True
    return any(
        parse.dep[c] == "mark" and parse.lower[c] in content.lexicon.grammar.conditional
        for c in parse.dependents(verb)
    )


def _between_parties(content: Content, i: int) -> bool:
    """Whether a condition or what follows from it is the speaker's or that of an actor of some country or body.

    Without such a party ("hvis en bonde selger gården, …") a condition only explains.
    """
    parse = content.parse
    verb = parse.head[i] if parse.rel[i] in {"aux", "cop"} else i
    for agent in (content.agent(v) for v in (i, parse.head[verb]) if content.holds(v)):
        member = content.cast.at(agent) if agent is not None else None
        if content.side(agent) == "own" or member is not None and member.code is not None:
            return True
    return False


def _inverted(content: Content, i: int) -> bool:
    """ "Fortsetter Putin, fortsetter vi": a verb first, a comma, and a verb again."""
    parse = content.parse
    for k in range(i + 2, len(parse) - 1):
        if not content.holds(k) or parse.words[k] in {".", "?", "!", ":"}:
            return False
        if parse.words[k] == ",":
            return parse.pos[k + 1] in {"VERB", "AUX"} and parse.has(k + 1, "VerbForm=Fin")
    return False
