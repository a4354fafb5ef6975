"""What may be kept of a source and of a person: policies, retention, and what is forgotten for good."""

from depesje.ledger.rights.outcomes import Applied, Forgotten, Target
from depesje.ledger.rights.policies import Policy, Terms
from depesje.ledger.rights.rights import Rights

__all__ = ["Applied", "Forgotten", "Policy", "Rights", "Target", "Terms"]
