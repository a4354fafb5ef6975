"""``depesje user``: who is let in, and the tokens of programs."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]


def test_a_token_is_made_listed_and_taken_back(filled: Run) -> None:
    assert filled("user", "list").stdout == "Nobody yet: depesje user add NAME\n"
    filled("user", "add", "Edda", "--role", "editor", "--password-stdin", stdin="fire ord om sundet\n")
    told, secret = filled("user", "token", "Edda", "leser").stdout.splitlines()
    assert told == "token 1, told this once:" and len(secret) > 20
    assert filled("user", "token", "Edda").stdout.startswith("1  leser  made ")
    assert filled("user", "token", "Edda", "--drop", "1").stdout == "token 1 is taken back\n"
    assert filled("user", "token", "Edda").stdout == ""


def test_a_purpose_and_an_old_token_to_drop_are_not_taken_together(filled: Run) -> None:
    filled("user", "add", "Edda", "--password-stdin", stdin="fire ord om sundet\n")
    filled("user", "token", "Edda", "leser")
    refused = filled("user", "token", "Edda", "skriver", "--drop", "1")
    assert refused.exit_code == 2
    assert filled("user", "token", "Edda").stdout.startswith("1  leser  made ")
