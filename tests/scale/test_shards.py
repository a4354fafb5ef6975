"""However inputs are cut, nothing of them is lost or read twice."""

from __future__ import annotations

import os
import tempfile
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from depesje.errors import Problem
from depesje.scale import opening
from depesje.scale.shards import Piece, Shard, cut, size_for
from tests.scale.making import archive, json_lines, text


def inputs(*paths: Path) -> list[opening.Input]:
    found = list(opening.inputs([str(path) for path in paths]))
    assert not any(isinstance(one, Problem) for one in found)
    return [one for one in found if not isinstance(one, Problem)]


def pieces(shards: list[Shard]) -> list[Piece]:
    return [piece for shard in shards for piece in shard.pieces]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_characters="\n\r"), max_size=40), min_size=1), st.integers(1, 200)
)
def test_lines_are_cut_between_lines(lines: list[str], most: int) -> None:
    data = "\n".join(lines).encode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(data)
        found = pieces(list(cut(inputs(path), most)))
        if len(found) == 1 and found[0].is_whole:
            return
        parts = [data[piece.start : piece.end] for piece in found]
        assert b"".join(parts) == data
        assert all(part.endswith(b"\n") for part in parts[:-1])
        assert all(parts)


def test_archives_are_cut_between_records(tmp_path: Path) -> None:
    for name in ("a.warc", "a.warc.gz"):
        path = archive(tmp_path / name, range(60))
        data = path.read_bytes()
        found = pieces(list(cut(inputs(path), 300)))
        assert len(found) > 3, name
        assert b"".join(data[piece.start : piece.end] for piece in found) == data
        for piece in found:
            start = data[piece.start : piece.end]
            assert start.startswith(b"\x1f\x8b" if name.endswith("gz") else b"WARC/1."), name


def test_parquet_is_cut_between_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": [text(n) for n in range(100)]}), path, row_group_size=10)
    found = pieces(list(cut(inputs(path), 1500)))
    assert found[0].start == 0 and found[-1].end == 10
    assert all(one.end == next_.start for one, next_ in pairwise(found))
    assert len(found) > 2


def test_small_files_are_read_together_and_keep_their_order(tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{n:02}.txt").write_text(text(n))
    shards = list(cut(inputs(tmp_path), 1000))
    assert 3 < len(shards) < 40
    assert [piece.name for piece in pieces(shards)] == [f"{n:02}.txt" for n in range(40)]
    assert [shard.number for shard in shards] == list(range(len(shards)))
    assert len({shard.id for shard in shards}) == len(shards)


def test_a_shard_is_another_when_its_file_is(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", range(5))
    before = next(iter(cut(inputs(path), 10**6))).id
    json_lines(path, range(6))
    assert next(iter(cut(inputs(path), 10**6))).id != before


def test_much_is_cut_into_larger_shards_than_little() -> None:
    def of(size: int) -> int:
        return size_for([opening.Input("a.jsonl", "a.jsonl", "a.jsonl", size)])

    assert of(1000) < of(10**9) < of(10**10) == of(10**12)
    assert size_for([]) == of(1)


def test_a_file_that_is_not_there_is_left_to_whoever_reads_it(tmp_path: Path) -> None:
    (found,) = opening.inputs([str(tmp_path / "nothing.jsonl")])
    assert isinstance(found, opening.Input) and found.size == 0


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_name_that_is_no_text_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norge krever svar.")
    (tmp_path / os.fsdecode(b"b\xff.txt")).write_text("Latvia svarer.")
    problem, shards = None, []
    for one in opening.inputs([str(tmp_path)]):
        if isinstance(one, Problem):
            problem = one
        else:
            shards += cut([one], 1000)
    assert problem is not None and "rename it" in problem.reason and problem.source.isprintable()
    assert [shard.id[:7] for shard in shards] == ["000000-"]
