"""``depesje mcp``: a ledger for assistants to ask."""

from __future__ import annotations

from typing import Annotated

import typer

from depesje.cli.common import LedgerOption, can_listen, opened, plain_failures
from depesje.errors import DepesjeError


def mcp(
    http: Annotated[
        int | None,
        typer.Option(
            "--http",
            min=1,
            max=65535,
            metavar="PORT",
            help="Listen on this port of this machine instead (http://127.0.0.1:PORT/mcp).",
        ),
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Let an assistant ask a ledger, by the Model Context Protocol on standard input and output; it can change nothing."""
    with plain_failures(), opened(ledger) as book:
        try:
            from depesje.mcp.serving import serve
        except ImportError as error:
            if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
                raise
            raise DepesjeError("assistants need the package mcp: pip install 'depesje[mcp]'") from None
        if http is not None:
            can_listen("127.0.0.1", http)
        serve(book, http)
