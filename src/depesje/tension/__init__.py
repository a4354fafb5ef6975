"""Tension: how hostile what was done is, day by day, and on whose words each point rests; see docs/tension.md."""

from depesje.tension.index import Act, Point, Share, index

__all__ = ["Act", "Point", "Share", "index"]
