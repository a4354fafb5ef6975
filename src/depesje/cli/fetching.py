"""What commands that fetch from the web share: their options, and the one who fetches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.common import USAGE, complain, plain_failures

if TYPE_CHECKING:
    from depesje.intake.fetching import Fetcher, Settings

AllowPrivate = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-private",
        metavar="HOST",
        help="A host that may lie in a private network (an intranet's); can be given more than once.",
        show_default=False,
    ),
]
Full = Annotated[
    bool,
    typer.Option("--full", help="Fetch the pages of a feed's entries where it holds but a summary of them."),
]


def settings(allow_private: list[str] | None, *, full: bool) -> Settings:
    """How to fetch, by $DEPESJE_FETCHING and the options; ends the command as wrong usage where these cannot be."""
    from depesje.intake import fetching

    with plain_failures(USAGE):
        held = fetching.settings().allowing(allow_private)
        return replace(held, full=full or held.full)


def fetcher(paths: Iterable[str], allow_private: list[str] | None, *, full: bool) -> Fetcher | None:
    """Who fetches the addresses among these paths; None where there are none."""
    from depesje.intake.webaddress import is_address

    if not any(map(is_address, paths)):
        return None
    from depesje.intake.fetching import Fetcher

    with plain_failures(USAGE):
        return Fetcher(settings(allow_private, full=full), tell=complain)
