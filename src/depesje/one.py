"""Reads one report for a program: what ``depesje.read`` does."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from depesje import intake
from depesje.errors import IntakeError, Problem
from depesje.intake.files import STDIN
from depesje.intake.identity import ledger_id
from depesje.records import Record, Report

_LONGEST_PATH = 1024


def read_one(
    text_or_path: str | Path | Report,
    *,
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
) -> Record:
    """The record of one report; raises ``IntakeError`` or ``LanguageError`` where it cannot be read."""
    from depesje.reading import read_report

    report = _report(text_or_path, published, language)
    return read_report(report if title is None else replace(report, title=title))


def _report(given: str | Path | Report, published: str | None, language: str | None) -> Report:
    if isinstance(given, Report):
        return _overridden(given, published, language)
    if isinstance(given, Path) or _names_file(given):
        loaded = list(intake.load([given], published=published, language=language))
    else:
        stream = io.BytesIO(given.encode("utf8", "surrogatepass"))
        loaded = list(intake.load([STDIN], published=published, language=language, stdin=stream))
    reports = [one for one in loaded if isinstance(one, Report)]
    if len(reports) > 1:
        name = given if isinstance(given, Path) or _names_file(given) else "the text"
        raise IntakeError(f"{name}: {len(reports)} reports; read them with depesje.intake.load")
    if not reports:
        problem = next(one for one in loaded if isinstance(one, Problem))
        raise IntakeError(problem.reason if problem.source == STDIN else str(problem))
    only = reports[0]
    # Programs keep what they read, so it gets the identity that a ledger knows it by, not its file's name.
    return replace(only, id=ledger_id(only))


def _names_file(text: str) -> bool:
    """Whether a string is the path of an existing file rather than a report's text."""
    return len(text) <= _LONGEST_PATH and text.isprintable() and os.path.isfile(text)


def _overridden(report: Report, published: str | None, language: str | None) -> Report:
    from depesje.intake import dates, meta

    if language is not None:
        if language not in meta.LANGUAGES:
            raise IntakeError(f"unknown language {language!r} (known: {', '.join(meta.LANGUAGES)})")
        report = replace(report, language=meta.LANGUAGES[language])
    if published is not None:
        try:
            checked = dates.published(published, date.today())
        except dates.DateError as error:
            raise IntakeError(str(error)) from None
        report = replace(report, published=checked, date_evidence="given")
    return report
