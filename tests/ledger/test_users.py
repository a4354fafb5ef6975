"""Those who log in, on both engines: what lets them in, what ends that, and what is kept for each."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from depesje.errors import DepesjeError, UnusableError, UserError
from depesje.ledger import Ledger
from depesje.ledger.users import accounts, secrets, sessions
from tests.places import Place

PASSWORD = "fire ord om sundet"


def test_names_are_one_whatever_their_case(ledger: Ledger) -> None:
    assert ledger.users.add("Åse  Lind", "editor", PASSWORD).name == "Åse Lind"
    assert ledger.users.called("åse lind").role == "editor"
    with pytest.raises(UserError, match="already"):
        ledger.users.add("ÅSE LIND")


@pytest.mark.parametrize("name", ["", "  ", "…", "x" * 81, "Åse\x07"])
def test_what_is_no_name_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(UserError, match="no name"):
        ledger.users.add(name)


def test_roles_hold_one_another(ledger: Ledger) -> None:
    editor = ledger.users.add("Edda", "editor")
    assert (editor.may("reader"), editor.may("editor"), editor.may("admin")) == (True, True, False)
    with pytest.raises(UserError, match="no role"):
        ledger.users.add("Olav", "king")


@pytest.mark.parametrize("password", ["short", "x" * 1001, "\ud800" * 20])
def test_a_password_that_cannot_be_is_refused(ledger: Ledger, password: str) -> None:
    with pytest.raises(UserError):
        ledger.users.add("Edda", "editor", password)
    assert ledger.users.all() == []


def test_only_the_password_lets_in(ledger: Ledger) -> None:
    ledger.users.add("Edda", "editor", PASSWORD)
    ledger.users.add("Uten", "editor")
    for name, given in (
        ("Edda", PASSWORD + "x"),
        ("Edda", ""),
        ("Uten", ""),
        ("Uten", PASSWORD),
        ("Ingen", PASSWORD),
    ):
        assert ledger.users.log_in(name, given) is None
    found = ledger.users.log_in("edda", PASSWORD)
    assert found is not None
    user, secret = found
    assert ledger.users.in_session(secret) == user
    assert ledger.users.in_session(secret + "x") is None


@pytest.mark.parametrize("name", ["", " \n"])
def test_a_token_has_a_name(ledger: Ledger, name: str) -> None:
    user = ledger.users.add("Edda", "editor", PASSWORD)
    with pytest.raises(UserError, match=r"^a token needs a name"):
        ledger.users.new_token(user, name)
    assert ledger.users.tokens(user) == []


def test_no_secret_lies_in_the_ledger(ledger: Ledger, place: Place) -> None:
    user = ledger.users.add("Edda", "editor", PASSWORD)
    found = ledger.users.log_in("Edda", PASSWORD)
    _, token = ledger.users.new_token(user, "feeds")
    assert found is not None
    held = str(place.dump())
    for secret in (PASSWORD, found[1], token):
        assert secret not in held


def test_sessions_end_by_logging_out_and_by_another_password(ledger: Ledger) -> None:
    ledger.users.add("Edda", "editor", PASSWORD)
    secrets = [found[1] for _ in range(3) if (found := ledger.users.log_in("Edda", PASSWORD))]
    ledger.users.log_out(secrets[0])
    assert [ledger.users.in_session(secret) is not None for secret in secrets] == [False, True, True]
    ledger.users.set_password("Edda", PASSWORD + "!")
    assert not any(ledger.users.in_session(secret) for secret in secrets)
    assert ledger.users.log_in("Edda", PASSWORD) is None


@pytest.mark.parametrize("end", ["set_password", "drop"])
def test_what_ends_sessions_while_a_password_is_looked_at_lets_nobody_in(
    ledger: Ledger, place: Place, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    ledger.users.add("Ada", "admin", PASSWORD)
    ledger.users.add("Edda", "editor", PASSWORD)
    look = accounts.identified

    def slowly(*given: Any) -> Any:
        found = look(*given)
        told = ("Edda",) if end == "drop" else ("Edda", PASSWORD + "!")
        done = threading.Thread(target=getattr(ledger.users, end), args=told)
        done.start()
        done.join()
        return found

    monkeypatch.setattr(accounts, "identified", slowly)
    assert ledger.users.log_in("Edda", PASSWORD) is None
    assert place.sql("SELECT * FROM user_sessions") == []
    monkeypatch.undo()
    assert (ledger.users.log_in("Edda", PASSWORD + "!") is None) == (end == "drop")


def test_a_password_is_hashed_anew_without_ending_other_sessions(ledger: Ledger, place: Place) -> None:
    ledger.users.add("Edda", "editor", PASSWORD)
    first = ledger.users.log_in("Edda", PASSWORD)
    weaker = PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)
    place.sql("UPDATE users SET password = :weaker", weaker=weaker)
    assert first is not None and ledger.users.log_in("Edda", PASSWORD) is not None
    assert ledger.users.in_session(first[1]) is not None
    ((kept,),) = place.sql("SELECT password FROM users")
    assert not secrets.is_stale(kept) and secrets.fits(kept, PASSWORD)


@pytest.mark.parametrize("bound", ["IDLE", "LIFE"])
def test_sessions_end_by_themselves(
    ledger: Ledger, place: Place, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    ledger.users.add("Edda", "editor", PASSWORD)
    found = ledger.users.log_in("Edda", PASSWORD)
    assert found is not None
    monkeypatch.setattr(sessions, bound, timedelta(0))
    assert ledger.users.in_session(found[1]) is None
    monkeypatch.undo()
    assert ledger.users.in_session(found[1]) is not None
    monkeypatch.setattr(sessions, bound, timedelta(0))
    assert ledger.users.log_in("Edda", PASSWORD) is not None
    assert len(place.sql("SELECT * FROM user_sessions")) == 1  # the ended one is swept away


def test_the_last_admin_stays(ledger: Ledger) -> None:
    ledger.users.add("Ada", "admin", PASSWORD)
    ledger.users.add("Edda", "editor", PASSWORD)
    for change in (lambda: ledger.users.drop("Ada"), lambda: ledger.users.set_role("Ada", "reader")):
        with pytest.raises(UserError, match="last admin"):
            change()
    ledger.users.set_role("Edda", "admin")
    ledger.users.drop("Ada")
    assert [user.name for user in ledger.users.all()] == ["Edda"]


def test_who_is_dropped_leaves_nothing(ledger: Ledger, place: Place) -> None:
    ledger.users.add("Ada", "admin", PASSWORD)
    user = ledger.users.add("Edda", "editor", PASSWORD)
    found = ledger.users.log_in("Edda", PASSWORD)
    _, token = ledger.users.new_token(user, "feeds")
    search = ledger.users.save_search(user, "sundet", {"words": "sund"})
    ledger.users.look(user, "reports")
    ledger.users.skip(user, [("statement", 1)])
    ledger.users.drop("Edda")
    assert found is not None and ledger.users.in_session(found[1]) is None
    assert ledger.users.with_token(token) is None
    assert ledger.users.search_fed_by(search.feed) is None
    tables = ("user_sessions", "user_tokens", "user_looks", "user_searches", "user_skips")
    assert [place.sql(f"SELECT * FROM {table}") for table in tables] == [[]] * 5


def test_searches_are_kept_for_each(ledger: Ledger) -> None:
    edda, rita = ledger.users.add("Edda"), ledger.users.add("Rita")
    search = ledger.users.save_search(edda, " sundet ", {"words": "«sund»", "by": "RUS"})
    assert (search.name, dict(search.asked)) == ("sundet", {"words": "«sund»", "by": "RUS"})
    assert ledger.users.search_fed_by(search.feed) == search
    assert ledger.users.searches(rita) == []
    with pytest.raises(UserError, match="a search needs a name"):
        ledger.users.save_search(rita, " \n", {"words": "sund"})
    with pytest.raises(UserError, match=f"^Rita keeps no search {search.number}$"):
        ledger.users.drop_search(rita, search.number)
    ledger.users.drop_search(edda, search.number)
    assert ledger.users.searches(edda) == []


def test_since_one_last_looked_is_since_the_visit_before(ledger: Ledger, place: Place) -> None:
    user = ledger.users.add("Edda")

    def seen(when: str) -> None:
        place.sql("UPDATE user_looks SET seen = :when", when=when)

    assert ledger.users.look(user, "reports") is None
    seen("2021-05-01T08:00:00.000000Z")
    assert ledger.users.look(user, "reports") == "2021-05-01T08:00:00.000000Z"
    assert ledger.users.look(user, "reports") == "2021-05-01T08:00:00.000000Z"  # the same visit
    assert ledger.users.look(user, "today") is None


def test_what_was_put_off_comes_up_again(ledger: Ledger) -> None:
    user = ledger.users.add("Edda")
    ledger.users.skip(user, [("statement", 1), ("event", 2)])
    ledger.users.skip(user, [("statement", 1)])
    assert ledger.users.skipped(user) == {("statement", 1), ("event", 2)}
    ledger.users.unskip(user, "event", 2)
    assert ledger.users.skipped(user) == {("statement", 1)}


def test_nothing_is_kept_for_who_was_dropped_meanwhile(ledger: Ledger) -> None:
    gone = ledger.users.add("Edda")
    ledger.users.drop("Edda")
    for keep in (
        lambda: ledger.users.new_token(gone, "feeds"),
        lambda: ledger.users.save_search(gone, "sundet", {"words": "sund"}),
        lambda: ledger.users.skip(gone, [("statement", 1)]),
    ):
        with pytest.raises(UserError, match="no user Edda any more"):
            keep()
    assert ledger.users.look(gone, "today") is None


def test_who_works_here_is_known_again(ledger: Ledger) -> None:
    assert ledger.users.local("Kari") == ledger.users.local("kari")
    assert not ledger.users.any_can_log_in()


def test_who_asks_is_answered_where_nothing_can_be_noted(path: Path, place: Place, ledger: Ledger) -> None:
    user = ledger.users.add("Edda", "editor", PASSWORD)
    found = ledger.users.log_in("Edda", PASSWORD)
    _, token = ledger.users.new_token(user, "feeds")
    assert found is not None
    for table, change in (("user_looks", "INSERT"), ("user_sessions", "UPDATE"), ("user_tokens", "UPDATE")):
        place.sql(
            f"CREATE TRIGGER full_{table} BEFORE {change} ON {table}"
            " BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
        )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sessions, "NOTED", timedelta(0))
        assert ledger.users.look(user, "today") is None
        assert ledger.users.in_session(found[1]) == user
        assert ledger.users.with_token(token) == user
    assert path.exists() and list(ledger.check()) == []


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_that_no_ledger_can_give_is_that_of_nothing(ledger: Ledger, number: int) -> None:
    kari = ledger.users.add("Kari")
    for ask in (
        lambda: ledger.users.drop_token(kari, number),
        lambda: ledger.users.drop_search(kari, number),
        lambda: ledger.watching.quarantined(number),
        lambda: ledger.dossier(f"do-{number}"),
    ):
        with pytest.raises(DepesjeError) as told:
            ask()
        assert not isinstance(told.value, UnusableError)


def test_any_number_of_alerts_is_delivered_at_once(ledger: Ledger) -> None:
    ledger.watching.sent_alerts(range(1, 70_000))
    assert ledger.watching.undelivered() == 0


def test_who_looks_again_at_once_is_not_written_down_again(ledger: Ledger, place: Place) -> None:
    user = ledger.users.add("Edda", "reader")
    assert ledger.users.look(user, "today") is None
    before = place.sql("SELECT seen FROM user_looks")
    assert ledger.users.look(user, "today") is None
    assert place.sql("SELECT seen FROM user_looks") == before
