"""Reads documents in a process of their own, so that none of them can take ours down, hold it up or fill its memory."""

from depesje.intake.working.limits import Limits
from depesje.intake.working.worker import Worker, named, needs_a_worker, reports

__all__ = ["Limits", "Worker", "named", "needs_a_worker", "reports"]
