"""``depesje serve``: the analysts' pages."""

from __future__ import annotations

from typing import Annotated

import typer

from depesje.cli.common import USAGE, LedgerOption, can_listen, complain, opened, plain_failures

PORT = 8420


def serve(
    bind: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; this machine alone by default.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = PORT,
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST", help="A name that browsers ask for, as ledger.example.org; again for another."
        ),
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="Browsers come by https alone, to a proxy before this.")
    ] = False,
    behind_proxy: Annotated[
        bool,
        typer.Option(
            "--behind-proxy", help="Believe a proxy on this machine which address a browser comes from."
        ),
    ] = False,
    no_login: Annotated[
        bool,
        typer.Option("--no-login", help="Let everybody who can reach it do everything, without a login."),
    ] = False,
    ledger: LedgerOption = None,
) -> None:
    """Serve the analysts' pages over a ledger; elsewhere than on this machine, users must log in (depesje user add)."""
    from depesje.errors import UserError

    with plain_failures(), opened(ledger) as book:
        from depesje.web.serving import serve as served
        from depesje.web.serving import settings_for

        try:
            settings = settings_for(book, bind, name or (), secure=https, no_login=no_login)
        except UserError as error:
            complain(error)
            raise typer.Exit(USAGE) from None
        can_listen(bind, port)
        shown = f"[{bind}]" if ":" in bind else bind
        entrance = "users log in" if settings.login else "no login; corrections are made as " + settings.local
        typer.echo(f"{book.name} at http://{shown}:{port}/ ({entrance}). Ctrl-C stops.")
        served(book, settings, bind, port, behind_proxy=behind_proxy)
