"""Parquet with named columns: one report a row. Needs pyarrow (``pip install 'depesje[parquet]'``)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from depesje.errors import Problem
from depesje.intake.formats import rows
from depesje.intake.origin import MANY, Origin, too_many
from depesje.records import Report

LARGEST = 200_000_000
_MARK = b"PAR1"
_BATCH = 100


def fits(data: bytes, origin: Origin) -> bool:
    """Whether these bytes begin as Parquet does."""
    return data.startswith(_MARK)


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The reports in this table; a row that fails is named by its number."""
    try:
        from pyarrow import parquet
    except ImportError:
        yield Problem(origin.name, "Parquet; to read it: pip install 'depesje[parquet]'")
        return
    number = 0
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        known = rows.fields(file.schema_arrow.names)
        if not rows.have_text(known):
            yield Problem(origin.name, rows.NO_TEXT)
            return
        for batch in file.iter_batches(_BATCH, columns=list(known)):
            for values in batch.to_pylist():
                number += 1
                if number > MANY:
                    yield Problem(origin.name, too_many())
                    return
                yield rows.read(values, known, origin.entry(number, "row"), guessed=False)
    except Exception as error:  # another library over a file that may hold anything
        yield Problem(
            origin.name, f"damaged Parquet after row {number}: {' '.join(str(error).split())[:120]}"
        )
