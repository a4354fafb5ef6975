"""A line to paste: the quotation, who said it to whom and on whose word, publisher, date, link, and who has checked it."""

from __future__ import annotations

from collections.abc import Sequence

from depesje import edtf
from depesje.exports.options import Options
from depesje.exports.tables import PIECES
from depesje.language import outwords
from depesje.language.outwords import OutWords
from depesje.language.shownnames import shown
from depesje.ledger.whole import (
    Kept,
    KeptDivision,
    KeptEvent,
    KeptMatter,
    KeptReport,
    KeptStatement,
    Party,
    Words,
)


def citation(record: Kept, options: Options) -> str:
    """One record as a line of plain text in ``options.language``."""
    words = outwords.load(options.language)
    told = (
        lead(record, words, options),
        source(record, words),
        f"{record.id}, {words.review[record.review]}",
    )
    return plain(". ".join(part.rstrip(".") for part in told if part) + ".")


def lead(record: Kept, words: OutWords, options: Options) -> str:
    """What the record says, without where it is from."""
    if isinstance(record, KeptStatement):
        said = quoted(record.content, words, options)
        return f"{said} – {listed(speaker(record, words), *circumstances(record, words))}"
    if isinstance(record, KeptEvent):
        sides = listed(
            named(record.actor, words), words.types[record.type], addressed(record.recipient, words)
        )
        return f"{options.quoted(record.sentence)} – {listed(sides, told_by(record.per, words))}"
    if isinstance(record, KeptMatter):
        return f"{quoted(record.evidence, words, options)} – {matter(record, words, options)}"
    if isinstance(record, KeptDivision):
        about = options.quoted(record.about.exact) if record.about else ""
        topic = words.parts["about"].format(words=about) if about else ""
        return (
            f"{quoted(record.evidence, words, options)} – {listed(called(record.within.name, words), topic)}"
        )
    raise TypeError(type(record).__name__)


def matter(record: KeptMatter, words: OutWords, options: Options) -> str:
    """What lies on the table: its kind, between whom, under what condition, and what became of it."""
    sides = " ".join(filter(None, (named(record.by, words), addressed(record.to, words))))
    condition, deadline = record.condition, record.deadline
    return listed(
        f"{words.kinds[record.kind]} ({words.statuses[record.status]}): {sides}",
        told_by(record.per, words),
        words.parts["condition"].format(words=options.quoted(condition)) if condition else "",
        words.parts["deadline"].format(date=day(deadline, words)) if deadline else "",
        words.parts["contested"] if record.contested else "",
    )


def speaker(record: KeptStatement, words: OutWords) -> str:
    """Who said it, with the role that the report gives."""
    party = record.speaker
    if party is None:
        return record.surface.exact if record.surface else words.somebody
    name = called(party.name, words)
    return f"{name} ({shown(words.language).role(party.role)})" if party.role else name


def circumstances(record: KeptStatement, words: OutWords) -> tuple[str, ...]:
    """To whom, through which channel, on whose word."""
    return (
        words.parts["not_said"] if record.negated else "",
        addressed(record.to, words),
        words.channels[record.channel] if record.channel else "",
        told_by(record.per, words),
    )


def source(record: Kept, words: OutWords) -> str:
    """Publisher, title, date and link of the record's report."""
    return of_report(record.report, words)


def of_report(report: KeptReport, words: OutWords) -> str:
    """Publisher, title, date and link; a file's report has its id for a link."""
    title = " ".join((report.title or "").split())
    return listed(
        report.publisher or report.agency or words.no_publisher,
        f"{words.quotes[0]}{title}{words.quotes[1]}" if title else "",
        day(report.published, words),
        report.url or report.id,
    )


def quoted(pieces: Sequence[Words], words: OutWords, options: Options) -> str:
    """The report's words between the language's quotation marks, no longer than quotations may be."""
    opening, closing = words.quotes
    return f"{opening}{options.quoted(PIECES.join(piece.exact for piece in pieces))}{closing}"


def addressed(parties: Sequence[Party], words: OutWords) -> str:
    """To whom, in words."""
    return words.parts["to"].format(names=named(parties, words)) if parties else ""


def told_by(parties: Sequence[Party], words: OutWords) -> str:
    """On whose word, in words."""
    return words.parts["per"].format(names=named(parties, words)) if parties else ""


def called(name: str, words: OutWords) -> str:
    """What a state or a body is called in the language, by its name or code; others as they are named in the ledger."""
    return shown(words.language).code(name)


def named(parties: Sequence[Party], words: OutWords) -> str:
    """Names as a person lists them; somebody where there is none."""
    names = [called(party.name, words) for party in parties]
    if not names:
        return words.somebody
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {words.parts['and']} {names[-1]}"


def day(given: str | None, words: OutWords) -> str:
    """A date as a person tells it; one that is no day, month, year or time between two of these stays EDTF."""
    if not given:
        return words.undated
    part = words.parts
    between = edtf.in_words(
        given,
        lambda end: day(end, words),
        lambda begins: part["from"].format(date=begins),
        lambda ends: part["by"].format(date=ends),
    )
    if between is not None:
        return between
    date = given[:10] if "T" in given else given
    if edtf.parse(date) is None or not date.replace("-", "").isdigit():
        return given
    year, _, rest = date.partition("-")
    month, _, in_month = rest.partition("-")
    if not month or int(month) > len(words.months):
        return date
    name = words.months[int(month) - 1]
    if not in_month:
        return words.month.format(month=name, year=year)
    return words.day.format(day=int(in_month), month=name, year=year)


def listed(*parts: str) -> str:
    """Parts with commas between them; empty ones are left out."""
    return ", ".join(filter(None, parts))


def plain(line: str) -> str:
    """One line, without characters that a terminal or a page would obey."""
    return "".join(char for char in " ".join(line.split()) if char.isprintable())
