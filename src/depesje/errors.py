"""What can go wrong, by name.

Misuse raises a ``DepesjeError``; trouble with data is collected as ``Problem`` and reported, and the rest goes on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the records in an error's text: ``Code("field", "speaker")``; a page has a word of its language for it.

    ``english`` is what stands in the English text where the code itself does not: "an event".
    """

    kind: str
    code: str
    english: str | None = None

    def __str__(self) -> str:
        return self.english or self.code


class DepesjeError(Exception):
    """Base of every error that Depesje raises on purpose. Its text is one line, fit to be shown to a person.

    What a person at the pages can meet is given as a ``template`` with the ``values`` that go into it, so that it can be
    said in the page's language: ``DepesjeError("there is no user %(name)r", name=name)``. A value can be a ``Code``, or
    several of them in a tuple. The text is the English all the same.
    """

    def __init__(self, template: str = "", **values: object) -> None:
        shown = {
            name: ", ".join(map(str, value)) if isinstance(value, tuple) else value
            for name, value in values.items()
        }
        super().__init__(template % shown if values else template)
        self.template = template
        self.values = values


class CorrectionError(DepesjeError):
    """A correction that cannot be made: no such record, or a value that it cannot have; then ``field`` is whose."""

    def __init__(self, template: str, field: str | None = None, **values: object) -> None:
        super().__init__(template, **values)
        self.field = field


class AssistError(DepesjeError):
    """An assistant that cannot be asked, or whose answer cannot be used."""


class IntakeError(DepesjeError):
    """An input that cannot become a report."""


class FetchError(IntakeError):
    """An address that gave nothing to read.

    ``status`` is that of HTTP where the server answered, ``retry_after`` the seconds that it asks to wait, ``gone`` whether
    it says that there will never be anything again, ``temporary`` whether it may be otherwise in a moment.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        gone: bool = False,
        temporary: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
        self.gone = gone
        self.temporary = temporary or status in (408, 425, 429) or (status or 0) >= 500


class AlertError(DepesjeError):
    """Rules for alerts that cannot be, or an alert that could not be delivered."""


class LanguageError(DepesjeError):
    """A text in a language that is not read, or a language that cannot be told."""


class LedgerError(DepesjeError):
    """A ledger that cannot be opened, read or written."""


class UnusableError(LedgerError):
    """A ledger that cannot be used as things stand: busy, damaged, on a disk that is full, on a server that is away."""


class ForgottenError(LedgerError):
    """A report that was forgotten and is not to be added again."""


class ReservedError(LedgerError):
    """A report whose rights are reserved against text and data mining, and that no policy lets in."""


class LexiconError(DepesjeError):
    """A lexicon file that breaks its schema."""


class DossierError(DepesjeError):
    """A dossier that does not exist, or cannot be made so."""


class WhichReportError(CorrectionError, DossierError, LedgerError):
    """A report that somebody names: the ledger has none such, or it may be several."""


class QuestionError(DepesjeError):
    """A question that cannot be understood."""


class UserError(DepesjeError):
    """Somebody who logs in: no such user, or one that cannot be made or changed so."""


class ExportError(DepesjeError):
    """An export that cannot be made as it is asked for, or cannot be written."""


class ScaleError(DepesjeError):
    """A run over many reports that cannot begin, go on, or be taken from its folder."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One input that failed, and why: ``source`` names the file or record, ``reason`` is one line."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"
