"""What is wrong with a wheel or a source distribution is told, by name."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from reference import distribution
from reference.distribution import trouble

PACKAGE = sorted(name.removeprefix("src/") for name in distribution._tracked("src/depesje"))
BESIDE = [
    "depesje-0.1.0.dist-info/METADATA",
    "depesje-0.1.0.dist-info/licenses/LICENSE",
    "depesje-0.1.0.data/data/share/man/man1/depesje.1",
]
SOURCE = sorted(distribution._tracked("."))


def wheel(folder: Path, names: list[str]) -> Path:
    path = folder / "depesje-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return path


def sdist(folder: Path, names: list[str]) -> Path:
    path = folder / "depesje-0.1.0.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(f"depesje-0.1.0/{name}"), io.BytesIO())
    return path


def test_whole_ones_are_well(tmp_path: Path) -> None:
    assert trouble(wheel(tmp_path, PACKAGE + BESIDE), sdist(tmp_path, [*SOURCE, "PKG-INFO"])) == []


@pytest.mark.parametrize(
    "name", ["depesje/py.typed", "depesje/language/nb/cues.toml", "depesje/web/locale/nn.po"]
)
def test_what_a_wheel_lacks_is_told(tmp_path: Path, name: str) -> None:
    made = wheel(tmp_path, [one for one in PACKAGE if one != name] + BESIDE)
    assert trouble(made, sdist(tmp_path, SOURCE)) == [f"{made.name} lacks {name}"]


@pytest.mark.parametrize("end", ["licenses/LICENSE", "man1/depesje.1"])
def test_a_wheel_without_licence_or_manual_page_is_told(tmp_path: Path, end: str) -> None:
    made = wheel(tmp_path, PACKAGE + [one for one in BESIDE if not one.endswith(end)])
    (line,) = trouble(made, sdist(tmp_path, SOURCE))
    assert line in (f"{made.name} lacks LICENSE", f"{made.name} lacks the manual page")


@pytest.mark.parametrize("name", ["tests/conftest.py", "gold/seed.json", "depesje/depesje.db"])
def test_what_does_not_belong_in_a_wheel_is_told(tmp_path: Path, name: str) -> None:
    made = wheel(tmp_path, [*PACKAGE, *BESIDE, name])
    (line,) = trouble(made, sdist(tmp_path, SOURCE))
    assert line.startswith(f"{made.name} has {name}")


def test_a_wheel_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distribution, "LARGEST", 1000)
    (line,) = trouble(wheel(tmp_path, PACKAGE + BESIDE), sdist(tmp_path, SOURCE))
    assert line.endswith("bytes")


def test_what_a_source_distribution_lacks_or_should_not_have_is_told(tmp_path: Path) -> None:
    made = sdist(
        tmp_path, [one for one in SOURCE if not one.startswith("bench/")] + ["shared/gold/seed.json"]
    )
    told = trouble(wheel(tmp_path, PACKAGE + BESIDE), made)
    assert told == [
        f"{made.name} lacks bench/",
        f"{made.name} has shared/gold/seed.json, which is not tracked",
    ]
