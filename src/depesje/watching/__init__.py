"""Follows feeds, and keeps adding what they publish: what ``depesje watch`` does."""

from depesje.watching.following import Found, find_feeds
from depesje.watching.pace import Pace
from depesje.watching.retrying import retry
from depesje.watching.watcher import Told, Watcher

__all__ = ["Found", "Pace", "Told", "Watcher", "find_feeds", "retry"]
