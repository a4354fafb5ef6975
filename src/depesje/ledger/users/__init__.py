"""Those who log in: who they are, what lets them in, and what is kept for each of them."""

from depesje.ledger.users.accounts import ROLES, Role, User
from depesje.ledger.users.searches import SavedSearch
from depesje.ledger.users.tokens import Token
from depesje.ledger.users.users import Users

__all__ = ["ROLES", "Role", "SavedSearch", "Token", "User", "Users"]
