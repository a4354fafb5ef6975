"""A delivery that cannot be made is an ``AlertError`` of one line, whatever stood in its way."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesje.alerting.delivering import Postman
from depesje.alerting.message import Alert
from depesje.alerting.rules import Mail, Target
from depesje.errors import AlertError
from depesje.intake.fetching import Settings

from .receiving import mail_server

ALERT = Alert(
    "a1", "Krav", "st-1", None, "Sørlandia krever svar", "Sundet", "Avisa", "2031-05-08", "http://127.0.0.1/"
)


def test_a_password_beyond_ascii_cannot_be_sent_and_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POST", "blåbærsyltetøy")
    with mail_server() as server:
        mail = Mail("127.0.0.1", "depesje@avis.example", server.port, "none", "kari", "POST")
        with pytest.raises(AlertError, match="beyond ASCII") as told:
            Postman(mail, Settings()).deliver(Target("vakt", mail=("vakt@avis.example",)), [ALERT])
    assert "blåbær" not in str(told.value) and not server.letters


def test_certificates_that_have_gone_are_told(tmp_path: Path) -> None:
    gone = Settings(ca_file=str(tmp_path / "borte.pem"))
    with pytest.raises(AlertError, match="mail over"):
        Postman(Mail("127.0.0.1", "depesje@avis.example"), gone).deliver(
            Target("vakt", mail=("vakt@avis.example",)), [ALERT]
        )


def test_a_command_that_no_system_takes_is_told() -> None:
    with pytest.raises(AlertError, match="null"):
        Postman(None, Settings()).deliver(Target("skript", command=("cat", "a\0b")), [ALERT])
