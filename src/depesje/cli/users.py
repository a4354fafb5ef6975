"""``depesje user``: who may use the pages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depesje.cli.common import USAGE, JsonOption, LedgerOption, complain, opened, plain_failures

if TYPE_CHECKING:
    from depesje.ledger.users import User

app = typer.Typer(
    name="user",
    help="Let people use the pages (depesje serve) where they are served to others than this machine.",
    no_args_is_help=True,
)
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="The name they log in by; corrections are made under it.")
]
PasswordFrom = Annotated[
    bool,
    typer.Option(
        "--password-stdin", help="Take the password from standard input's first line; else it is asked for."
    ),
]


@app.command()
def add(
    name: Name,
    role: Annotated[
        Literal["reader", "editor", "admin"],
        typer.Option(help="A reader looks, an editor corrects, an admin sees to what is left."),
    ] = "reader",
    password_stdin: PasswordFrom = False,
    ledger: LedgerOption = None,
) -> None:
    """Let somebody in."""
    with plain_failures(), opened(ledger) as book:
        _tell(book.users.add(name, role, _password(password_stdin)))


@app.command("list")
def list_(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """Show who may log in."""
    with plain_failures(), opened(ledger) as book:
        users = book.users.all()
        if json:
            from depesje.cli.options import print_json

            print_json(users)
            return
        for user in users:
            _tell(user)
        if not users:
            typer.echo("Nobody yet: depesje user add NAME")


@app.command()
def drop(name: Name, ledger: LedgerOption = None) -> None:
    """Let somebody in no longer; the corrections that they made stay under their name."""
    with plain_failures(), opened(ledger) as book:
        typer.echo(f"{book.users.drop(name).name} is let in no longer")


@app.command()
def password(name: Name, password_stdin: PasswordFrom = False, ledger: LedgerOption = None) -> None:
    """Give somebody another password, and end their sessions."""
    with plain_failures(), opened(ledger) as book:
        book.users.called(name)
        _tell(book.users.set_password(name, _password(password_stdin)))


@app.command()
def role(
    name: Name,
    role: Annotated[Literal["reader", "editor", "admin"], typer.Argument(help="What they may do.")],
    ledger: LedgerOption = None,
) -> None:
    """Let somebody do more or less."""
    with plain_failures(), opened(ledger) as book:
        _tell(book.users.set_role(name, role))


@app.command()
def token(
    name: Name,
    called: Annotated[str, typer.Argument(metavar="PURPOSE", help="What the token is for.")] = "",
    drop: Annotated[int | None, typer.Option(metavar="NUMBER", help="Take this token back instead.")] = None,
    ledger: LedgerOption = None,
) -> None:
    """Make a token for a program that asks the API in somebody's name; without a purpose, list theirs."""
    if called and drop is not None:
        raise typer.BadParameter("give a purpose for a new token, or --drop for an old one")
    with plain_failures(), opened(ledger) as book:
        user = book.users.called(name)
        if drop is not None:
            book.users.drop_token(user, drop)
            typer.echo(f"token {drop} is taken back")
        elif called:
            made, secret = book.users.new_token(user, called)
            typer.echo(f"token {made.number}, told this once:\n{secret}")
        else:
            for one in book.users.tokens(user):
                used = f"last used {one.used_at[:10]}" if one.used_at else "never used"
                typer.echo(f"{one.number}  {one.name}  made {one.since[:10]}, {used}")


def _tell(user: User) -> None:
    typer.echo(f"{user.name}  {user.role}{'' if user.can_log_in else '  (no password: cannot log in)'}")


def _password(from_stdin: bool) -> str:
    """The password that a person gives, never on the command line, where others see it."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        complain("no terminal to ask for the password; give it on standard input with --password-stdin")
        raise typer.Exit(USAGE)
    given: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return given
