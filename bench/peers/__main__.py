"""Reads the same English texts with our readers and with every peer at hand, in one run, and prints two tables.

    python -m bench.peers FOLDER [--polnear DATA] [--split dev] [--plover FILE] [--rounds 3] [--every 4]

FOLDER holds the peers (``scripts/peers FOLDER`` fetches them), DATA is PolNeAR's ``data`` folder. The first table tells how
well each reads; the second what it takes for a thousand reports, parsing included and loading left out: in seconds of
processor time, in brackets by the clock. There every fourth report of PolNeAR is read as it is, cut into *brief* ones of
three paragraphs, and joined to *long* ones of 5,000 words. All systems are timed in turn, so that whatever else the machine
does meets each; the quickest of the rounds counts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench import english, overhead
from bench.attributions import attributions
from bench.peers import PEERS, NotAtHand, Peer, Run, run
from bench.score import shared
from depesje.language import pipeline, syntax
from depesje.reading import read_reports
from depesje.records import Record, Report

Text = Mapping[str, Any]
Texts = Sequence[Text]
Cost = tuple[float, float]  # processor time and time by the clock, in seconds
_EVENTS = ("type", "type, source", "type, both")


@dataclass(slots=True)
class Row:
    """One system on one task: how it reads texts in groups, its figures, its cost by group, or why it is not at hand."""

    title: str
    read: Callable[[Mapping[str, Texts]], tuple[Mapping[str, Any], Mapping[str, Cost]]]
    figures: dict[str, float] = field(default_factory=dict)
    costs: dict[str, Cost] = field(default_factory=dict)
    missing: str | None = None

    def measure(self, groups: Mapping[str, Texts]) -> Mapping[str, Any]:
        """What it finds, by a text's id; the least that it took for each group is kept."""
        try:
            found, costs = self.read(groups)
        except NotAtHand as reason:
            self.missing = str(reason)
            return {}
        for name, cost in costs.items():
            held = self.costs.get(name, cost)
            self.costs[name] = (min(held[0], cost[0]), min(held[1], cost[1]))
        return found


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--plover", type=Path, default=shared() / "corpora/plover-gsr/gsr_dev.json")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int, default=4, help="time every Nth report")
    asked = parser.parse_args()
    if asked.polnear is not None:
        texts = english.polnear_texts(asked.polnear, asked.split)
        rows = _rows("statements", attributions, asked.folder)
        for row in rows:
            if found := row.measure({"": texts}):
                for name, (_, figures) in zip(
                    ("speech", "all"),
                    english.polnear_figures(found, asked.polnear, asked.split),
                    strict=True,
                ):
                    row.figures |= {f"{name}: {what}": figure for what, figure in figures.items()}
        _timed(rows, _lengths(texts[:: asked.every]), asked.rounds)
    if asked.plover.is_file():
        texts = english.plover_texts(asked.plover)
        rows = _rows("events", english.coded, asked.folder)
        for row in rows:
            if found := row.measure({"": texts}):
                first = [f for _, n, f in english.plover_figures(found, asked.plover) if "first" in n]
                row.figures |= dict(zip(_EVENTS, first, strict=False))
        _timed(rows, {"sentences": texts}, asked.rounds)
    return 0


def _rows(task: str, turned: Callable[[Record], Any], folder: Path) -> list[Row]:
    """The systems that have a task; ``turned`` makes of a record what the scorers take."""
    return [
        Row("Depesje", partial(_ours, turned, together=False)),
        Row("Depesje, several together (`--fast`)", partial(_ours, turned, together=True)),
        *(Row(peer.title, partial(_theirs, peer, folder)) for peer in PEERS if peer.reads == task),
        Row("spaCy's parser alone", partial(_in_turn, overhead.plain)),
        Row("the same as we tune it", partial(_in_turn, pipeline.load)),
    ]


def _timed(rows: Sequence[Row], groups: Mapping[str, Texts], rounds: int) -> None:
    """Times all systems in turn, and prints their tables."""
    for _ in range(rounds):
        for row in rows:
            if row.missing is None:
                row.measure(groups)
    _show_figures(rows)
    _show_costs(rows, groups)
    for row in rows:
        if row.missing is not None:
            print(f"not at hand: {row.title} ({row.missing})\n")
    sys.stdout.flush()


def _ours(
    turned: Callable[[Record], Any], groups: Mapping[str, Texts], *, together: bool
) -> tuple[Mapping[str, Any], Mapping[str, Cost]]:
    found: dict[str, Any] = {}
    costs = {}
    for name, texts in groups.items():
        reports = _reports(texts)
        list(read_reports(reports[:1]))
        begun = _now()
        records = list(read_reports(reports, together=together))
        costs[name] = _since(begun)
        found |= {one.report.id: turned(one) for one in records if isinstance(one, Record)}
    return found, costs


