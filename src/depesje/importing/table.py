"""Takes a person's own table into a ledger: a record a row, on its report or on a document in the drawer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from depesje.errors import CorrectionError, IntakeError, Problem
from depesje.importing import sheets
from depesje.importing.heads import Heads, heads_of, known
from depesje.importing.sheets import Sheet
from depesje.importing.values import cells, row_of
from depesje.intake import files
from depesje.language.sheetwords import even
from depesje.ledger import Ledger
from depesje.ledger.corrections.taking import Row, Taken

AT_ONCE = 200  # rows in one transaction: others may write in between


@dataclass(slots=True)
class Imported:
    """What came of a table: what its rows were to the ledger, and those that could not be taken in.

    ``passed`` are the sheets and columns that say nothing to the ledger, and those that were named and are not there.
    """

    taken: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    def count(self, outcome: str) -> int:
        """How many rows were ``added``, ``corrected`` or ``unchanged``."""
        return sum(one.outcome == outcome for one in self.taken)


def import_table(
    ledger: Ledger,
    path: str | Path,
    *,
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
    who: str | None = None,
    why: str | None = None,
    dry_run: bool = False,
) -> Imported:
    """Take in a CSV file or an Excel workbook; the same table again changes nothing.

    ``kind`` says what the rows are (statement, event or matter) where their heads do not; ``columns`` gives fields by head.
    Rows that cannot be taken in are named with file, row and column, the others are kept. Raises ``IntakeError`` where
    there is no table to read, ``CorrectionError`` for wrong usage.
    """
    known((columns or {}).values())
    done, name = Imported(), files.printable(Path(path).name)
    rows = _rows(sheets.read(path), name, kind, columns or {}, done)
    if dry_run:  # one transaction, so that later rows find what earlier ones would have brought
        _sort(ledger.take(list(rows), who=who, why=why, dry_run=True), done)
        return done
    while batch := list(islice(rows, AT_ONCE)):
        _sort(ledger.take(batch, who=who, why=why), done)
    return done


def _rows(
    found: Sequence[Sheet], name: str, kind: str | None, columns: Mapping[str, str], done: Imported
) -> Iterator[Row]:
    headed: list[tuple[Sheet, Heads]] = []
    for sheet in found:
        where = f"{name}, sheet {sheet.name!r}" if sheet.name else name
        try:
            heads = heads_of(sheet, kind, columns)
        except CorrectionError as error:
            raise IntakeError(f"{where}: {error}") from None
        if heads is None:
            done.passed.append(f"sheet {sheet.name!r}")
            continue
        headed.append((sheet, heads))
        done.passed += [f"column {head!r}" for head in heads.unknown]
    if not headed:
        raise IntakeError(f"{name}: no sheet holds statements, events or matters")
    there = {even(head) for _, heads in headed for head in heads.names.values()}
    done.passed += [f"no column {head!r}" for head in columns if even(head) not in there]
    for sheet, heads in headed:
        where = f"{name}, sheet {sheet.name!r}" if len(found) > 1 else name
        yield from _of_sheet(sheet, heads, name, where, done)


def _of_sheet(sheet: Sheet, heads: Heads, name: str, where: str, done: Imported) -> Iterator[Row]:
    for number, row in sheet.rows:
        if number <= heads.below:
            continue
        given = cells(heads, row)
        if not given.values:
            continue
        try:
            yield row_of(heads.kind, given, Path(name).stem, f"{where}, row {number}")
        except CorrectionError as error:
            column = given.heads.get(error.field or "", error.field)
            place = f"{where}, row {number}" + (f", column {column!r}" if column else "")
            done.problems.append(Problem(place, str(error)))


def _sort(outcomes: Sequence[Taken | Problem], done: Imported) -> None:
    done.problems += [one for one in outcomes if isinstance(one, Problem)]
    done.taken += [one for one in outcomes if isinstance(one, Taken)]
