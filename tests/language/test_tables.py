"""The tables of states and bodies, the actor lexicons and the example reports hold together."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from depesje import examples
from depesje.errors import LexiconError
from depesje.language import gazetteer, lexicon, tables
from depesje.records import ActorKind

DATA = Path(lexicon.__file__).parent / "data"
GOLD = Path(__file__).parents[1] / "gold"
STATE_FORMS = (
    "nb", "nn", "en", "names", "adjective", "people", "adjective_en", "people_en", "capital", "metonyms",
)  # fmt: skip
SMALL = {
    "COG",
    "COK",
    "FSM",
    "KIR",
    "KNA",
    "LCA",
    "LSO",
    "MHL",
    "NIU",
    "NRU",
    "PLW",
    "SLB",
    "STP",
    "TUV",
    "VAT",
    "VCT",
}
DISSOLVED = {"CSK", "DDR", "SCG", "SUN", "YUG"}
MARKS = {
    "nb": "[Konstruert eksempel: personene er oppdiktet, uttalelsene er aldri falt.]",
    "nn": "[Konstruert døme: personane er oppdikta, fråsegnene er aldri falne.]",
    "en": "[Constructed example: the persons are fictional, nothing in it was ever said.]",
}


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


STATES = table("states.tsv")
BODIES = table("bodies.tsv")


def forms(row: dict[str, str], columns: tuple[str, ...]) -> Iterator[str]:
    for column in columns:
        yield from (form for form in row[column].split("|") if form)


def shared(rows: list[dict[str, str]], columns: tuple[str, ...], key: str) -> dict[str, set[str]]:
    """The forms that stand for more than one ``key``."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for form in forms(row, columns):
            found[form].add(row[key])
    return {form: keys for form, keys in found.items() if len(keys) > 1}


@pytest.mark.parametrize("rows", [STATES, BODIES], ids=["states", "bodies"])
def test_tables_are_full_and_clean(rows: list[dict[str, str]]) -> None:
    for row in rows:
        assert None not in row, row
        assert all(
            isinstance(cell, str) and cell == cell.strip() and "||" not in cell for cell in row.values()
        ), row
        assert row["source"], row


def test_states_have_unique_codes_and_all_names() -> None:
    assert [code for code, n in Counter(row["code"] for row in STATES).items() if n > 1] == []
    for row in STATES:
        assert re.fullmatch("[A-Z]{3}", row["code"]), row
        assert row["nb"] and row["nn"] and row["en"], row
    codes = {row["code"] for row in STATES}
    assert {"NOR", "RUS", "UKR", "XKX", "PSE", "TWN", "VAT"} | DISSOLVED <= codes
    assert len(codes) >= 200


def test_every_independent_state_has_adjective_and_capital() -> None:
    without = {"SGP", "SMR", "MCO", "LUX", "SYC", "HKG", "MAC", "COK"} | DISSOLVED
    assert [row["code"] for row in STATES if not row["capital"] and row["code"] not in without] == []
    assert [row["code"] for row in STATES if not row["adjective"] and row["code"] not in without] == []
    assert {row["code"] for row in STATES if not row["adjective_en"]} <= without | {"NZL", "DMA", *SMALL}


def test_the_bodies_of_states_are_nouns_of_each_language_and_have_one_name() -> None:
    rows = table("statebodies.tsv")
    assert not {
        role: n for role, n in Counter(r for row in rows for r in forms(row, ("roles",))).items() if n > 1
    }
    for language in ("nb", "nn", "en"):
        nouns = {row.get("en", row["noun"]) for row in tables.toml(language, "actors.toml")["body"]}
        assert all(nouns & set(forms(row, ("roles",))) for row in rows), language


def test_regions_are_known_bodies_and_no_states_adjective() -> None:
    regions, people = table("regions.tsv"), {row["name"] for row in BODIES if row["kind"] == "people"}
    taken = {form for row in STATES for form in forms(row, ("adjective", "adjective_en"))}
    assert {row["name"] for row in regions} <= people
    assert {code for row in regions for code in forms(row, ("states",))} <= {row["code"] for row in STATES}
    assert not {form for row in regions for form in forms(row, ("adjective", "adjective_en"))} & taken
    assert shared(regions, ("adjective", "adjective_en"), "name") == {}


def test_english_demonyms_are_found() -> None:
    places = gazetteer.load()
    assert places.adjectives["russian"].code == "RUS"
    assert places.people["lithuanians"].code == "LTU"
    found = places.match("the South Korean president".split(), 1)
    assert found is not None and found[0] == 2 and found[1].code == "KOR"


def test_no_form_stands_for_two_states_or_two_bodies() -> None:
    assert shared(STATES, STATE_FORMS, "code") == {}
    assert shared(BODIES, ("forms",), "name") == {}


def test_no_form_stands_for_a_state_and_a_body() -> None:
    of_states = {form for row in STATES for form in forms(row, STATE_FORMS)}
    assert {form for row in BODIES for form in forms(row, ("forms",))} & of_states == set()


def test_bodies_have_unique_names_known_kinds_and_sound_codes() -> None:
    assert [name for name, n in Counter(row["name"] for row in BODIES).items() if n > 1] == []
    assert {row["kind"] for row in BODIES} <= set(get_args(ActorKind))
    assert all(re.fullmatch("[A-Z][A-Z0-9]*|", row["code"]) for row in BODIES)
    assert all(list(forms(row, ("forms",))) for row in BODIES)


