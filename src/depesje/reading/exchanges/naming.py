"""Who takes part in an exchange by the words around a noun or verb, when it was, and whether it took place at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesje.edtf import Date
from depesje.language.exchangewords import ExchangeWords
from depesje.reading.cast import Member
from depesje.reading.exchanges.ground import Ground, meets
from depesje.reading.phrases import subject

if TYPE_CHECKING:
    from depesje.reading.exchanges.tellings import Telling

_LINE = 8  # Tokens behind a verb within which its other party stands.


def around(ground: Ground, i: int) -> list[Member]:
    """The parties that stand around a noun: its owners, its partners, and who holds it."""
    parse, setting = ground.parse, ground.lexicon.setting
    out = _compounded(ground, i)
    for c in parse.dependents(i):
        dep = parse.rel[c]
        cases = ground.cases(c)
        owner = dep == "nmod" and (parse.has(c, "Case=Gen") or parse.dep[c] == "nmod:poss")
        partner = bool(cases) and (cases[0] in setting.partners or cases[0] in setting.addressing)
        both = (
            bool(cases) and cases[0] in setting.origin and meets(ground.named(c))
        )  # "the meeting of A and B"
        if owner or partner or both:
            out += ground.named(c)
        elif dep in {"amod", "compound", "nmod"} and not cases:
            out += _adjective(ground, c)
    out = list(dict.fromkeys(out))
    if not meets(out):
        out += [m for m in (*_holders(ground, i), *_there(ground, i)) if m not in out]
    return out


def _there(ground: Ground, i: int) -> list[Member]:
    """Who speaks to whom on an occasion: "In a separate call, Putin complained to Macron"."""
    parse, cases = ground.parse, ground.cases(i)
    if not cases or cases[0] not in ground.lexicon.setting.prepositions or definite(ground, i):
        return []
    verb = ground.verb_above(i)
    who = subject(parse, verb) if verb is not None else None
    if verb is None or who is None:
        return []
    out = ground.named(who)
    for c in parse.children(verb, "obl", "iobj", "obj"):
        opening = ground.cases(c)
        if (
            not opening
            or opening[0] in ground.lexicon.setting.addressing
            or opening[0] in ground.lexicon.setting.partners
        ):
            out += ground.named(c)
    return out if meets(out) else []


def definite(ground: Ground, i: int) -> bool:
    """Whether a noun speaks of something known: "møtet", "torsdagens møte", "the call"."""
    parse = ground.parse
    if parse.has(i, "Definite=Def"):
        return True
    return any(
        parse.has(c, "Definite=Def")
        and (parse.rel[c] == "det" or parse.has(c, "Case=Gen"))
        or parse.has(c, "Case=Gen")
        and parse.pos[c] == "PROPN"
        for c in parse.dependents(i)
    )


def phoned(ground: Ground, i: int) -> bool:
    """Whether a talk is one by telephone: "a telephone conversation", "samtale på telefon"."""
    channel = ground.lexicon.channel_words
    return any(channel.get(ground.parse.lower[c]) == "call" for c in ground.parse.dependents(i))


def together(ground: Ground, i: int) -> bool:
    """Whether the subject of a verb is a word for two: "de to møttes"."""
    who = subject(ground.parse, i)
    if who is None or ground.forms is None:
        return False
    first = ground.parse.left[who]
    return ground.parse.pos[who] == "PRON" or bool(ground.phrase_at(first, ground.forms.words.both))


def partners(ground: Ground, i: int) -> list[Member]:
    """Those with whom an occasion is held: "på en felles pressekonferanse med …"."""
    out: list[Member] = []
    for c in ground.parse.dependents(i):
        cases = ground.cases(c)
        if cases and cases[0] in ground.lexicon.setting.partners:
            out += ground.named(c)
    return out


def of_verb(ground: Ground, i: int) -> list[Member]:
    """The subject of a verb and those beside it as objects or behind "with"."""
    parse = ground.parse
    out = ground.named(subject(parse, i))
    for c in parse.children(i, "obj", "obl", "nsubj", "iobj"):
        cases = ground.cases(c)
        if not cases or cases[0] in ground.lexicon.setting.partners:
            out += [m for m in ground.named(c) if m not in out]
    if meets(out):
        return out
    return [*out, *_behind(ground, i, out)]


def _behind(ground: Ground, i: int, known: list[Member]) -> list[Member]:
    """Who stands right behind a verb or behind "with", whatever the parse made of it: "ringte mandag Norges …"."""
    parse = ground.parse
    last = min(parse.paragraphs[parse.paragraph_of(i)].last, i + _LINE)
    partner = False
    for k in range(i + 1, last):
        if parse.pos[k] in {"PUNCT", "SCONJ", "CCONJ", "VERB"}:
            return []
        if parse.pos[k] == "ADP":
            partner = parse.lower[k] in ground.lexicon.setting.partners
            if not partner and (
                k + 1 == last or ground.lexicon.channel_words.get(parse.lower[k + 1]) != "call"
            ):
                return []
        member = ground.cast.at(k)
        if (
            member is not None
            and member not in known
            and member.kind == "person"
            and ground.takes_part(member)
        ):
            return [member]
    return []


def split(ground: Ground, head: int | None) -> list[Member]:
    """The members of a body that is named after them: "Nato-Russland-rådet" gives NATO and Russia."""
    if head is None:
        return []
    found = [
        m
        for part in ground.parse.words[head].replace("–", "-").split("-")
        if (entry := ground.cast.gazetteer.single.get(part)) is not None
        if (m := _by_name(ground, entry.name)) is not None
    ]
    if len(found) < 2:  # "the NATO-Russia Council": the compound before the head.
        for c in ground.parse.children(head, "compound", "nmod", "amod", "flat"):
            if len(found) < 2 and "-" in ground.parse.words[c]:
                found = split(ground, c)
    return found


def date(ground: Ground, i: int) -> Date | None:
    """When an exchange was: by its event, else by the words around."""
    found = ground.when(i)
    if found is None and ground.parse.pos[i] == "NOUN":
        verb = ground.verb_above(i)
        found = ground.when(verb) if verb is not None and holds(ground, i, verb) else None
    return found


def holds(ground: Ground, i: int, verb: int) -> bool:
    """Whether noun ``i`` is what somebody holds, opens or sends."""
    lemma = ground.parse.lemma[verb]
    return lemma in ground.lexicon.setting.holding and ground.parse.rel[i] in {"obj", "nsubj"}


def to_come(ground: Ground, i: int) -> bool:
    """Whether a verb tells of what has not happened: behind a modal, as a bare infinitive, or denied."""
    parse, forms = ground.parse, ground.forms
    assert forms is not None
    if any(parse.lower[k] in forms.words.none for k in range(parse.sentences[parse.sent[i]][0], i)):
        return True
    beside = [parse.lower[c] for c in parse.dependents(i)]
    if any(word in forms.words.to_come or word in ground.lexicon.grammar.negations for word in beside):
        return True
    return parse.has(i, "VerbForm=Inf") or any(word in ground.lexicon.grammar.infinitive for word in beside)


def again(ground: Ground, forms: ExchangeWords, i: int) -> bool:
    """Whether those who are to meet have met before: "møtes på nytt"."""
    _, b = ground.parse.sentences[ground.parse.sent[i]]
    return any(ground.phrase_at(k, forms.words.again) for k in range(i + 1, min(b, i + 5)))


def called_off(ground: Ground, i: int) -> bool:
    """Whether an exchange is only planned, proposed or called off by the verb that it hangs on."""
    parse, forms = ground.parse, ground.forms
    assert forms is not None
    verb = ground.verb_above(i)
    if verb is None:
        return False
    chain = {verb, *parse.dependents(verb), *parse.dependents(i)}
    if any(parse.lower[k] in forms.words.off for k in chain):
        return True
    if parse.rel[i] in {"nsubj", "obj", "obl"} and parse.head[i] == verb:
        return any(parse.lower[k] in forms.words.to_come for k in parse.children(verb, "aux", "mark"))
    return False


def spent(ground: Ground, i: int) -> bool:
    """Whether a noun tells of talks that are over: "etter nesten åtte timers samtaler"."""
    cases = ground.cases(i)
    return bool(cases) and ground.forms is not None and cases[0] in ground.forms.words.over


def by_phone(ground: Ground, forms: ExchangeWords, i: int) -> bool:
    """Whether the report tells of a telephone, so that who talks without being anywhere does so by it."""
    said, lexicon = ground.parse.forms(), ground.lexicon
    return any(
        named[word] == "call"
        for named in (lexicon.channel_words, lexicon.channel_verbs, forms.nouns)
        for word in named.keys() & said
    )


def document(ground: Ground, i: int, noun: str, written: bool) -> Telling | None:
    """A letter or a formal reply as an exchange, with who wrote it and to whom."""
    from depesje.reading.exchanges.tellings import Telling

    parse, forms = ground.parse, ground.forms
    assert forms is not None
    formal = any(parse.lower[c] in forms.words.written for c in parse.dependents(i))
    senders = _senders(ground, i)
    own = _possessed(ground, i) if noun == "reply" and not senders else []
    if noun == "reply" and not (written or formal or own and parse.has(i, "Number=Plur")):
        return None
    if called_off(ground, i):
        return None
    senders = senders or own or ([] if definite(ground, i) else _writers(ground, i))
    verb = ground.verb_above(i)
    to: list[Member] = []
    if verb is not None and parse.lower[verb] in forms.verbs.handing and not to_come(ground, verb):
        event = ground.consulted.get(verb)
        senders = senders or ground.named(subject(parse, verb))
        to = ground.of_event(event) if event is not None else []
        to += [
            m
            for c in parse.children(verb, "obl", "iobj")
            if ground.cases(c)[:1] != []
            for m in _addressed(ground, c)
        ]
    to += [m for c in parse.dependents(i) for m in _addressed(ground, c)]
    parties = list(dict.fromkeys([*senders, *to]))
    official = any(m.kind in {"state", "alliance", "government", "body", "people"} for m in senders)
    if noun == "reply" and senders and not formal and not official:
        return None
    known = parse.has(i, "Definite=Def")
    if not parties and not known:
        return None
    when = (
        date(ground, i)
        if verb is not None and parse.lower[verb] in forms.verbs.handing
        else _own_date(ground, i)
    )
    return Telling("letter", i, i + 1, parties, when, known)


def answered(ground: Ground, i: int) -> Telling | None:
    """States or bodies that answer a letter: a verb that attributes nothing, in a report of letters."""
    from depesje.reading.exchanges.tellings import Telling

    parse = ground.parse
    if to_come(ground, i) or any(d.cue is not None and d.cue[0] <= i < d.cue[1] for d in ground.drafts):
        return None
    who = [m for m in ground.named(subject(parse, i)) if m.kind in {"state", "alliance", "government"}]
    if not who:
        return None
    to = [m for c in parse.children(i, "obj", "iobj") for m in ground.named(c)]
    return Telling("letter", i, i + 1, [*who, *(m for m in to if m not in who)], date(ground, i))


def _writers(ground: Ground, i: int) -> list[Member]:
    """Who says something in a letter: "I et brev til FN krever Armenia …"."""
    cases, verb = ground.cases(i), ground.verb_above(i)
    if verb is None or not cases or cases[0] not in ground.lexicon.setting.prepositions:
        return []
    return ground.named(subject(ground.parse, verb))


def _own_date(ground: Ground, i: int) -> Date | None:
    """The date inside a noun's own phrase: "their replies of January 26"."""
    found = ground.dates.telling(i)
    inside = found is not None and ground.parse.left[i] <= found.first <= ground.parse.right[i]
    return found.date if inside and found is not None else None


