"""Depesje reads diplomatic news and keeps the ledger of a crisis: who said what to whom, and on whose word.

    import depesje
    record = depesje.read("– Vi vil svare, sier Lavrov til NTB.", published="2022-01")
    for statement in record.statements: ...

Everything heavy is imported on first use, so ``import depesje`` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesje import cores

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from depesje.ledger import Ledger
    from depesje.records import Record, Report
    from depesje.treaties import Answer

cores.ask_for_one()

__version__ = "0.1.0"
__all__ = ["__version__", "obligations", "open_ledger", "read"]


def read(
    text_or_path: str | Path | Report,
    *,
    published: str | None = None,
    language: str | None = None,
    title: str | None = None,
) -> Record:
    """Read one report: a ``Report``, a file (a ``Path``, or a string that names an existing file) or the text itself.

    ``published`` is an EDTF date (``2022-01-28``, ``2022-01``, ``2022``), ``language`` nb, nn or en; what is not given is
    taken from the report. The report's id is its web address where it has one, else its text's SHA-256. Raises a
    ``DepesjeError`` where the report cannot be read.
    """
    from depesje.one import read_one

    return read_one(text_or_path, published=published, language=language, title=title)


def open_ledger(target: str | Path | None = None, *, create: bool = True) -> Ledger:
    """Open the ledger in a file or a PostgreSQL database (``postgresql://…``), which is made where there is none.

    By default ``$DEPESJE_LEDGER``, else ``./depesje.db``.
    """
    from depesje.ledger import open_ledger as opened

    return opened(target, create=create)


def obligations(question: str, on: str | date | None = None) -> Answer:
    """Who is bound to what by which treaty if one state attacks another: "RUS attacks LTU", "Russland angriper Litauen".

    ``on`` is a day or an EDTF date, today by default. The answer has lines, each with its source, and remarks; it is no
    legal advice. Raises a ``DepesjeError`` where the question cannot be understood.
    """
    from depesje.treaties import obligations as answered

    return answered(question, on)
