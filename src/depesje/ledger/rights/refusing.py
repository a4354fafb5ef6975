"""Which reports may not be added: those that were forgotten, and those whose rights are reserved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection

from depesje.errors import ForgottenError, LedgerError, ReservedError
from depesje.ledger.rights import tombstones
from depesje.ledger.rights.policies import Policies
from depesje.records import Report


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a report may not be added, as it is told after the report's name."""

    error: type[LedgerError]
    reason: str


def refusal(connection: Connection, report: Report, *, again: bool = False) -> Refusal | None:
    """Why a report may not be added; None where it may. ``again`` allows what was forgotten."""
    stone = None if again else tombstones.buried(connection, *known_by(report))
    if stone is not None:
        why = f" ({stone.why})" if stone.why else ""
        return Refusal(
            ForgottenError, f"was forgotten on {stone.when[:10]}{why}; --again adds it all the same"
        )
    if report.reserved is not None and Policies(connection).of(report).reserved != "keep":
        return Refusal(
            ReservedError,
            f"reserves its rights against text and data mining ({report.reserved.shown()}); if you may keep it all"
            " the same: depesje policy set SOURCE --reserved keep --because …",
        )
    return None


def refuse(connection: Connection, report: Report, *, again: bool = False) -> None:
    """Raise ``ForgottenError`` or ``ReservedError`` where a report may not be added; ``again`` allows the former."""
    found = refusal(connection, report, again=again)
    if found is not None:
        raise found.error(f"{report.id} {found.reason}")


def known_by(report: Report) -> tuple[str, str]:
    """What a forgotten report is known by when it comes again: its id, and its text's SHA-256."""
    return report.id, hashlib.sha256(report.text.encode("utf8", "surrogatepass")).hexdigest()
