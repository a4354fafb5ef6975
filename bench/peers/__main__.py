"""Reads the same English texts with our readers and with every peer at hand, in one run, and prints one table.

    python -m bench.peers FOLDER [--polnear DATA] [--split dev] [--plover FILE]

FOLDER holds the peers (``scripts/peers FOLDER`` fetches them), DATA is PolNeAR's ``data`` folder. Seconds are of processor
time for a thousand words, parsing included and loading left out; in brackets, of ours, what comes on top of the parser
alone. We and the parser are timed in turn, the quickest of three rounds counts; a peer reads once.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import english, overhead
from bench.attributions import attributions
from bench.peers import PEERS, NotAtHand, Peer, Run, run
from bench.score import shared
from depesje.language import pipeline, syntax
from depesje.reading import read_report
from depesje.records import Report

_COLUMNS = (
    "speech: content",
    "speech: speaker",
    "all: content",
    "all: speaker",
    "type",
    "type, source",
    "type, both",
)


_ROUNDS = 3


@dataclass(slots=True)
class Row:
    """One system: its figures by column, its seconds by sort of text, or why it is not at hand.

    A peer may parse whole texts, which takes less time than paragraphs: only ours is told beside the parser's.
    """

    title: str
    figures: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    missing: str | None = None
    parses_as_we_do: bool = False


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--plover", type=Path, default=shared() / "corpora/plover-gsr/gsr_dev.json")
    asked = parser.parse_args()
    rows = [
        Row("Depesje", parses_as_we_do=True),
        *(Row(peer.title) for peer in PEERS),
        Row("spaCy's parser alone"),
    ]
    sizes: dict[str, int] = {}
    if asked.polnear is not None:
        texts = english.polnear_texts(asked.polnear, asked.split)
        sizes["statements"] = _words(texts)
        for row, read in _readings(rows, "statements", texts, asked.folder):
            scored = english.polnear_figures(read.found, asked.polnear, asked.split)
            for (_, figures), name in zip(scored, ("speech", "all"), strict=True):
                row.figures |= {f"{name}: {what}": figure for what, figure in figures.items()}
    if asked.plover.is_file():
        texts = english.plover_texts(asked.plover)
        sizes["events"] = _words(texts)
        for row, read in _readings(rows, "events", texts, asked.folder):
            first = {n: f for _, n, f in english.plover_figures(read.found, asked.plover) if "first" in n}
            row.figures |= dict(zip(_COLUMNS[4:], first.values(), strict=False))
    for row, peer in zip(rows[1:], PEERS, strict=False):
        if peer.reads not in sizes:
            row.missing = "there is nothing for it to read: give --polnear or --plover"
    _show(rows, sizes)
    return 0


def _readings(
    rows: Sequence[Row], sort: str, texts: Sequence[Mapping[str, str]], folder: Path
) -> Iterable[tuple[Row, Run]]:
    """Each system's row with what it read; a peer that is not at hand is noted in its row. Times the parser, too."""
    rounds = [(_parsing(texts), _ours(sort, texts)) for _ in range(_ROUNDS)]
    bare = min(seconds for seconds, _ in rounds)
    ours = min((read for _, read in rounds), key=lambda read: read.seconds)
    rows[-1].seconds[sort], rows[0].seconds[sort] = bare, ours.seconds
    yield rows[0], ours
    for row, peer in zip(rows[1:], PEERS, strict=False):
        if peer.reads != sort:
            continue
        try:
            read = run(peer, folder, _with_parse(texts) if _is_given_parses(peer) else texts)
        except NotAtHand as reason:
            row.missing = str(reason)
            continue
        row.seconds[sort] = read.seconds + (bare if _is_given_parses(peer) else 0)
        yield row, read


def _is_given_parses(peer: Peer) -> bool:
    return peer.reads == "events"


def _ours(sort: str, texts: Sequence[Mapping[str, str]]) -> Run:
    read_report(Report("first", texts[0]["text"], language="en"))
    started = time.process_time()
    records = {row["id"]: read_report(Report(row["id"], row["text"], language="en")) for row in texts}
    seconds = time.process_time() - started
    turned = attributions if sort == "statements" else english.coded
    return Run({name: turned(record) for name, record in records.items()}, seconds)


def _parsing(texts: Sequence[Mapping[str, str]]) -> float:
    """The parser's seconds alone."""
    reports = [Report(row["id"], row["text"], language="en") for row in texts]
    overhead.parse_only(reports[:1])
    return overhead.seconds(overhead.parse_only, reports)


def _with_parse(texts: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """The sentences with our parse of each in CoNLL-U, for a peer without a parser."""
    nlp = pipeline.load("en")
    out = []
    for row in texts:
        parse = syntax.from_doc(nlp(row["text"]), pipeline.scheme(nlp))
        root = next((i for i, head in enumerate(parse.head) if head == i), 0)
        lines = []
        for i, word in enumerate(parse.words):
            top = parse.head[i] == i
            head, dep = (
                (0, "root")
                if i == root
                else (root + 1, "parataxis")
                if top
                else (parse.head[i] + 1, parse.dep[i])
            )
            lines.append(
                "\t".join(
                    (
                        str(i + 1),
                        word,
                        parse.lemma[i],
                        parse.pos[i],
                        "_",
                        parse.feats[i] or "_",
                        str(head),
                        dep,
                        "_",
                        "_",
                    )
                )
            )
        out.append({**row, "conllu": "\n".join(lines)})
    return out


def _words(texts: Iterable[Mapping[str, str]]) -> int:
    return sum(len(row["text"].split()) for row in texts)


def _show(rows: Sequence[Row], sizes: Mapping[str, int]) -> None:
    """A table in Markdown, and below it who is not in it and why."""
    columns = [c for c in _COLUMNS if any(c in row.figures for row in rows)]
    timed = [sort for sort in sizes if any(sort in row.seconds for row in rows)]
    print(f"| | {' | '.join((*columns, *(f'seconds, {sort}' for sort in timed)))} |")
    print(f"|---|{'---:|' * (len(columns) + len(timed))}")
    for row in rows:
        if row.missing is None:
            cells = [f"{row.figures[c]:.3f}" if c in row.figures else "–" for c in columns]
            cells += [_cost(row, rows[-1], sort, sizes[sort]) for sort in timed]
            print(f"| {row.title} | {' | '.join(cells)} |")
    for row in rows:
        if row.missing is not None:
            print(f"\nnot at hand: {row.title} ({row.missing})", end="")
    print()


def _cost(row: Row, bare: Row, sort: str, words: int) -> str:
    """Seconds for a thousand words; of ours also how much more than the parser's alone that is."""
    if sort not in row.seconds:
        return "–"
    cost = f"{1000 * row.seconds[sort] / words:.2f}"
    if not row.parses_as_we_do:
        return cost
    return f"{cost} ({100 * (row.seconds[sort] / bare.seconds[sort] - 1):+.0f} %)"


if __name__ == "__main__":
    sys.exit(main())
