"""Lets a model propose records beside the rules' own, report by report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from depesje.assist.asking import propose
from depesje.assist.endpoint import Endpoint
from depesje.assist.joining import Told, joined
from depesje.assist.limits import DEFAULT, Limits
from depesje.errors import AssistError, Problem
from depesje.records import Record


@dataclass(slots=True)
class Assistant:
    """A model that may propose records. ``told`` counts what became of its proposals.

    After ``limits.failures`` reports in a row for which it failed it is not asked any more.
    """

    endpoint: Endpoint
    limits: Limits = DEFAULT
    told: Told = field(default_factory=Counter)
    _failed: int = 0

    @property
    def given_up(self) -> bool:
        """Whether it has failed too often to be asked again."""
        return self._failed >= self.limits.failures

    def help_with(self, record: Record) -> Record:
        """The record with what the model adds to it.

        Raises ``AssistError`` where it fails; the record is what it was.
        """
        try:
            proposals, refused = propose(self.endpoint, record.report, self.limits)
        except AssistError:
            self._failed += 1
            raise
        self._failed = 0
        helped, told = joined(record, proposals)
        self.told += told + Counter(refused=refused)
        return helped


def assisted(items: Iterable[Record | Problem], assistant: Assistant) -> Iterator[Record | Problem]:
    """Records with what the assistant adds. Where it fails that is a problem, told before the record of the rules alone.

    A report whose rights are reserved against text and data mining is sent to nobody.
    """
    for item in items:
        if isinstance(item, Problem) or assistant.given_up or item.report.reserved is not None:
            yield item
            continue
        try:
            helped = assistant.help_with(item)
        except AssistError as error:
            rest = "; it is not asked any more" if assistant.given_up else ""
            yield Problem(
                item.report.id, f"the assistant did not help: {error}{rest}; the rules' reading stands"
            )
            yield item
        else:
            yield helped
