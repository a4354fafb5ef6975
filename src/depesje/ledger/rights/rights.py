"""What a program does about rights: ``Ledger.rights``."""

from __future__ import annotations

from depesje.ledger import ids
from depesje.ledger.corrections.journal import author
from depesje.ledger.rights import applying, finding, forgetting, persons, policies, scrubbing
from depesje.ledger.rights.outcomes import Applied, Forgotten, Target
from depesje.ledger.rights.policies import Keep, Policies, Policy, Reserved, Terms
from depesje.ledger.rights.refusing import refusal
from depesje.ledger.store import Store
from depesje.ledger.watching import quarantining
from depesje.records import Report


class Rights:
    """Policies, retention and forgetting in one ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def policies(self) -> list[Policy]:
        """The policies that were set, the default first."""
        with self._store.read() as connection:
            held = Policies(connection).by_source
        return [held[key] for key in sorted(held, key=lambda key: (key != policies.DEFAULT, key))]

    def terms(self, report: Report) -> Terms:
        """What holds for a report."""
        with self._store.read() as connection:
            return Policies(connection).of(report)

    def set_policy(
        self,
        source: str,
        *,
        keep: Keep | None = None,
        retain: str | None = None,
        quote_limit: int | None = None,
        reserved: Reserved | None = None,
        because: str | None = None,
        who: str | None = None,
    ) -> Policy:
        """Set what may be kept of a source (``default``: of all others); what is None stays as it was.

        Holds at once for what is added, for what is held when ``apply`` is called. Raises ``LedgerError`` where it
        cannot be.
        """
        given = Policy(source, keep, retain, quote_limit, reserved, because, author(who).who)
        with self._store.write() as connection:
            return policies.set_policy(connection, given, ids.utc_now())

    def drop_policy(self, source: str) -> bool:
        """Take a source's policy back; False where it has none."""
        with self._store.write() as connection:
            return policies.drop_policy(connection, source, ids.utc_now())

    def apply(self, *, dry: bool = False) -> Applied:
        """Thin what is held to what its policies allow now, and what is past its time; ``dry`` only counts it."""
        with self._store.read() as connection:
            due = applying.due(connection)
        applied = Applied(
            sum(one.keep == "quotes" for one in due),
            sum(one.keep == "none" for one in due),
            sum(one.expired for one in due),
        )
        if dry:
            return applied
        # A transaction each, so that nobody waits long to write and what is done stays done.
        for one in due:
            with self._store.write() as connection:
                applying.apply(connection, one)
                scrubbing.ask(connection, ids.utc_now())
        with self._store.write() as connection:
            if quarantining.apply(connection):
                scrubbing.ask(connection, ids.utc_now())
        self.clean()
        return applied

    def refused(self, report: Report, *, again: bool = False) -> str | None:
        """Why this report may not be added, to be told after its name; None where it may.

        It was forgotten (``again`` allows it), or its rights are reserved and no policy of its source lets it in.
        """
        with self._store.read() as connection:
            found = refusal(connection, report, again=again)
        return None if found is None else found.reason

    def missing(self, report_id: str) -> str:
        """Why the whole text of a report that is held cannot be had."""
        with self._store.read() as connection:
            return finding.missing(connection, report_id)

    def forget(self, what: str, *, who: str | None = None, why: str | None = None) -> Forgotten:
        """Erase a report or a person for good, from the file as well; ``what`` is as in ``find``.

        Raises ``LedgerError`` where there is no such thing, or where others keep the file from being cleaned: then it
        is forgotten all the same, and ``clean`` ends it.
        """
        by = author(who, why)
        with self._store.write() as connection:
            now = ids.utc_now()
            target = finding.find(connection, what)
            forget = persons.forget_actor if target.kind == "actor" else forgetting.forget_report
            done = forget(connection, target.id, by, now)
            scrubbing.ask(connection, now)
        self.clean()
        return done

    def clean(self) -> bool:
        """End a cleaning of the file that is due, since something stopped it; False where none is."""
        with self._store.read() as connection:
            due = scrubbing.is_due(connection)
        if due:
            scrubbing.scrub(self._store)
        return due

    def find(self, what: str) -> Target:
        """What somebody means who wants it forgotten: see ``finding.find``."""
        with self._store.read() as connection:
            return finding.find(connection, what)
