"""A second reader on the command line: ``--assist URL``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.common import USAGE, complain, plain_failures
from depesje.errors import AssistError

if TYPE_CHECKING:
    from depesje.keeping import Read

MODEL = "DEPESJE_ASSIST_MODEL"
AssistOption = Annotated[
    str | None,
    typer.Option(
        "--assist",
        metavar="URL",
        help="Let a language model propose records, too: an OpenAI-compatible address, such as http://localhost:8080/v1. "
        "It is sent the reports' text.",
        show_default=False,
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--assist-model",
        metavar="NAME",
        help=f"Its name there; by default ${MODEL}.",
        show_default=False,
    ),
]


class Assistance:
    """What ``--assist`` asks for: a step between reading and keeping or printing; no step where it is not given."""

    def __init__(self, url: str | None, model: str | None) -> None:
        """Ends the command as wrong usage where the options cannot be."""
        self._assistant = None
        model = model or os.environ.get(MODEL, "")
        if url is None:
            return
        with plain_failures(USAGE):
            from depesje.assist import Assistant, Endpoint

            if not model:
                raise AssistError(f"name the assistant's model: --assist-model NAME, or ${MODEL}")
            self._assistant = Assistant(Endpoint.at(url, model))

    def __call__(self, read: Read) -> Read:
        """The records as they are read, with the assistant's part in them."""
        if self._assistant is None:
            return read
        from depesje.assist import assisted

        return assisted(read, self._assistant)

    def tell(self) -> None:
        """One line on what became of the assistant's proposals."""
        if self._assistant is None:
            return
        told = self._assistant.told
        named = ("agreed", "added", "differed", "refused")
        complain(f"assistant: {', '.join(f'{told[what]} {what}' for what in named)}")
