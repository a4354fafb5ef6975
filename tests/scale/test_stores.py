"""Reports in an object store are listed, cut and read as files are."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesje.errors import Problem
from depesje.records import Record
from depesje.scale import opening
from depesje.scale.frames import Given
from depesje.scale.reader import Reader
from depesje.scale.shards import cut
from tests.scale.making import archive, json_lines, text
from tests.scale.store import store


def test_a_store_is_read_as_a_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    json_lines(tmp_path / "in" / "a.jsonl", range(8))
    archive(tmp_path / "in" / "b.warc.gz", range(8, 14))
    (tmp_path / "in" / "c.txt").write_text(text(14), encoding="utf-8")
    held = {f"news/2023/{path.name}": path.read_bytes() for path in (tmp_path / "in").iterdir()}
    held["news/2023/picture.png"] = b"\x89PNG"
    with store("archive", held) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        found = list(opening.inputs(["s3://archive/news"]))
        assert [one.name for one in found if isinstance(one, opening.Input)] == [
            f"2023/{name}" for name in ("a.jsonl", "b.warc.gz", "c.txt")
        ]
        shards = list(cut([one for one in found if isinstance(one, opening.Input)], 600))
        assert len(shards) > 3
        (one,) = opening.inputs(["s3://archive/news/2023/c.txt"])
        assert isinstance(one, opening.Input) and one.name == "c.txt"
        (nothing,) = opening.inputs(["s3://archive/olds"])
        assert isinstance(nothing, Problem) and "s3://archive/olds" in str(nothing)
        with Reader(Given("2023-05-08")) as reader:
            stored = [item for shard in shards for item in reader.read(shard)]
            local = cut(
                [one for one in opening.inputs([str(tmp_path / "in")]) if isinstance(one, opening.Input)],
                10**7,
            )
            here = [item for shard in local for item in reader.read(shard)]
    assert len(here) == 15 and all(isinstance(item, Record) for item in here)
    texts = [item.report.text for item in stored if isinstance(item, Record)]
    assert texts == [item.report.text for item in here if isinstance(item, Record)]