def _senders(ground: Ground, i: int) -> list[Member]:
    """Who wrote a document: "Lavrovs brev", "svarene fra USA og Nato", "the American and NATO replies", "Nato-svaret"."""
    parse = ground.parse
    out = _compounded(ground, i)
    for c in parse.dependents(i):
        dep, cases = parse.rel[c], ground.cases(c)
        if (
            cases
            and cases[0] in ground.lexicon.setting.origin
            or dep == "nmod"
            and not cases
            and parse.has(c, "Case=Gen")
        ):
            out += ground.named(c)
        elif dep in {"amod", "compound", "nmod"} and not cases:
            out += _adjective(ground, c)
    return list(dict.fromkeys(out))


def _possessed(ground: Ground, i: int) -> list[Member]:
    """The states and bodies of the sentence before whose document it is: "In their replies …"."""
    parse, theirs = ground.parse, ground.lexicon.grammar.theirs
    if parse.sent[i] == 0 or not any(parse.lower[c] in theirs for c in parse.dependents(i)):
        return []
    a, b = parse.sentences[parse.sent[i] - 1]
    for k in range(b - 1, a - 1, -1):
        joint = [m for m in ground.named(k) if m.kind in {"state", "alliance", "government"}]
        if len(joint) > 1:
            return joint
    return []


