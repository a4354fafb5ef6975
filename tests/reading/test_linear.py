"""What reading costs grows with the words of a report, not with their square: not in its actors, nor in its statements."""

import time
from dataclasses import fields, replace

import pytest

from depesje.language import pipeline, syntax
from depesje.language.syntax import Entity, Paragraph, Parse
from depesje.reading.reader import read_parse
from depesje.records import Report

TEXT = """\
Vestøya krever svar før fredag

HAVNSTAD (NTB): Utenriksminister Ingrid Sollie krever at Russland trekker flåten tilbake fra sundet innen fredag.

– Vi vil svare med sanksjoner dersom kravet ikke blir møtt, sa Sollie på en pressekonferanse i Oslo torsdag.

Russlands president Vladimir Putin avviste kravet i en samtale med Frankrikes president Emmanuel Macron onsdag, ifølge Kreml.

– Dette er «en farlig provokasjon», sier generalsekretær Jens Larsen i Nato til avisen Kysten. – Vi ber begge parter møtes.

To danske fregatter kom til Havnstad mandag. «Vi kom for å bli», sier kaptein Nils Bratlie, som ikke vil si hvor lenge.
Sollie lovet at Vestøya skal sende et skriftlig svar til Russland i neste uke, og at samtalene fortsetter i Wien.
"""
NAMES = ("Sollie", "Larsen", "Bratlie")
FEW, MANY = 24, 192


@pytest.fixture(scope="module")
def parse() -> Parse:
    nlp = pipeline.load("nb")
    spans = syntax.paragraphs(TEXT)
    return syntax.from_docs(
        TEXT, (((a, b), nlp(syntax.plain(TEXT[a:b]))) for a, b in spans), pipeline.scheme(nlp)
    )


def copies(parse: Parse, times: int, *, renamed: bool) -> Parse:
    """The parse of the text written again and again; ``renamed`` gives each copy other people, with names as long."""
    out = Parse("".join(_copy(parse.text, n, renamed) for n in range(times)))
    for n in range(times):
        tokens, chars, sentences = len(out.words), n * len(parse.text), len(out.sentences)
        out.words += [_copy(word, n, renamed) for word in parse.words]
        out.lemma += [_copy(word, n, renamed) for word in parse.lemma]
        for name in ("pos", "dep", "rel", "feats"):
            getattr(out, name).extend(getattr(parse, name))
        out.head += [tokens + h for h in parse.head]
        out.start += [chars + c for c in parse.start]
        out.end += [chars + c for c in parse.end]
        out.sent += [sentences + s for s in parse.sent]
        out.sentences += [(tokens + a, tokens + b) for a, b in parse.sentences]
        out.paragraphs += [
            Paragraph(chars + p.start, chars + p.end, tokens + p.first, tokens + p.last)
            for p in parse.paragraphs
        ]
        out.entities += [replace(e, first=tokens + e.first, last=tokens + e.last) for e in parse.entities]
        out.people |= {tokens + a: tokens + b for a, b in parse.people.items()}
        out.named |= {tokens + i for i in parse.named}
    out.lower = [word.lower() for word in out.words]
    syntax._link(out)
    return out


def _copy(text: str, n: int, renamed: bool) -> str:
    letters = "".join("bdfgklmnprstvwxz"[n >> shift & 15] for shift in (4, 0))
    for name in NAMES if renamed else ():
        text = text.replace(name, name[:-3] + letters + name[-1])
    return text


def seconds(parse: Parse) -> float:
    """The processor time of reading."""
    report = Report("long", parse.text, language="nb", published="2031-01-09")
    started = time.process_time()
    read_parse(report, parse)
    return time.process_time() - started


def test_copies_read_as_the_text_does(parse: Parse) -> None:
    again = copies(parse, 1, renamed=False)
    for field in fields(Parse):
        assert getattr(again, field.name) == getattr(parse, field.name), field.name
    assert parse.entities and isinstance(parse.entities[0], Entity)
    record = read_parse(Report("x", TEXT, language="nb"), parse)
    assert len(record.statements) > 5 and record.events and record.matters and record.exchanges


@pytest.mark.parametrize("renamed", [False, True], ids=["one actor, many times", "many actors"])
def test_a_word_costs_the_same_in_a_long_report(parse: Parse, renamed: bool) -> None:
    few, many = (copies(parse, times, renamed=renamed) for times in (FEW, MANY))
    # Three tries: what else the machine does may slow one of the two alone.
    assert any(seconds(many) / MANY < 2 * seconds(few) / FEW for _ in range(3))
