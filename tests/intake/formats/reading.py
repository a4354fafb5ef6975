"""What the tests of formats share: the day they are set on, and how they read."""

from __future__ import annotations

from datetime import date
from typing import Any

from depesje import intake
from depesje.errors import Problem
from depesje.intake import Origin
from depesje.records import Report

TODAY = date(2023, 5, 2)


def items(data: bytes | str, name: str = "inn", **known: Any) -> list[Report | Problem]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(intake.reports(raw, Origin(name, TODAY, **known)))


def only(data: bytes | str, name: str = "inn", **known: Any) -> Report:
    [item] = items(data, name, **known)
    assert isinstance(item, Report), item
    return item


def reports(data: bytes | str, name: str = "inn", **known: Any) -> list[Report]:
    found = items(data, name, **known)
    assert all(isinstance(item, Report) for item in found), found
    return [item for item in found if isinstance(item, Report)]


def problems(data: bytes | str, name: str = "inn", **known: Any) -> list[str]:
    return [str(item) for item in items(data, name, **known) if isinstance(item, Problem)]
