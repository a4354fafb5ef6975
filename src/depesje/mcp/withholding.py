"""Rows as JSON with where each is from, and without words that its source lets nobody show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from depesje.ledger.origins import Origin
from depesje.ledger.rights.blanking import quotation

Origins = Callable[[set[str]], Mapping[str, Origin]]
# The fields that hold words of a report, whatever row they are in.
_WORDS = frozenset(
    {
        "words", "sentence", "theme", "gist", "condition", "evidence", "snippet", "other_words", "only", "text",
        "exact", "prefix", "suffix", "surface",
    }
)  # fmt: skip
_WORDS_OR_NAMES = (
    "about"  # the words that a division is about; of a statement, the names of those whom it is about
)


def sourced(rows: Sequence[Any], origins: Origins) -> tuple[list[Any], int]:
    """Rows with the source of each that is of a report, words bounded; and of how many reports words are withheld.

    A statement's and an event's ``chain`` is on whose word it is, from whoever vouched first to who published it.
    """
    found = origins({name for row in rows for name in _named(row)})
    held = {name for name, origin in found.items() if origin.reserved}
    return [_told(row, found, _strictest(row, found)) for row in rows], len(held)


def _named(node: Any) -> Iterator[str]:
    """The ids of the reports that are named anywhere in a row."""
    if isinstance(node, list):
        for one in node:
            yield from _named(one)
    elif isinstance(node, dict):
        report = node.get("report")
        if isinstance(report, dict):
            yield report["id"]
        elif isinstance(report, str):
            yield report
        if _is_exchange(node):
            yield from node["reports"]
        for value in node.values():
            yield from _named(value)


def _is_exchange(node: Mapping[str, Any]) -> bool:
    return isinstance(node.get("reports"), list) and "independent" in node


def _told(node: Any, origins: Mapping[str, Origin], limit: int | None) -> Any:
    if isinstance(node, list):
        return [_told(one, origins, limit) for one in node]
    if not isinstance(node, dict):
        return node
    report = node.get("report")
    origin = origins.get(report["id"] if isinstance(report, dict) else report or "")
    if origin is not None:
        limit = _limit(origin)
    told = {
        name: _bounded(value, limit) if _is_words(name, value) else _told(value, origins, limit)
        for name, value in node.items()
    }
    if "marks" in told:
        told["marks"] = [mark for mark in told["marks"] if mark[1] <= len(told["snippet"])]
    if origin is not None and isinstance(report, str):
        told["source"] = source(origin)
        if "per" in told:
            told["chain"] = list(
                dict.fromkeys([*told["per"], *filter(None, (origin.agency, origin.publisher))])
            )
    if _is_exchange(node):
        told["published_in"] = [source(origins[name]) for name in node["reports"] if name in origins]
    return told


def source(origin: Origin) -> dict[str, Any]:
    """Where a report is from, for whoever cites it."""
    return {
        "report": origin.id,
        "title": origin.title,
        "publisher": origin.publisher,
        "agency": origin.agency,
        "authors": list(origin.authors),
        "published": origin.published,
        "url": origin.url,
        "language": origin.language,
    }


def _is_words(name: str, value: Any) -> bool:
    if name == _WORDS_OR_NAMES:
        return isinstance(value, str)
    return name in _WORDS and (
        isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    )


def _bounded(value: Any, limit: int | None) -> Any:
    if limit is None:
        return value
    return [quotation(one, limit) for one in value] if isinstance(value, list) else quotation(value, limit)


def _limit(origin: Origin) -> int | None:
    return 0 if origin.reserved else origin.limit


def _strictest(row: Any, origins: Mapping[str, Origin]) -> int | None:
    """The bound on words in a row that do not say of which of its reports they are."""
    bounds = [_limit(origins[name]) for name in _named(row) if name in origins]
    return min((bound for bound in bounds if bound is not None), default=None)
