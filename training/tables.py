"""Makes ``language/data/states.tsv``: CLDR's names of states joined with the hand-made ``data/demonyms.tsv``.

``python -m training.tables`` writes it anew; the same input and the same CLDR release give the same bytes.

``demonyms.tsv`` holds a code, CLDR's own code, names that differ from CLDR's (``nb``, ``nn``, ``en``; empty:
CLDR's), further names, adjectives and inhabitants in their base form, capitals and metonyms, several parted by
``|``. Base forms are inflected here; one that begins with ``=`` is taken as it stands, and so are the English ones
(``adjective_en``, ``people_en``).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version

HERE = Path(__file__).parent
DEMONYMS = HERE / "data" / "demonyms.tsv"
STATES = HERE.parent / "src" / "depesje" / "language" / "data" / "states.tsv"
COLUMNS = (
    "code", "nb", "nn", "en", "names", "adjective", "people", "adjective_en", "people_en", "capital", "metonyms", "source",
)  # fmt: skip
LANGUAGES = ("nb", "nn", "en")


def adjective_forms(word: str) -> Iterator[str]:
    """An adjective's singular and plural, the same in Bokmål and Nynorsk: russisk, russiske."""
    yield word
    yield word + "e"


def people_forms(word: str) -> Iterator[str]:
    """An inhabitant's name, singular and plural, indefinite and definite, in Bokmål and in Nynorsk."""
    endings: tuple[str, ...]
    if word.endswith("mann"):
        stem = word.removesuffix("mann")
        endings = ("mann", "mannen", "menn", "mennene")
    elif word.endswith("er"):
        stem = word.removesuffix("er")
        endings = ("er", "eren", "ere", "erne", "ar", "aren", "arar", "arane")
    elif word.endswith("ar"):
        stem = word.removesuffix("ar")
        endings = ("ar", "aren", "arar", "arane")
    elif word.endswith("e"):
        stem = word.removesuffix("e")
        endings = ("e", "en", "er", "ene", "ar", "ane")
    else:
        stem = word
        endings = ("", "en", "er", "ene", "ar", "ane")
    return (stem + ending for ending in endings)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _inflected(cell: str, forms_of: Callable[[str], Iterable[str]]) -> str:
    forms: list[str] = []
    for word in _split(cell):
        forms.extend([word[1:]] if word.startswith("=") else forms_of(word))
    return "|".join(dict.fromkeys(forms))


def _saint(name: str) -> Iterator[str]:
    """The other spelling of a name with Saint."""
    if name.startswith("St. "):
        yield "Saint " + name[4:]
    elif name.startswith("Saint "):
        yield "St. " + name[6:]


def _plain(name: str) -> str:
    """An English CLDR name as running text writes it: St. Kitts & Nevis → Saint Kitts and Nevis."""
    name = name.replace(" & ", " and ")
    return "Saint " + name[4:] if name.startswith("St. ") else name


def states(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The rows of ``states.tsv`` from those of ``demonyms.tsv``, by code."""
    cldr = {language: Locale.parse(language).territories for language in LANGUAGES}
    for row in sorted(rows, key=lambda row: row["code"]):
        found = {language: row[language] or cldr[language][row["iso2"]] for language in LANGUAGES}
        if not row["en"]:
            found["en"] = _plain(found["en"])
        names = dict.fromkeys(_split(row["names"]))
        for language in ("nb", "nn"):
            own = cldr[language].get(row["iso2"])
            for name in (own, *_saint(found[language])):
                if name and "(" not in name and "SAR" not in name:
                    names[name] = None
        shown = {found["nb"], found["nn"]}
        taken = any(not row[language] for language in LANGUAGES)
        yield {
            "code": row["code"],
            **found,
            "names": "|".join(name for name in names if name not in shown),
            "adjective": _inflected(row["adjective"], adjective_forms),
            "people": _inflected(row["people"], people_forms),
            "adjective_en": row["adjective_en"],
            "people_en": row["people_en"],
            "capital": row["capital"],
            "metonyms": row["metonyms"],
            "source": f"CLDR {get_cldr_version()}; own" if taken else "own",
        }


def main() -> int:
    """Writes ``states.tsv``."""
    with DEMONYMS.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    STATES.parent.mkdir(parents=True, exist_ok=True)
    with STATES.open("w", encoding="utf8", newline="") as file:
        writer = csv.DictWriter(
            file, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(states(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
