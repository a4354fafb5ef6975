"""Surroundings that fail: full disks, closed streams, odd locales. One line that says so, and nothing kept is lost."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

from depesje import open_ledger
from tests.conftest import as_nobody

from .making import TEXT
from .working import DEPESJE, SAID, environment

Run = Callable[..., Result]
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.is_char_device(), reason="no /dev/full")
on_unix = pytest.mark.skipif(os.name == "nt", reason="a shell of Unix")
WRITING = (("add", "b.txt"), ("correct", "st-1", "--confirm"), ("forget", "ac-1", "--yes"))
READING = (("said",), ("check",), ("export", "--format", "csv", "--out", "ut"), ("backup", "kopi.db"))
ALL = (
    *WRITING,
    *READING,
    ("watch", "--once"),
    ("serve", "--port", "1"),
    ("reread",),
    ("import", "tabell.csv"),
)


@pytest.fixture
def filled(depesje: Run, tmp_path: Path) -> Path:
    """A ledger with one report, and another to add."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "b.txt").write_text(SAID.format(2), encoding="utf8")
    (tmp_path / "tabell.csv").write_text("dato;hvem;sitat\n2022-01-28;Ida;Vi venter\n", encoding="utf8")
    assert depesje("add", "a.txt", "--ledger", "mitt.db").exit_code == 0
    return tmp_path / "mitt.db"