def test_states_are_what_the_generator_makes() -> None:
    tables = pytest.importorskip("training.tables")
    from babel.core import get_cldr_version

    if not any(row["source"].startswith(f"CLDR {get_cldr_version()};") for row in STATES):
        pytest.skip("made with another CLDR release")
    with tables.DEMONYMS.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert list(tables.states(rows)) == STATES


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_actor_lexicons_load(language: str) -> None:
    words = lexicon.load(language)
    assert len({role.noun for role in words.roles.values()}) >= 150
    assert {role.holder for role in words.roles.values()} == {"named", "person", "unnamed"}
    kinds = {role.kind for each in (words.roles, words.bodies, words.groups) for role in each.values()}
    assert kinds <= set(get_args(ActorKind))
    assert {role.kind for role in words.groups.values()} <= {"people", "armed-group"}
    assert words.pronouns["han"].human and words.pronouns["vi"].plural
    assert not {"den", "det"} & set(words.pronouns)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_actor_lexicons_repeat_no_noun(language: str) -> None:
    data = tables.toml(language, "actors.toml")
    for section in ("role", "body", "group"):
        assert [noun for noun, n in Counter(row["noun"] for row in data[section]).items() if n > 1] == []
        assert all(row["noun"] in row["forms"] and row["en"] for row in data[section])


def test_a_compound_role_is_found_by_its_last_part() -> None:
    role = lexicon.load("nb").role("kystvernministeren")
    assert role is not None and role.noun == "minister"
    role = lexicon.load("nn").role("kystvernleiaren")
    assert role is not None and role.noun == "leiar"


def meta() -> dict[str, dict[str, str]]:
    with examples.META.open(encoding="utf8", newline="") as file:
        return {row["path"]: row for row in csv.DictReader(file)}


def test_examples_are_listed_in_meta() -> None:
    assert len(examples.paths()) >= 9
    assert [path.name for path in examples.paths()] == sorted(meta())


@pytest.mark.parametrize("path", examples.paths(), ids=lambda path: path.name)
def test_examples_are_marked_as_constructed_and_dated(path: Path) -> None:
    row, text = meta()[path.name], path.read_text(encoding="utf8")
    mark = MARKS[row["language"]]
    if path.suffix == ".txt":
        assert text.splitlines()[:3] == [f"date {row['published']}", row["title"], mark]
    else:
        first = re.search("<p[^>]*>(.*?)</p>", text[text.index("<article>") :])
        assert first is not None and first[1] == mark
        assert f"<h1>{row['title']}</h1>" in text and f'content="{row["published"]}T' in text
    assert 100 <= len(re.sub("<[^>]*>", " ", text).split()) <= 450


def spans(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for statement in record["statements"]:
        yield from (
            span
            for span in (statement["speaker"], statement["cue"], *statement["content"])
            if span and span["text"]
        )
    yield from (event["trigger"] for event in record["events"])
    for matter in record["matters"]:
        yield from matter["evidence"]


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda path: path.stem)
def test_gold_surfaces_occur_in_their_report(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf8"))
    text = (examples.FOLDER / f"{record['report']}.txt").read_text(encoding="utf8")
    for actor in record["actors"]:
        assert all(mention in text for mention in actor["mentions"]), actor
    for span in spans(record):
        at = -1
        for _ in range(span["nth"] + 1):
            at = text.find(span["text"], at + 1)
            assert at >= 0, span


@pytest.mark.parametrize(
    ("form", "name", "code"),
    [
        ("De forente nasjoner", "United Nations", "UNO"),
        ("Dei sameinte nasjonane", "United Nations", "UNO"),
        ("U.N.", "United Nations", "UNO"),
        ("Den europeiske unionen", "European Union", "EUU"),
        ("Nato", "NATO", "NATO"),
        ("North Atlantic Treaty Organization", "NATO", "NATO"),
        ("OSSE", "OSCE", "OSCE"),
        ("Det internasjonale atomenergibyrået", "IAEA", "IAEA"),
        ("International Atomic Energy Agency", "IAEA", "IAEA"),
        ("Den internasjonale straffedomstolen", "International Criminal Court", "ICC"),
        ("Verdas handelsorganisasjon", "World Trade Organization", "WTO"),
        ("World Trade Organization", "World Trade Organization", "WTO"),
        ("G7-landene", "G7", "G7"),
        ("G20-landa", "G20", "G20"),
        ("Asean", "ASEAN", "ASEAN"),
        ("Den afrikanske unionen", "African Union", "AU"),
        ("African Union", "African Union", "AU"),
        ("Den arabiske liga", "Arab League", "ARL"),
        ("Arabarligaen", "Arab League", "ARL"),
        ("Arab League", "Arab League", "ARL"),
        ("Europarådet", "Council of Europe", "COE"),
        ("Council of Europe", "Council of Europe", "COE"),
        ("Organisasjonen for kollektiv sikkerhet", "Collective Security Treaty Organization", "CSTO"),
        ("ODKB", "Collective Security Treaty Organization", "CSTO"),
    ],
)
def test_international_bodies_have_their_name_and_code(form: str, name: str, code: str) -> None:
    found = gazetteer.load().match(form.split(), 0)
    assert found is not None
    assert (found[0], found[1].name, found[1].code) == (len(form.split()), name, code)


def test_a_line_with_other_cells_than_the_head_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    for line in ("one", "one\ttwo\tthree"):
        table.write_text(f"a\tb\nx\ty\n{line}\n", encoding="utf8")
        with pytest.raises(LexiconError, match="line 3"):
            list(tables.rows(table))


def test_a_key_that_nothing_reads_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(tables.FOLDER / "nb", tmp_path / "nb")
    cues = tmp_path / "nb" / "cues.toml"
    text = cues.read_text(encoding="utf8")
    cues.write_text(text.replace("\nforms = ", "\nfroms = []\nforms = ", 1), encoding="utf8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    lexicon.load.cache_clear()
    try:
        with pytest.raises(LexiconError, match="froms"):
            lexicon.load("nb")
    finally:
        lexicon.load.cache_clear()
