"""Says what is installed and works, for ``depesje doctor``: nothing is changed, nothing is fetched.

An examination is a function that yields ``Sign``s. One that breaks is a sign itself, and the others are made all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from depesje.doctor.signs import Level, Sign

__all__ = ["Level", "Sign", "examine"]

Examination = Callable[[], Iterator[Sign]]


def examine(ledger: str | None, port: int) -> Iterator[Sign]:
    """How everything stands, each as soon as it is known; ``ledger`` as every command takes it, ``port`` for the pages."""
    from depesje.doctor import held, installed, surroundings

    examinations: dict[str, Examination] = {
        "python": installed.python,
        "packages": installed.packages,
        "extras": installed.extras,
        "pipelines": installed.pipelines,
        "locale": surroundings.letters,
        "folders": surroundings.folders,
        "ledger": partial(held.ledger, ledger),
        "pages": partial(surroundings.pages, port),
    }
    for name, examination in examinations.items():
        yield from _whatever_comes(name, examination)


def _whatever_comes(name: str, examination: Examination) -> Iterator[Sign]:
    try:
        yield from examination()
    except Exception as error:  # what is wrong here is what the doctor was called for
        said = " ".join(str(error).split()) or type(error).__name__
        yield Sign(name, "fail", said, "tell us of it, with this line, if it is not plain what is wrong")