def shell(words: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs ``depesje`` with these words in a shell; standard output and error come back as far as they are open."""
    return subprocess.run(
        ["sh", "-c", f"exec {' '.join(DEPESJE)} {words}"],
        cwd=folder, capture_output=True, text=True, errors="replace", env=environment(**more), check=False,
    )  # fmt: skip


def one_line(result: Result, *named: str) -> str:
    """Asserts that a command failed with one line that names these; returns it."""
    assert result.exit_code == 1, (result.output, result.exception)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1 and result.stderr.startswith("depesje: "), result.stderr
    assert all(name in result.stderr for name in named), result.stderr
    return result.stderr


def clean(path: Path) -> int:
    """Asserts that a ledger is whole; returns how many reports it holds."""
    with open_ledger(path, create=False) as ledger:
        assert list(ledger.check()) == []
        return ledger.counts().reports


@needs_full
@pytest.mark.parametrize("words", ["--version", "said --ledger mitt.db", "said --json --ledger mitt.db"])
def test_output_that_cannot_be_written_is_told_in_a_line(filled: Path, words: str) -> None:
    done = shell(f"{words} >/dev/full", filled.parent)
    assert (done.returncode, done.stderr) == (
        1,
        "depesje: standard output cannot be written: no space left on device\n",
    )


@needs_full
def test_a_device_that_takes_nothing_is_named(depesje: Run, filled: Path) -> None:
    for format_ in ("json", "xlsx"):
        line = one_line(depesje("export", "--format", format_, "--out", "/dev/full", "--ledger", "mitt.db"))
        assert line == "depesje: /dev/full cannot be written: no space left on device\n"
    one_line(depesje("backup", "/dev/full", "--force", "--ledger", "mitt.db"), "/dev/full", "a device")
    assert FULL.is_char_device()


@needs_full
def test_what_was_added_is_kept_though_nobody_can_be_told(filled: Path) -> None:
    (filled.parent / "tom.txt").touch()
    done = shell("add tom.txt b.txt --ledger mitt.db 2>/dev/full", filled.parent)
    assert (done.returncode, done.stderr) == (1, "")  # one failed
    assert done.stdout.startswith("1 added, 1 failed")
    assert clean(filled) == 2


@on_unix
def test_streams_that_are_closed_before_the_start(filled: Path) -> None:
    before = filled.read_bytes()
    done = shell("check --ledger mitt.db <&- >&- 2>&-", filled.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert filled.read_bytes() == before
    done = shell("said --ledger borte.db 2>&-", filled.parent)
    assert (done.returncode, done.stdout) == (1, "")  # a complaint is no answer
    done = shell("add - --ledger mitt.db <&-", filled.parent)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "depesje: -: empty\n")
    assert clean(filled) == 1


@on_unix
def test_names_with_letters_in_a_locale_without_them(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    folder = tmp_path / "sørgående"
    folder.mkdir()
    (folder / "blåbær.txt").write_text(SAID.format(1), encoding="utf8")
    (folder / "tøm.txt").touch()
    done = shell("add sørgående --ledger lægd.db", tmp_path, **plain)
    assert done.returncode == 1
    assert done.stdout.startswith("1 added, 1 failed; ")
    assert done.stderr.endswith(".txt: empty\n") and done.stderr.count("\n") == 1
    assert clean(tmp_path / "lægd.db") == 1


@on_unix
def test_nothing_of_the_environment_is_needed(filled: Path) -> None:
    bare = environment(PATH="", TMPDIR="/finnes/ikke")
    bare.pop("HOME", None)
    for words in (["add", "b.txt"], ["export", "--format", "xlsx", "--out", "ut.xlsx"]):
        done = subprocess.run(
            [*DEPESJE, *words, "--ledger", "mitt.db"],
            cwd=filled.parent, capture_output=True, text=True, env=bare, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
    assert (filled.parent / "ut.xlsx").stat().st_size
    assert clean(filled) == 2


def test_a_folder_that_is_gone(depesje: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "borte"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    try:
        one_line(depesje("said"), "the folder that this runs in is gone")
    finally:
        os.chdir(tmp_path)


@on_unix
def test_what_only_its_owner_may_read_stays_so(depesje: Run, filled: Path) -> None:
    before = os.umask(0o077)
    try:
        for words in (("add", "a.txt", "--ledger", "nytt.db"), ("backup", "kopi.db", "--ledger", "mitt.db")):
            assert depesje(*words).exit_code == 0
    finally:
        os.umask(before)
    for name in ("nytt.db", "kopi.db"):
        assert (filled.parent / name).stat().st_mode & 0o777 == 0o600


@on_unix
def test_ledgers_whose_names_are_hard(depesje: Run, filled: Path) -> None:
    folder = filled.parent / "en mappe"
    folder.mkdir()
    for name in ("æ ø #%?.db", os.fsdecode(b"l\xe6.db"), "x" * 240 + ".db"):
        assert depesje("add", "a.txt", "--ledger", str(folder / name)).exit_code == 0, name
        assert clean(folder / name) == 1
    one_line(depesje("add", "a.txt", "--ledger", "y" * 300 + ".db"), "y" * 300, "file name too long")
    deep = folder.joinpath(*["mappe" * 20] * 8)
    deep.mkdir(parents=True)
    one_line(depesje("add", "a.txt", "--ledger", str(deep / "l.db")), "l.db", "its path is too long")
    assert list(deep.iterdir()) == []


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Lets no file grow beyond a size, as a disk without room does not."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)


@on_unix
def test_a_file_that_cannot_grow(depesje: Run, filled: Path) -> None:
    with files_up_to(200_000):
        one_line(depesje("backup", "kopi.db", "--ledger", "mitt.db"), "kopi.db", "the disk")
        one_line(depesje("add", "a.txt", "--ledger", "nytt.db"), "nytt.db", "the disk")
    with files_up_to(100):
        one_line(depesje("add", "b.txt", "--ledger", "mitt.db"), "mitt.db", "the disk")
    assert clean(filled) == 1
    assert sorted(path.name for path in filled.parent.glob("*")) == [
        "a.txt",
        "b.txt",
        "mitt.db",
        "tabell.csv",
    ]
    assert depesje("add", "b.txt", "--ledger", "mitt.db").exit_code == 0
    assert clean(filled) == 2


def test_a_disk_that_becomes_full(depesje: Run, filled: Path, disk: Callable[[str], Path]) -> None:
    many = filled.parent / "mange"
    many.mkdir()
    for n in range(200):
        (many / f"{n:03}.txt").write_text(SAID.format(n) * 30, encoding="utf8")
    place = disk("size=2m")
    ledger = place / "mitt.db"
    shutil.copyfile(filled, ledger)
    result = depesje("add", str(many), "--ledger", str(ledger))
    assert result.exit_code == 1
    assert result.stderr == f"depesje: {ledger} cannot be written: the disk is full\n"
    kept = clean(ledger)
    assert 1 < kept < 200
    for out in (
        ("backup", str(place / "kopi.db")),
        ("export", "--format", "json", "--out", str(place / "u")),
    ):
        line = one_line(depesje(*out, "--ledger", str(filled if out[0] == "backup" else ledger)))
        assert str(place / out[-1]) in line and ("disk is full" in line or "no space left" in line)
    with (place / "fyll").open("wb", buffering=0) as fill, pytest.raises(OSError, match="No space"):
        while True:
            fill.write(bytes(1000))
    for words in WRITING:
        one_line(depesje(*words, "--ledger", str(ledger)), "mitt.db", "the disk is full")
    for words in READING:  # which needs room, too, where nobody else has the ledger open
        result = depesje(*words, "--ledger", str(ledger))
        assert result.exit_code == 0 or one_line(result, "mitt.db", "the disk is full")
    (place / "fyll").unlink()
    assert clean(ledger) == kept


def test_a_disk_that_can_only_be_read(depesje: Run, filled: Path, disk: Callable[[str], Path]) -> None:
    place = disk("size=4m")
    shutil.copyfile(filled, place / "mitt.db")
    disk("size=4m,remount,ro")
    for words in ALL:
        one_line(
            depesje(*words, "--ledger", str(place / "mitt.db")), "mitt.db", "a disk that cannot be written"
        )
    one_line(depesje("add", "b.txt", "--ledger", str(place / "nytt.db")), "nytt.db", "read-only file system")
    one_line(depesje("backup", str(place / "k.db"), "--ledger", "mitt.db"), "k.db", "read-only file system")
    assert clean(filled) == 1


def test_a_log_that_may_not_be_written(depesje: Run, public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(public)
    (public / "a.txt").write_text(TEXT, encoding="utf8")
    with open_ledger("mitt.db") as ledger:
        ledger.counts()
        shutil.copyfile("mitt.db-shm", "shm")
    public.chmod(0o777)
    for end in ("wal", "shm"):
        (public / "mitt.db").chmod(0o666)
        other = public / f"mitt.db-{end}"
        other.write_bytes(b"")
        other.chmod(0)
        with as_nobody():
            result = depesje("add", "a.txt", "--ledger", "mitt.db")
        one_line(result, "mitt.db", "cannot be")
        other.unlink()
    assert clean(public / "mitt.db") == 0


@on_unix
def test_a_pipe_is_written_to_and_not_replaced(depesje: Run, filled: Path) -> None:
    pipe = filled.parent / "rør"
    os.mkfifo(pipe)
    one_line(
        depesje("backup", "rør", "--force", "--ledger", "mitt.db"), "rør", "no file but a device or a pipe"
    )
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    assert depesje("export", "--format", "json", "--out", "rør", "--ledger", "mitt.db").exit_code == 0
    reader.join(30)
    assert got and got[0].startswith(b"{")
    assert pipe.is_fifo()


def test_a_link_leads_an_export_to_its_file(depesje: Run, filled: Path) -> None:
    link, target = filled.parent / "lenke.json", filled.parent / "ut.json"
    target.write_text("gammelt", encoding="utf8")
    link.symlink_to(target)
    assert depesje("export", "--format", "json", "--out", "lenke.json", "--ledger", "mitt.db").exit_code == 0
    assert link.is_symlink() and target.read_text(encoding="utf8").startswith("{")


def _scribbled(path: Path) -> None:
    with path.open("r+b") as file:
        for page in range(4096, path.stat().st_size, 4096):
            file.seek(page)
            file.write(b"\xff" * 100)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@on_unix
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_scribbled, "damaged"),
        (_pipe, "not a file"),
        (_folder, "is a folder"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"SQLite" * 999), "no SQLite database"),
    ],
)
def test_every_command_names_a_ledger_that_is_none(
    depesje: Run, filled: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(filled)
    for words in ALL:
        one_line(depesje(*words, "--ledger", "mitt.db"), "mitt.db", said)
