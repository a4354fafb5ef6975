"""Files in other files: gzip around one, ZIP around several. Each is read as what it is."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from depesje.errors import Problem
from depesje.intake import files
from depesje.intake.formats import coding
from depesje.intake.origin import MANY, Origin, too_many
from depesje.records import Report

LARGEST = 200_000_000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TOTAL = 500_000_000
_ENCRYPTED = 0x1
_OFFICE = {
    "word/": "a Word document",
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "META-INF/container.xml": "an e-book",
    "content.xml": "an OpenDocument file",
}


def fits(data: bytes, origin: Origin) -> bool:
    """Whether these bytes are gzipped, or a ZIP file."""
    return data.startswith((coding.GZIP, *_ZIP))


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The reports in what is packed here."""
    if data.startswith(coding.GZIP):
        yield from _gzip(data, origin)
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [one for one in archive.infolist() if _is_wanted(one)]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError, OverflowError):
        yield Problem(origin.name, "a damaged ZIP file")
        return
    names = archive.namelist()
    for part, what in _OFFICE.items():
        if any(name.startswith(part) for name in names) and (
            "[Content_Types].xml" in names or "mimetype" in names
        ):
            yield Problem(origin.name, f"{what}, which is not read; save it as text, HTML or PDF")
            return
    if not members:
        yield Problem(origin.name, "a ZIP file without files")
    yield from _members(archive, members, origin)


def _gzip(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    from depesje.intake.formats import largest, reports

    inner = origin.within(origin.name, url=origin.url)
    try:
        limit = largest(coding.start(data, 4096), inner)
        body = coding.unpacked(data, limit)
    except coding.CodingError as error:
        yield Problem(origin.name, str(error))
    else:
        yield from reports(body, inner)


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], origin: Origin
) -> Iterator[Report | Problem]:
    from depesje.intake.formats import reports

    total = 0
    for number, member in enumerate(members, start=1):
        name = f"{origin.name} {files.printable(member.filename)}".rstrip()
        if number > MANY or total > _TOTAL:
            yield Problem(
                origin.name, too_many(len(members)) if number > MANY else files.too_large(None, _TOTAL)
            )
            return
        if member.flag_bits & _ENCRYPTED:
            yield Problem(name, "locked with a password")
            continue
        try:
            with archive.open(member) as stream:
                body = stream.read(files.LIMIT + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ):
            yield Problem(name, "damaged")
            continue
        total += len(body)
        if len(body) > files.LIMIT:
            yield Problem(name, files.too_large(None))
        else:
            yield from reports(body, origin.within(name))


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts)
    return not member.filename.endswith("/") and not hidden  # ``is_dir`` fails on one without a name
