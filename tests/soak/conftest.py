from __future__ import annotations

import os
import random
import time

import pytest


@pytest.fixture
def chance() -> random.Random:
    """What chance decides in a test; its seed is printed, and taken from ``$DEPESJE_SOAK_SEED`` where that is set."""
    seed = int(os.environ.get("DEPESJE_SOAK_SEED") or time.time_ns() % 10**9)
    print(f"DEPESJE_SOAK_SEED={seed}")
    return random.Random(seed)
