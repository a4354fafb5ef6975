"""How many look-ups of words are kept: news uses the same ones again and again, and no process may grow with rare ones."""

from __future__ import annotations

KEPT = 1 << 13
