"""Writes the reference anew and says what has changed."""

from __future__ import annotations

from reference import ROOT, write

if __name__ == "__main__":
    for path in write():
        print(path.relative_to(ROOT))
