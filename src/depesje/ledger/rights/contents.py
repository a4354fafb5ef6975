"""Where a ledger holds the words of reports and the names of people: what must go when something is forgotten.

Whatever hangs on a report or a record by a foreign key goes with it by itself (see ``erasing``). The rest has to be said
here, and a test reads the tables' own description and fails where a table or a column of text is in none of these.
"""

from __future__ import annotations

from depesje.ledger import (
    schema,
    schema_actors,
    schema_dossiers,
    schema_joining,
    schema_rights,
    schema_users,
    schema_watching,
)
from depesje.ledger.corrections.journal import IDENTITIES
from depesje.ledger.kinds import KINDS

# The kind of record, by the table that gives its numbers.
RECORDS: dict[str, str] = {table.name: kind for kind, table in IDENTITIES.items()}

# Foreign keys that may be empty, and whose rows go all the same with what they name; others are emptied.
OWNED = {("actors", "report"), ("accounts", "actor")}

# Indexes over words, by the table whose keys they hold.
INDEXES = {
    schema.readings.name: schema.REPORT_WORDS,
    schema.statement_versions.name: schema.STATEMENT_WORDS,
}


# Tables that name records by their kind and number, without a foreign key: a row goes with any record that it names.
NAMING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("corrections", ("record",)),
    ("imports", ("record",)),
    ("verdicts", ("low", "high")),
    ("ties", ("low", "high")),
    ("leaders", ("member", "leader")),
    ("sketches", ("record",)),
    ("keys", ("record",)),
    ("user_skips", ("record",)),
    ("alerts", ("record",)),
)
# What such a table calls a kind of record besides its name.
CALLED = {"matter": ("matter", "awaited deed"), "event": ("event", "deed")}

# Words of reports, of any length. ``exact``, ``prefix`` and ``suffix`` stand in the text, too.
ANCHORED = ("exact", "prefix", "suffix")
WORDS: dict[str, tuple[str, ...]] = {
    "reports": ("id",),
    "revisions": ("text",),
    "asides": ("text",),
    "readings": ("title", "url", "file", "authors"),
    "appearances": ("name", "role"),
    "actor_keys": ("name", "key", "block"),
    "actor_versions": ("name", "name_key", "surname_key", "role"),
    "forms": ("text", "folded"),
    "event_versions": ("where", "unit"),
    "matter_versions": ("gist", "condition"),
    "corrections": ("details", "why"),
    "filings": ("reason",),
    "sketches": ("payload",),
    "keys": ("key",),
    "dossier_versions": ("name", "name_key", "parties", "words"),
    "user_searches": ("name", "asked"),
    **{kind.anchors.name: ANCHORED for kind in KINDS},
}

# What was held of an actor's names and offices, which says of nobody else that he took part.
HELD_OF_ACTORS = frozenset(
    {schema.actor_versions.name, schema_actors.actor_keys.name, schema_actors.tenures.name}
)

# Columns that hold stems and names in small letters, by which records of several reports find each other.
FOLDED = {("sketches", "payload"), ("keys", "key")}

# Columns of text, in any table, that hold no words of reports: codes, dates, ids, names of programs and of sources.
CODES = frozenset(
    """
    act action agency beside cameo channel charset_guessed code context date_evidence deadline digest due_at
    day earliest form genre held_until holder kept kind language latest lexicon local modality mode modified month
    move moved office pipeline published published_at publisher read_by reader recorded_at redacted_at
    reserved review role rule sent_at sha256 since status superseded_at target trouble type until what when
    who wikidata
    """.split()
)

# Tables that hold nothing of any report, or what must outlast it.
KEPT = {
    schema_rights.policies.name: "what a person decided about sources",
    schema_rights.tombstones.name: "that something was forgotten",
    schema_rights.tombstone_marks.name: "keyed hashes",
    schema_rights.forgotten_ids.name: "ids that are not given again",
    schema_rights.cleanings.name: "times only",
    schema_watching.feeds.name: "addresses that a person follows",
    schema_watching.feed_entries.name: "hashes",
    schema_watching.hosts.name: "what hosts ask of programs",
    schema_watching.quarantine.name: "emptied by ``watching.quarantining``, as a report or a person is forgotten",
    schema_watching.alert_rules.name: "names of rules",
    schema_dossiers.dossiers.name: "numbers of dossiers",
    schema_joining.day_changes.name: "days and numbers",
    schema_users.users.name: "who logs in",
    schema_users.user_sessions.name: "digests and times",
    schema_users.user_tokens.name: "digests, times and what a person calls a program",
    schema_users.user_looks.name: "times, and names of pages",
    schema_users.user_searches.name: "what a person looks for; a name in it is blanked with the person's others",
    schema_dossiers.dossier_versions.name: "what a person looks for; a name in it is blanked with the person's others",
}
