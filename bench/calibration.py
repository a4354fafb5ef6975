"""How well the confidence of statements keeps its word, and what precision and recall it buys.

    python -m bench.calibration [--most ERROR]

Prints the calibration table and the precision-recall curve over confidence, cross-validated by report over the full gold
(see ``training/confidence.py``); ends with 1 where the expected calibration error is above ``--most``.
"""

from __future__ import annotations

import argparse
import re
import sys

from bench.score import shared
from training import confidence

MOST = 0.10  # What the calibration error may be.


def main() -> int:
    """Prints the tables; 1 where confidence does not keep its word, 2 where there is no gold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--most", type=float, default=MOST)
    asked = parser.parse_args()
    gold = shared() / "gold"
    if not gold.is_dir():
        print(f"no gold at {gold}; name the folder that holds gold/ in $DEPESJE_SHARED", file=sys.stderr)
        return 2
    reports = confidence.judged(gold)
    told = confidence.table(confidence.cross_validated(reports), sum(count for _, count in reports))
    print(told)
    error = re.search(r"calibration error: ([\d.]+)", told)
    return 0 if error is not None and float(error[1]) <= asked.most else 1


if __name__ == "__main__":
    sys.exit(main())
