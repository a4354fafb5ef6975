"""Secrets that are given out once and kept only as digests, and passwords."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from typing import TYPE_CHECKING

from depesje.errors import UserError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = (
    12,
    1000,
)  # characters of a password; NIST SP 800-63B-4 asks for 15, or 8 beside another factor
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$vmz9X6KeV5SxrJQpiaM67w$YCunWhDg3OcAxMXS2XkoGrUyy9FHowS6yGsB0X1h5oU"


def new_secret() -> str:
    """A secret that nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of such a secret. It is too long to be guessed, so no salt and no slow hash is needed."""
    return hashlib.sha256(secret.encode("utf8", "surrogatepass")).hexdigest()


def hashed(password: str) -> str:
    """What is kept of a password; raises ``UserError`` where it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UserError(
            "a password has %(shortest)s to %(longest)s characters", shortest=SHORTEST, longest=LONGEST
        )
    try:
        return _hasher().hash(password)
    except UnicodeEncodeError:
        raise UserError("a password cannot have broken characters (lone surrogates)") from None


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one that is kept; takes as long where none is."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        _hasher().verify(kept or _NOBODY, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return kept is not None


def is_stale(kept: str) -> bool:
    """Whether a password should be hashed anew, by today's parameters."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # Argon2id by RFC 9106's second recommended option