def _addressed(ground: Ground, c: int) -> list[Member]:
    cases = ground.cases(c)
    return ground.named(c) if cases and cases[0] in ground.lexicon.setting.addressing else []


def _compounded(ground: Ground, i: int) -> list[Member]:
    """The actors in the first part of a compound, or in one that stands before: "Biden-Zelenskyy call"."""
    out: list[Member] = []
    before = [
        c
        for c in ground.parse.children(i, "compound", "amod", "nmod")
        if c < i and "-" in ground.parse.words[c]
    ]
    for word in (ground.parse.words[i].rsplit("-", 1)[0], *(ground.parse.words[c] for c in before)):
        if word == ground.parse.words[i]:
            continue
        for part in word.split("-"):
            entry = ground.cast.gazetteer.single.get(part)
            member = _by_name(ground, entry.name) if entry is not None else _by_surname(ground, part)
            if member is not None and member not in out:
                out.append(member)
    return out


def _adjective(ground: Ground, c: int) -> list[Member]:
    """The countries of an adjective, and of those co-ordinated with it."""
    out = []
    for k in (c, *ground.parse.children(c, "conj", "compound")):
        entry = ground.cast.gazetteer.adjectives.get(
            ground.parse.lower[k]
        ) or ground.cast.gazetteer.single.get(ground.parse.words[k])
        member = _by_name(ground, entry.name) if entry is not None else None
        if member is not None and member not in out:
            out.append(member)
    return out


def _by_name(ground: Ground, name: str) -> Member | None:
    return ground.cast.find(("known", name))


def _by_surname(ground: Ground, name: str) -> Member | None:
    return ground.cast.find(("surname", name.lower()))


def _holders(ground: Ground, i: int) -> list[Member]:
    """Who holds a conversation, and with whom: "had a telephone conversation with …"."""
    verb = ground.verb_above(i)
    if verb is None or not holds(ground, i, verb):
        return []
    who = subject(ground.parse, verb)
    out = ground.named(who) if who != i else []
    for c in ground.parse.children(verb, "obl"):
        cases = ground.cases(c)
        if cases and cases[0] in ground.lexicon.setting.partners:
            out += ground.named(c)
    return out
