"""Makes a loaded pipeline faster and leaves what it computes as it is.

Two things take most of a convolutional pipeline's time: matrix products, and vectors of words put together of their parts.

- spaCy multiplies with BLIS, which does a third of what the OpenBLAS in numpy's wheels does (measured: docs/speed.md).
  OpenBLAS by itself starts a thread a core, which stand in one another's way as soon as two processes read: where it has
  not been asked for one (``depesje.cores``), BLIS stays.
- News uses the same words again and again: the vectors of the last thousands are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from depesje import cores

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

_KEPT = 1 << 14  # vectors


def tune(nlp: Pipeline) -> None:
    """Tunes a pipeline; harmless where there is nothing to be gained."""
    from depesje.language.vectors import kept

    if multiplies_alone():
        _by_numpy(nlp)
    vectors = kept(nlp.vocab.vectors, _KEPT)
    if vectors is not None:
        nlp.vocab.vectors = vectors


def multiplies_alone() -> bool:
    """Whether numpy multiplies with OpenBLAS on one thread."""
    import numpy as np

    built: Any = np.show_config(mode="dicts")
    return cores.is_one() and "openblas" in built.get("Build Dependencies", {}).get("blas", {}).get(
        "name", ""
    )


def _by_numpy(nlp: Pipeline) -> None:
    from thinc.api import Model, NumpyOps

    ops = NumpyOps(use_blis=False)
    models: Iterable[Any] = (getattr(component, "model", None) for _, component in nlp.pipeline)
    for model in models:
        if isinstance(model, Model):
            for node in model.walk():
                if isinstance(node.ops, NumpyOps):
                    node.ops = ops
