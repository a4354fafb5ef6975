"""What is tried here: the folders, the tests that may notice something, and what is read out of texts."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from .parses import Parses

ROOT = Path(__file__).parents[2]
FOLDERS = ("reading", "ledger")
BUT = ("/migrations/",)
UNMARKED = ("-m", "not slow and not soak and not browser and not server")
# Those left out start other processes, which know nothing of a fault put into this one, or look at how long things take.
TESTS = (
    *("--deselect", "tests/reading/test_linear.py"),
    *("tests/reading", "tests/ledger", "tests/language", "tests/exports", "tests/tension", "tests/treaties"),
    *("tests/web", "tests/cli", "tests/alerting", "tests/watching", "tests/importing", "tests/assist"),
    *(
        "tests/assistants",
        "tests/test_gold.py",
        "tests/test_accuracy.py",
        "tests/test_edtf.py",
        "tests/test_dayname.py",
    ),
)
# What is read out of whole reports is compared there with what was read before: of all tests these notice most.
FIRST = ("tests/reading/test_told.py",)
_SENTENCES = (("nb", "Ministeren sa nei."), ("nn", "Ministeren sa nei."), ("en", "The minister said no."))


def folder(name: str) -> Path:
    """Where the code of a folder lies."""
    return ROOT / "src" / "depesje" / name


def state() -> str:
    """A name for the code as it is: another where a line of the folders is."""
    found = hashlib.sha256()
    for path in sorted(path for name in FOLDERS for path in folder(name).rglob("*.py")):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:12]


def warm() -> Parses:
    """Loads what every reading needs, and forgets what was read; returns what keeps the pipelines' parses."""
    import depesje
    from depesje.language import pipeline

    for language, text in _SENTENCES:
        depesje.read(text, published="2026-03-02", language=language)
    forget()
    pipelines = {id(nlp): nlp for nlp in (pipeline.load(language) for language, _ in _SENTENCES)}
    return Parses(list(pipelines.values()))


def forget() -> None:
    """Empties the caches of the folders, as in a process that has read nothing."""
    for name, module in list(sys.modules.items()):
        if name.startswith(tuple(f"depesje.{each}" for each in FOLDERS)):
            for value in vars(module).values():
                clear = getattr(value, "cache_clear", None)
                if clear is not None:
                    clear()


class Texts:
    """Reports that are parsed once, to be read again and again."""

    def __init__(self, paths: Sequence[Path]) -> None:
        from depesje import intake
        from depesje.language import identify, pipeline, syntax
        from depesje.records import Report

        self.parsed = []
        for report in intake.load(paths, published=date.today().isoformat()):
            resolved = identify.resolve(report) if isinstance(report, Report) else report
            if isinstance(resolved, Report):
                nlp, spans = pipeline.load(str(resolved.language)), syntax.paragraphs(resolved.text)
                pieces = (syntax.plain(resolved.text[a:b]) for a, b in spans)
                docs = zip(spans, nlp.pipe(pieces), strict=True)
                self.parsed.append((resolved, syntax.from_docs(resolved.text, docs, pipeline.scheme(nlp))))

    def records(self) -> Iterator[tuple[str, object]]:
        """What is read out of each, by its name; of one that fails what went wrong."""
        from depesje.reading.reader import read_parse

        forget()
        for report, parse in self.parsed:
            try:
                yield report.id, read_parse(report, parse)
            except Exception as error:
                yield report.id, repr(error)
