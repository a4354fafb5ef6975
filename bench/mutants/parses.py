"""What texts parse as, kept from one fault to the next: a fault in reading/ or ledger/ makes no parse another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FULL = 20_000
New = list[tuple[int, str]]


class Parses:
    """The parses of the pipelines' texts, each made once.

    A child that is forked off uses what is there and notes in ``new``, by the number of the pipeline, what it had to parse
    itself; its parent ``learn``s that. Pipelines with components of Depesje's own, which read, are to be left out.
    """

    def __init__(self, pipelines: Sequence[Language]) -> None:
        self.new: New = []
        self._pipelines = [(nlp, nlp.pipe, tuple(nlp.pipe_names)) for nlp in pipelines]
        self._docs: dict[tuple[int, str], Doc] = {}
        for number, nlp in enumerate(pipelines):
            nlp.pipe = lambda texts, number=number, **how: self._pipe(number, texts, **how)  # type: ignore[method-assign,assignment]

    def learn(self, new: Iterable[Sequence[int | str]]) -> None:
        """Parses what a child had to parse, so that the next one need not; once there is enough of it, nothing more."""
        texts: dict[int, list[str]] = defaultdict(list)
        for number, text in new:
            texts[int(number)].append(str(text))
        for number, each in texts.items():
            if len(self._docs) < FULL:
                list(self._pipe(number, each))
        self.new.clear()

    def _pipe(self, number: int, texts: Iterable[str | Doc], **how: object) -> Iterator[Doc]:
        """In place of a pipeline's own ``pipe``."""
        nlp, parsed, names = self._pipelines[number]
        given = list(texts)
        plain = [text for text in given if isinstance(text, str)]
        if how.keys() - {"batch_size"} or tuple(nlp.pipe_names) != names or len(plain) < len(given):
            yield from parsed(given, **how)  # type: ignore[call-overload]
            return
        keys = [(number, text) for text in plain]
        missing = [key for key in dict.fromkeys(keys) if key not in self._docs]
        for key, doc in zip(missing, parsed([text for _, text in missing]), strict=True):
            self._docs[key] = doc
        self.new += missing
        yield from (self._docs[key] for key in keys)
