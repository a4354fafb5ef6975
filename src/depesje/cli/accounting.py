"""``depesje accounts``: the exchanges of a ledger, and of one the accounts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.options import Answer, listing
from depesje.questions import ExchangeQuestion

if TYPE_CHECKING:
    from rich.table import Table

    from depesje.ledger import AccountsRow, ExchangeRow


@listing(
    ExchangeQuestion,
    party="Who took part.",
    per="Whose account there is.",
    on="What can have been held at this time.",
)
def accounts(
    answer: Answer,
    exchange: Annotated[
        str | None, typer.Argument(metavar="EXCHANGE", help="Show the accounts of this one (ex-7).")
    ] = None,
) -> None:
    """List calls, meetings, letters and the like, newest first; of one, what each source tells of it."""
    if exchange is None:
        answer.list(ExchangeQuestion, _exchanges, "newest")
        return
    asked = {name: value for name, value in answer.asked.items() if value and name != "limit"}
    if asked.keys() - {"known"}:
        raise typer.BadParameter("an exchange that is named goes with --known alone")
    answer.show_one(answer.book.accounts(exchange, **asked), _accounts)


def _exchanges(rows: Sequence[ExchangeRow], width: int) -> Table:
    from depesje import show

    return show.exchange_list(rows, width)


def _accounts(row: AccountsRow, width: int) -> Sequence[Table]:
    from depesje import show

    return show.accounts(row, width)
