"""The documentation: what its terminals show is true, and its pages can be built and fetch nothing from elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reference import ROOT, consoles


class Fetched(HTMLParser):
    """What a browser fetches for a page without being asked."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "source", "video", "audio"):
            self.addresses.append(given.get("src") or "")
        if tag == "link" and given.get("rel") not in ("canonical", "prev", "next", "alternate"):
            self.addresses.append(given.get("href") or "")


@pytest.mark.slow
@pytest.mark.parametrize("page", consoles.pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_terminals_of_a_page_show_what_is_printed(page: Path) -> None:
    assert consoles.filled(page) == page.read_text(encoding="utf8"), (
        "run scripts/consoles, and look at what has changed"
    )


def test_commands_are_told_from_what_they_print() -> None:
    block = "$ cat > a.txt <<'END'\n> en\n>\n> to\n> END\nprinted\n> printed, too\n$ cat a.txt\nen\n"
    found = list(consoles._commands(block))
    assert found == ["cat > a.txt <<'END'\n> en\n>\n> to\n> END", "cat a.txt"]


def test_the_site_can_be_built_and_fetches_nothing_from_elsewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        parser = Fetched()
        parser.feed(page.read_text(encoding="utf8"))
        assert [one for one in parser.addresses if "//" in one] == [], page
    for style in (tmp_path / "site").rglob("*.css"):
        held = style.read_text(encoding="utf8")
        assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", held), style
