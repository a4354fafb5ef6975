"""Runs the fuzzer on one reader: ``python -m tests.fuzz READER [CORPUS] [libFuzzer's options]``.

READER is the name of a module in ``depesje/intake/formats``, or ``any``: whichever the content asks for.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from datetime import date
from pathlib import Path

import atheris

TODAY = date(2023, 5, 2)


def check(data: bytes, reader: str) -> None:
    """Reads these bytes; whatever is not a report or a problem as they should be is an error."""
    from depesje.errors import Problem
    from depesje.intake import Origin, dates, formats
    from depesje.records import Report

    origin = Origin("inn", TODAY)
    if reader == "any":
        found = formats.reports(data, origin)
    else:
        module = importlib.import_module(f"depesje.intake.formats.{reader}")
        module.fits(data, origin)
        found = module.read(data, origin)
    for item in found:
        if isinstance(item, Problem):
            assert item.reason and "\n" not in str(item), item
        else:
            assert isinstance(item, Report) and item.text.strip(), item
            "".join(
                filter(None, (item.id, item.text, item.title, item.publisher, item.agency, *item.authors))
            ).encode()
            assert "\0" not in item.text
            first = dates.earliest(item.published) if item.published else None
            assert first is None or first <= TODAY, item


def main() -> None:
    """Fuzzes until time is up or something is found, which ends it with a status other than 0."""
    reader, *rest = sys.argv[1:]
    with atheris.instrument_imports(
        include=["depesje.intake", "feedparser", "email"], enable_loader_override=False
    ):
        importlib.import_module("depesje.intake.formats")
        importlib.import_module("feedparser")
    from tests.fuzz.seeds import seeds

    with tempfile.TemporaryDirectory() as made:
        corpus = Path(rest.pop(0)) if rest and not rest[0].startswith("-") else Path(made)
        corpus.mkdir(exist_ok=True)
        for number, seed in enumerate(seeds()[reader]):
            (corpus / f"seed{number}").write_bytes(seed)
        # A report is no more than a few kilobytes here: what is found is found in small inputs, and more of them.
        options = [sys.argv[0], str(corpus), "-timeout=30", "-rss_limit_mb=1500", "-max_len=16384", *rest]
        atheris.Setup(options, lambda data: check(data, reader))
        atheris.Fuzz()


main()