def _in_turn(
    load: Callable[[str], Any], groups: Mapping[str, Texts]
) -> tuple[Mapping[str, Any], Mapping[str, Cost]]:
    """A parser alone, which finds nothing."""
    costs = {}
    for name, texts in groups.items():
        reports = _reports(texts)
        overhead.parsed_by(load, reports[:1])
        begun = _now()
        overhead.parsed_by(load, reports)
        costs[name] = _since(begun)
    return {}, costs


def _theirs(
    peer: Peer, folder: Path, groups: Mapping[str, Texts]
) -> tuple[Mapping[str, Any], Mapping[str, Cost]]:
    """A peer; one that is given our parse is charged with it, made of all sentences together, which costs least."""
    given = {f"{name}\n{text['id']}": text for name, texts in groups.items() for text in texts}
    asked = [{**text, "id": key} for key, text in given.items()]
    parses: Mapping[str, Cost] = dict.fromkeys(groups, (0.0, 0.0))
    if peer.reads == "events":
        asked = _with_parse(asked)
        parses = {name: _parsed_together(texts) for name, texts in groups.items()}
    read = run(peer, folder, asked)
    costs = {
        name: (
            parses[name][0] + sum(read.processor[f"{name}\n{text['id']}"] for text in texts),
            parses[name][1] + sum(read.clock[f"{name}\n{text['id']}"] for text in texts),
        )
        for name, texts in groups.items()
    }
    return _found(given, read), costs


def _parsed_together(texts: Texts) -> Cost:
    nlp = pipeline.load("en")
    begun = _now()
    for _ in nlp.pipe((text["text"] for text in texts), batch_size=overhead.BATCH):
        pass
    return _since(begun)


def _found(given: Mapping[str, Text], read: Run) -> Mapping[str, Any]:
    return {text["id"]: read.found[key] for key, text in given.items()}


def _lengths(texts: Texts) -> dict[str, Texts]:
    """The same words in reports of three lengths."""
    reports = _reports(texts)
    brief = [{"id": piece.id, "text": piece.text} for one in reports for piece in overhead.brief(one)]
    long: list[dict[str, str]] = []
    held: list[str] = []
    for one in reports:
        held.append(one.text)
        if sum(len(text.split()) for text in held) >= overhead.LONG:
            long.append({"id": f"long{len(long)}", "text": "\n\n".join(held)})
            held = []
    return {"brief": brief, "as they are": texts, "long": long}


def _reports(texts: Iterable[Text]) -> list[Report]:
    return [Report(text["id"], text["text"], language="en") for text in texts]


def _now() -> Cost:
    return time.process_time(), time.perf_counter()


def _since(begun: Cost) -> Cost:
    now = _now()
    return now[0] - begun[0], now[1] - begun[1]


def _with_parse(texts: Iterable[Text]) -> list[dict[str, Any]]:
    """The sentences with our parse of each in CoNLL-U, for a peer without a parser."""
    nlp = pipeline.load("en")
    out = []
    for row in texts:
        parse = syntax.from_doc(nlp(row["text"]), pipeline.scheme(nlp))
        root = next((i for i, head in enumerate(parse.head) if head == i), 0)
        lines = []
        for i, word in enumerate(parse.words):
            if i == root:
                head, dep = 0, "root"
            elif parse.head[i] == i:
                head, dep = root + 1, "parataxis"
            else:
                head, dep = parse.head[i] + 1, parse.dep[i]
            feats = parse.feats[i] or "_"
            cells = (i + 1, word, parse.lemma[i], parse.pos[i], "_", feats, head, dep, "_", "_")
            lines.append("\t".join(map(str, cells)))
        out.append({**row, "conllu": "\n".join(lines)})
    return out


def _words(texts: Iterable[Text]) -> int:
    return sum(len(row["text"].split()) for row in texts)


def _show_figures(rows: Sequence[Row]) -> None:
    columns = list(rows[0].figures)
    print(f"| F1 | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}")
    for row in rows:
        if row.figures:
            print(f"| {row.title} | {' | '.join(f'{row.figures[c]:.3f}' for c in columns)} |")
    print()


def _show_costs(rows: Sequence[Row], groups: Mapping[str, Texts]) -> None:
    """Seconds for a thousand reports, and words a second of processor time."""
    heads = [f"{name} ({_words(texts) / len(texts):,.0f} words) | words/s" for name, texts in groups.items()]
    print(f"| seconds per thousand reports | {' | '.join(heads)} |\n|---|{'---:|---:|' * len(heads)}")
    for row in rows:
        if row.missing is None:
            cells = [
                f"{1000 * processor / len(texts):,.0f} ({1000 * clock / len(texts):,.0f}) | {_words(texts) / processor:,.0f}"
                for texts, (processor, clock) in ((texts, row.costs[name]) for name, texts in groups.items())
            ]
            print(f"| {row.title} | {' | '.join(cells)} |")
    print()


if __name__ == "__main__":
    sys.exit(main())
