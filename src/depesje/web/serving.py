"""Serves the pages of one ledger, until it is told to stop."""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Sequence

from depesje.errors import UserError
from depesje.ledger import Ledger
from depesje.ledger.corrections import journal
from depesje.web.settings import LOOPBACK, Settings

NOBODY = (
    "nobody could log in: let somebody in with 'depesje user add NAME --role admin',"
    " or serve everybody who can reach this address with --no-login"
)


def settings_for(
    ledger: Ledger, bind: str, names: Sequence[str] = (), *, secure: bool = False, no_login: bool = False
) -> Settings:
    """How to serve at an address: this machine alone needs no login.

    Raises ``UserError`` where others could ask and nobody could log in, unless it is told that none is needed.
    """
    given = {name.strip().lower().rstrip(".") for name in names}
    beyond = not is_loopback(bind) or any(not is_loopback(name) for name in given)
    login = beyond and not no_login
    if login and not ledger.users.any_can_log_in():
        raise UserError(NOBODY)
    hosts = LOOPBACK | given
    if not is_loopback(bind):
        hosts |= (
            {bind.lower()} if not _is_any(bind) else {socket.gethostname().lower(), socket.getfqdn().lower()}
        )
    return Settings(hosts=frozenset(hosts), login=login, secure=secure, local=journal.author().who)


def is_loopback(name: str) -> bool:
    """Whether a name or address is this machine's own for itself."""
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def serve(ledger: Ledger, settings: Settings, bind: str, port: int, *, behind_proxy: bool = False) -> None:
    """Answer requests until the process is told to stop (by a signal)."""
    import uvicorn

    from depesje.web.app import create_app
    from depesje.web.rendering import prepare

    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    prepare()
    uvicorn.run(
        create_app(ledger, settings),
        host=bind,
        port=port,
        log_level="warning",
        access_log=False,  # what people look for is nobody's business
        server_header=False,
        proxy_headers=behind_proxy,
        h11_max_incomplete_event_size=64_000,
        timeout_graceful_shutdown=5,
    )


def _is_any(bind: str) -> bool:
    try:
        return ipaddress.ip_address(bind).is_unspecified
    except ValueError:
        return False
