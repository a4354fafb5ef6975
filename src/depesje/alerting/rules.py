"""The file that says who is told of what: TOML, with each thing that is wrong in it named.

timezone = "Europe/Oslo"

[mail]
server = "smtp.avis.example"     # port = 587, security = "starttls" (or "tls", "none"), user, password-env
from = "depesje@avis.example"

[targets.desk]
mail = ["desk@avis.example"]
digest = "07:00"                 # all at once, each day

[targets.room]
webhook = "https://chat.avis.example/depesje"
secret-env = "DEPESJE_WEBHOOK_SECRET"

[targets.printer]
command = ["/usr/local/bin/varsle", "--stdin"]

[[rules]]
name = "Krav fra Russland"
by = "RUS"
kind = "demand"
targets = ["desk", "room"]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from depesje.errors import AlertError
from depesje.ledger.watching.matching import Rule
from depesje.questions import EventQuestion, MatterQuestion, StatementQuestion
from depesje.records import Act, Channel, EventType, MatterKind, Modality, Status

ZONE = "Europe/Oslo"
WITHIN = "30d"
_SPAN = re.compile(r"([1-9][0-9]{0,3})([dw])")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_VALUES: Mapping[str, Any] = {
    "act": Act, "channel": Channel, "type": EventType, "modality": Modality, "kind": MatterKind, "status": Status,
}  # fmt: skip
_ASKED = ("by", "to", "party", "per", "about", "act", "channel", "type", "modality", "kind", "dossier")
KEYS: Mapping[str, tuple[str, ...]] = {
    "the file": ("timezone", "mail", "targets", "rules"),
    "mail": ("server", "port", "security", "user", "password-env", "from"),
    "targets": ("mail", "webhook", "secret-env", "command", "digest"),
    "rules": ("name", "targets", *_ASKED, "status", "words", "within"),
}
"""What may stand in the file, and in each of its tables."""
_QUESTIONS = {"statements": StatementQuestion, "events": EventQuestion, "matters": MatterQuestion}


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes mail, and who it is from."""

    server: str
    sender: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_env: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Who is told, in one of three ways; with ``digest`` of all at once at that time of the day."""

    name: str
    mail: tuple[str, ...] = ()
    webhook: str | None = None
    secret_env: str | None = None
    command: tuple[str, ...] = ()
    digest: time | None = None


@dataclass(frozen=True, slots=True)
class Alerting:
    """A whole file of rules."""

    rules: tuple[Rule, ...]
    targets: Mapping[str, Target]
    zone: ZoneInfo
    mail: Mail | None = None

    def due(self, target: str, now: datetime) -> datetime:
        """When a target is told of what is found now: at once, or at its hour in the zone of the file."""
        digest = self.targets[target].digest
        if digest is None:
            return now
        here = now.astimezone(self.zone)
        at = datetime.combine(here.date(), digest, self.zone)
        if at <= here:
            at = datetime.combine(here.date() + timedelta(days=1), digest, self.zone)
        return at.astimezone(UTC)


def read(path: str | Path) -> Alerting:
    """The rules in a file; raises ``AlertError`` that names what is wrong in it."""
    file = Path(path)
    try:
        given = tomllib.loads(file.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise AlertError(f"{path}: cannot be read as rules: {str(error).splitlines()[0]}") from None
    try:
        return _alerting(given)
    except AlertError as error:
        raise AlertError(f"{path}: {error}") from None


def _alerting(given: dict[str, Any]) -> Alerting:
    _only(given, "the file", KEYS["the file"])
    mail = _mail(_table(given, "mail", "the file")) if "mail" in given else None
    targets = {
        name: _target(name, table, mail) for name, table in _table(given, "targets", "the file").items()
    }
    listed = given.get("rules", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed) or not listed:
        raise AlertError("there are no rules; each begins with [[rules]]")
    rules = tuple(_rule(number, one, targets) for number, one in enumerate(listed, start=1))
    names = [rule.name for rule in rules]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise AlertError(f"two rules are called {twice!r}; an alert is known by its rule's name")
    return Alerting(rules, targets, _zone(given.get("timezone", ZONE)), mail)


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise AlertError(f"timezone: there is no zone {name!r}; write it as Europe/Oslo") from None


def _mail(given: dict[str, Any]) -> Mail:
    where = "[mail]"
    _only(given, where, KEYS["mail"])
    server, sender = _string(given, "server", where), _string(given, "from", where)
    security = given.get("security", "starttls")
    if security not in ("starttls", "tls", "none"):
        raise AlertError(f"{where}: security is starttls, tls or none, not {security!r}")
    port = given.get("port", 465 if security == "tls" else 587)
    if isinstance(port, bool) or not isinstance(port, int) or not 0 < port < 65536:
        raise AlertError(f"{where}: port cannot be {port!r}")
    if not _ADDRESS.fullmatch(sender):
        raise AlertError(f"{where}: from is no address: {sender!r}")
    user = _string(given, "user", where) if "user" in given else None
    password = _variable(given, "password-env", where)
    if user and security == "none":
        raise AlertError(f"{where}: a password is not sent over a connection that is not secure")
    return Mail(server, sender, port, security, user, password)


def _target(name: str, given: object, mail: Mail | None) -> Target:
    where = f"[targets.{name}]"
    if not isinstance(given, dict):
        raise AlertError(f"{where}: is no table")
    _only(given, where, KEYS["targets"])
    if len(given.keys() & {"mail", "webhook", "command"}) != 1:
        raise AlertError(f"{where}: give one of mail, webhook and command")
    addresses = _strings(given, "mail", where)
    if bad := next((one for one in addresses if not _ADDRESS.fullmatch(one)), None):
        raise AlertError(f"{where}: {bad!r} is no address")
    if addresses and mail is None:
        raise AlertError(f"{where}: mail needs a server; say which under [mail]")
    webhook = _string(given, "webhook", where) if "webhook" in given else None
    if webhook is not None and not webhook.startswith(("https://", "http://")):
        raise AlertError(f"{where}: webhook is no address on the web: {webhook!r}")
    digest = given.get("digest")
    clock = _CLOCK.fullmatch(digest) if isinstance(digest, str) else None
    if digest is not None and clock is None:
        raise AlertError(f'{where}: digest is a time of the day, like "07:00", not {digest!r}')
    return Target(
        name, addresses, webhook, _variable(given, "secret-env", where), _strings(given, "command", where),
        time(int(clock[1]), int(clock[2])) if clock else None,
    )  # fmt: skip


def _rule(number: int, given: dict[str, Any], targets: Mapping[str, Target]) -> Rule:
    name = given.get("name")
    where = f"rule {name!r}" if isinstance(name, str) and name.strip() else f"rule {number}"
    _only(given, where, KEYS["rules"])
    _string(given, "name", where)
    told = _strings(given, "targets", where)
    if not told:
        raise AlertError(f'{where}: targets says who is told, like targets = ["desk"]')
    if unknown := next((one for one in told if one not in targets), None):
        raise AlertError(f"{where}: there is no target {unknown!r}; there are {', '.join(targets) or 'none'}")
    asked = {key: _value(given, key, where) for key in _ASKED if key in given}
    status = tuple(_one_of("status", one, where) for one in _either(given, "status", where))
    fitting = {
        what: question(**asked)
        for what, question in _QUESTIONS.items()
        if asked.keys() <= {field.name for field in fields(question)} and (what == "matters" or not status)
    }
    if not fitting:
        raise AlertError(
            f"{where}: no record has {' and '.join([*asked, *(['status'] if status else [])])} at once"
        )
    if not asked and not status and "words" not in given:
        raise AlertError(f"{where}: asks for everything; give party, kind, act, dossier, status or words")
    words = _string(given, "words", where) if "words" in given else None
    return Rule(
        name=str(name), targets=told, words=words, status=status, within=_within(given, where), **fitting
    )


def _within(given: dict[str, Any], where: str) -> timedelta | None:
    value = given.get("within", WITHIN)
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if value == "always":
        return None
    if found is None:
        raise AlertError(f'{where}: within is a span like 7d or 2w, or "always", not {value!r}')
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))


def _value(given: dict[str, Any], key: str, where: str) -> str:
    value = _string(given, key, where)
    return _one_of(key, value, where) if key in _VALUES else value


def _one_of(key: str, value: str, where: str) -> Any:
    known = get_args(_VALUES[key])
    for one in known:
        if one.casefold() == value.casefold():
            return one
    raise AlertError(f"{where}: {key} cannot be {value!r}; there are {', '.join(known)}")


def _either(given: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    """One string or a list of them."""
    return (given[key],) if isinstance(given.get(key), str) else _strings(given, key, where)


def _strings(given: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = given.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise AlertError(f"{where}: {key} is a list of strings")
    if key in given and not value:
        raise AlertError(f"{where}: {key} is empty")
    return tuple(value)


def _string(given: dict[str, Any], key: str, where: str) -> str:
    value = given.get(key)
    if not isinstance(value, str) or not value.strip():
        raise AlertError(f"{where}: {key} {'is missing' if value is None else 'is to be a string'}")
    return value.strip()


def _variable(given: dict[str, Any], key: str, where: str) -> str | None:
    """The name of a variable of the environment that holds a secret: none stands in a file."""
    if key not in given:
        return None
    value = _string(given, key, where)
    if not _VARIABLE.fullmatch(value):
        raise AlertError(f"{where}: {key} is the name of a variable of the environment, not {value!r}")
    return value


def _table(given: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    value = given.get(key, {})
    if not isinstance(value, dict):
        raise AlertError(f"{where}: {key} is no table")
    return value


def _only(given: dict[str, Any], where: str, known: tuple[str, ...]) -> None:
    for key in given:
        if key not in known:
            raise AlertError(f"{where}: there is no {key!r}; there are {', '.join(sorted(known))}")
