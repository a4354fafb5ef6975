"""What is installed: Python, the packages that Depesje needs, what it can do with more of them, the pipelines."""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from depesje.doctor.signs import Sign, fail, ok, warn

OLDEST = (3, 11)
NOT_FOR_USERS = ("dev", "train")
"""Extras of those who work on Depesje itself."""
SENTENCES = Path(__file__).with_name("sentences.toml")


def python() -> Iterator[Sign]:
    """Whether this Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST:
        yield fail("python", version, "install Python {}.{} or later".format(*OLDEST))
    else:
        yield ok("python", f"{version} at {sys.executable}")


def packages() -> Iterator[Sign]:
    """Whether each package is there that Depesje cannot do without, in a version that will do."""
    needed = _needed()
    if needed is None:
        yield warn(
            "packages",
            "Depesje runs from a folder and is not installed, so what it needs is not written down",
            "install it: pip install depesje",
        )
        return
    always = [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [(one, found) for one in always if (found := _found(one)) is None or found not in one.specifier]
    for one, found in wrong:
        told = "missing" if found is None else f"{found}, but {one.specifier} is needed"
        yield fail(f"package {one.name}", told, f"pip install '{one.name}{one.specifier}'")
    if not wrong:
        yield ok("packages", f"depesje {metadata.version('depesje')} and all {len(always)} that it needs")


def extras() -> Iterator[Sign]:
    """What could be done with more packages, or with newer ones. To lack them is no illness."""
    needed = _needed() or []
    provided = metadata.metadata("depesje").get_all("Provides-Extra") if needed else None
    names = [name for name in provided or [] if name not in NOT_FOR_USERS]
    for name in names:
        own = [one for one in needed if one.marker is not None and _belongs(one, name)]
        lacking = [one.name for one in own if _found(one) is None]
        old = [one for one in own if (found := _found(one)) is not None and found not in one.specifier]
        if lacking:
            yield ok(f"extra {name}", f"not installed ({', '.join(lacking)}); pip install 'depesje[{name}]'")
        elif old:
            told = ", ".join(f"{one.name} {_found(one)}, but {one.specifier} is needed" for one in old)
            yield warn(f"extra {name}", told, f"pip install --upgrade 'depesje[{name}]'")
        else:
            yield ok(f"extra {name}", ", ".join(f"{one.name} {_found(one)}" for one in own))


def pipelines() -> Iterator[Sign]:
    """Whether the pipeline of each language can be loaded, and reads a sentence."""
    from depesje.language import pipeline

    samples = tomllib.loads(SENTENCES.read_text(encoding="utf8"))
    for language in (*pipeline.SHIPPED, *pipeline.PACKAGES):
        yield _reads(language, samples[language]["text"], samples[language]["speaker"])


def _reads(language: str, text: str, speaker: str) -> Sign:
    from depesje import read
    from depesje.errors import DepesjeError
    from depesje.language import pipeline

    what = f"pipeline {language}"
    todo = "install Depesje again: pip install --force-reinstall depesje"
    try:
        if pipeline.asked(language):
            todo = f"install the pipeline that ${pipeline.VARIABLE} names, or take it out of there"
        begun = time.perf_counter()
        record = read(text, language=language, published="2026-01-15")
        took = time.perf_counter() - begun
        version = pipeline.version(language)
    except (DepesjeError, ImportError, OSError, ValueError) as error:
        return fail(what, " ".join(str(error).split()), todo)
    said = [
        statement.speaker.span.text
        for statement in record.statements
        if statement.speaker and statement.speaker.span
    ]
    if not any(speaker in name for name in said):
        return fail(what, f"{version} finds {', '.join(said) or 'nobody'} where {speaker} speaks", todo)
    return ok(what, f"{version} reads a sentence ({took:.1f} s with loading)")


def _needed() -> list[Requirement] | None:
    try:
        return [Requirement(line) for line in metadata.requires("depesje") or []]
    except metadata.PackageNotFoundError:
        return None


def _belongs(one: Requirement, extra: str) -> bool:
    assert one.marker is not None
    return one.marker.evaluate({"extra": extra}) and not one.marker.evaluate({"extra": ""})


def _found(one: Requirement) -> str | None:
    try:
        return metadata.version(one.name)
    except metadata.PackageNotFoundError:
        return None
