"""Writes the reference from the code: docs/reference and the manual page (``scripts/reference``).

What a thing is called, takes and may be is asked of the code. What it means is told by the code's own help texts, or in
``words``, where a missing and a surplus word are errors alike: so nothing is undocumented, and nothing documented is gone.
"""

from __future__ import annotations

from pathlib import Path

from reference import api, commands, formats, licences, manpage, records, settings

ROOT = Path(__file__).parent.parent
NOTE = "<!-- Written by scripts/reference from the code: change the code, or reference/words. -->\n\n"


def pages() -> dict[Path, str]:
    """Every page of the reference as it should be, by its place."""
    markdown = {
        "commands": commands.page(),
        "settings": settings.page(),
        "records": records.page(),
        "api": api.page(),
        "formats": formats.page(),
    }
    found = {ROOT / "docs" / "reference" / f"{name}.md": NOTE + text for name, text in markdown.items()}
    found[ROOT / "docs" / "licences.md"] = NOTE + licences.page()
    return {**found, ROOT / "man" / "depesje.1": manpage.page()}


def write() -> list[Path]:
    """Writes the pages that are not as they should be; returns their places."""
    changed = [
        (path, text) for path, text in pages().items() if not path.exists() or path.read_text("utf8") != text
    ]
    for path, text in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
    return [path for path, _ in changed]
