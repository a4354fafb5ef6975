-- A ledger of the tables' version 0006 with seven readings of five reports; see test_upgrading.py.
INSERT INTO "forms" ("key", "text", "folded") VALUES (1, 'Borgen', 'borgen');
INSERT INTO "forms" ("key", "text", "folded") VALUES (2, 'En av Vegas rådgivere', 'en av vegas radgivere');
INSERT INTO "forms" ("key", "text", "folded") VALUES (3, 'Lindqvist', 'lindqvist');
INSERT INTO "forms" ("key", "text", "folded") VALUES (4, 'Nordavind', 'nordavind');
INSERT INTO "forms" ("key", "text", "folded") VALUES (5, 'Nordavinds', 'nordavinds');
INSERT INTO "forms" ("key", "text", "folded") VALUES (6, 'Nordavinds utenriksminister Åse Lindqvist', 'nordavinds utenriksminister ase lindqvist');
INSERT INTO "forms" ("key", "text", "folded") VALUES (7, 'Sørlandia', 'sorlandia');
INSERT INTO "forms" ("key", "text", "folded") VALUES (8, 'Sørlandias', 'sorlandias');
INSERT INTO "forms" ("key", "text", "folded") VALUES (9, 'Sørlandias president Ramón Vega', 'sorlandias president ramon vega');
INSERT INTO "forms" ("key", "text", "folded") VALUES (10, 'presidenten', 'presidenten');
INSERT INTO "forms" ("key", "text", "folded") VALUES (11, 'Åse Lindqvist', 'ase lindqvist');
INSERT INTO "forms" ("key", "text", "folded") VALUES (12, 'Havforbundet', 'havforbundet');
INSERT INTO "forms" ("key", "text", "folded") VALUES (13, 'Tor Vang', 'tor vang');
INSERT INTO "leaders" ("key", "kind", "member", "leader", "recorded_at", "superseded_at") VALUES (1, 'actor', 9, 8, '2026-11-26T00:56:10.150572Z', NULL);
INSERT INTO "reports" ("key", "id", "recorded_at") VALUES (1, 'grense', '2026-11-26T00:56:10.055558Z');
INSERT INTO "reports" ("key", "id", "recorded_at") VALUES (2, 'r2', '2026-11-26T00:56:10.085767Z');
INSERT INTO "reports" ("key", "id", "recorded_at") VALUES (3, 'sund', '2026-11-26T00:56:10.112914Z');
INSERT INTO "reports" ("key", "id", "recorded_at") VALUES (4, 'r3', '2026-11-26T00:56:10.133364Z');
INSERT INTO "reports" ("key", "id", "recorded_at") VALUES (5, 'r4', '2026-11-26T00:56:10.141481Z');
INSERT INTO "ties" ("kind", "low", "high", "score") VALUES ('actor', 8, 9, 1.0);
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (1, NULL, '2026-11-26T00:56:10.055558Z');
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (2, NULL, '2026-11-26T00:56:10.055558Z');
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (3, NULL, '2026-11-26T00:56:10.055558Z');
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (4, NULL, '2026-11-26T00:56:10.055558Z');
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (5, NULL, '2026-11-26T00:56:10.055558Z');
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (6, 1, '2026-11-26T00:56:10.055558Z');
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (7, NULL, '2026-11-26T00:56:10.112914Z');
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (8, NULL, '2026-11-26T00:56:10.133364Z');
INSERT INTO "actors" ("number", "report", "recorded_at") VALUES (9, NULL, '2026-11-26T00:56:10.141481Z');
INSERT INTO "divisions" ("number", "report", "recorded_at") VALUES (1, 3, '2026-11-26T00:56:10.112914Z');
INSERT INTO "events" ("number", "report", "recorded_at") VALUES (1, 3, '2026-11-26T00:56:10.112914Z');
INSERT INTO "events" ("number", "report", "recorded_at") VALUES (2, 3, '2026-11-26T00:56:10.112914Z');
INSERT INTO "events" ("number", "report", "recorded_at") VALUES (3, 3, '2026-11-26T00:56:10.112914Z');
INSERT INTO "events" ("number", "report", "recorded_at") VALUES (4, 3, '2026-11-26T00:56:10.112914Z');
INSERT INTO "matters" ("number", "report", "recorded_at") VALUES (1, 3, '2026-11-26T00:56:10.112914Z');
INSERT INTO "matters" ("number", "report", "recorded_at") VALUES (2, 3, '2026-11-26T00:56:10.112914Z');
INSERT INTO "revisions" ("key", "report", "number", "text", "sha256", "recorded_at", "superseded_at", "kept", "quoted", "redacted_at") VALUES (1, 1, 1, 'Grensestriden mellom Nordavind og Sørlandia

Nordavinds utenriksminister Åse Lindqvist sa torsdag at kravet om fri ferdsel står ved lag.
«Vi trekker oss ikke fra sundet», sa Lindqvist til Sørlandias president Ramón Vega, ifølge en logg fra Borgen.

En av Vegas rådgivere sier at presidenten avviser kravene, og at sanksjonene må oppheves først.
', 'babe56c0c2fd9061b63045d73bd078839cf2799b4550cd72a259b366b07ae5d6', '2026-11-26T00:56:10.055558Z', '2026-11-26T00:56:10.095477Z', 'full', NULL, NULL);
INSERT INTO "revisions" ("key", "report", "number", "text", "sha256", "recorded_at", "superseded_at", "kept", "quoted", "redacted_at") VALUES (2, 2, 1, 'Åse Lindqvist sier at havet er fritt.', '4b414b258a377378f709f62195e90cf8479e1708f3bd5ffff33ad862bb88c38e', '2026-11-26T00:56:10.085767Z', NULL, 'full', NULL, NULL);
INSERT INTO "revisions" ("key", "report", "number", "text", "sha256", "recorded_at", "superseded_at", "kept", "quoted", "redacted_at") VALUES (3, 1, 2, 'Nytt. Grensestriden mellom Nordavind og Sørlandia

Nordavinds utenriksminister Åse Lindqvist sa torsdag at kravet om fri ferdsel står ved lag.
«Vi trekker oss ikke fra sundet», sa Lindqvist til Sørlandias president Ramón Vega, ifølge en logg fra Borgen.

En av Vegas rådgivere sier at presidenten avviser kravene, og at sanksjonene må oppheves først.
', '98b6428c7fefbc1beac9130cc3d7320bf199ea98388363bbd9687720508c5880', '2026-11-26T00:56:10.095477Z', NULL, 'full', NULL, NULL);
INSERT INTO "revisions" ("key", "report", "number", "text", "sha256", "recorded_at", "superseded_at", "kept", "quoted", "redacted_at") VALUES (4, 3, 1, 'Sørlandia krever at sundet åpnes

Sørlandia krevde mandag at sundet åpnes innen fredag. Kravet ble avvist av Nordavind, heter det i en logg fra Borgen.
Hvis sundet forblir stengt, vil Sørlandia sende fire skip til Vestre havn.

I Havforbundet er landene uenige om svaret.
', '0b64c2f0518065d637b6f6a1384616c5c05ff6c66415c10d4c8ee83da44036f9', '2026-11-26T00:56:10.112914Z', NULL, 'full', NULL, NULL);
INSERT INTO "revisions" ("key", "report", "number", "text", "sha256", "recorded_at", "superseded_at", "kept", "quoted", "redacted_at") VALUES (5, 4, 1, 'Tor Vang sier at isen er tynn.', '8786dd18dae9991ec955570106da3278e6485fd4ffc2bd56626274ce0b809448', '2026-11-26T00:56:10.133364Z', NULL, 'full', NULL, NULL);
INSERT INTO "revisions" ("key", "report", "number", "text", "sha256", "recorded_at", "superseded_at", "kept", "quoted", "redacted_at") VALUES (6, 5, 1, 'Tor Vang sier at isen er tykk.', 'fb2de55d391fe49d18f956013b13ae6daa2684394e38fb71d1364540809ff84a', '2026-11-26T00:56:10.141481Z', NULL, 'full', NULL, NULL);
INSERT INTO "statements" ("number", "report", "recorded_at") VALUES (1, 1, '2026-11-26T00:56:10.055558Z');
INSERT INTO "statements" ("number", "report", "recorded_at") VALUES (2, 1, '2026-11-26T00:56:10.055558Z');
INSERT INTO "statements" ("number", "report", "recorded_at") VALUES (3, 1, '2026-11-26T00:56:10.055558Z');
INSERT INTO "statements" ("number", "report", "recorded_at") VALUES (4, 2, '2026-11-26T00:56:10.085767Z');
INSERT INTO "statements" ("number", "report", "recorded_at") VALUES (5, 3, '2026-11-26T00:56:10.112914Z');
INSERT INTO "statements" ("number", "report", "recorded_at") VALUES (6, 4, '2026-11-26T00:56:10.133364Z');
INSERT INTO "statements" ("number", "report", "recorded_at") VALUES (7, 5, '2026-11-26T00:56:10.141481Z');
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (1, 1, 'Åse Lindqvist', 'person', 'NAV', 'ase lindqvist', 'lindqvist', 'unread', '2026-11-26T00:56:10.055558Z', NULL);
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (2, 2, 'Ramón Vega', 'person', 'SLA', 'ramon vega', 'vega', 'unread', '2026-11-26T00:56:10.055558Z', NULL);
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (3, 3, 'Nordavind', 'state', 'NAV', 'nordavind', NULL, 'unread', '2026-11-26T00:56:10.055558Z', NULL);
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (4, 4, 'Sørlandia', 'state', 'SLA', 'sorlandia', NULL, 'unread', '2026-11-26T00:56:10.055558Z', NULL);
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (5, 5, 'Borgen', 'body', 'NAV', 'borgen', NULL, 'unread', '2026-11-26T00:56:10.055558Z', NULL);
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (6, 6, 'adviser to Ramón Vega', 'unnamed', 'SLA', 'adviser to ramon vega', NULL, 'unread', '2026-11-26T00:56:10.055558Z', NULL);
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (7, 7, 'Havforbundet', 'alliance', NULL, 'havforbundet', NULL, 'unread', '2026-11-26T00:56:10.112914Z', NULL);
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (8, 8, 'Tor Vang', 'person', 'NAV', 'tor vang', 'vang', 'unread', '2026-11-26T00:56:10.133364Z', NULL);
INSERT INTO "actor_versions" ("key", "actor", "name", "kind", "code", "name_key", "surname_key", "review", "recorded_at", "superseded_at") VALUES (9, 9, 'Tor Vang', 'person', NULL, 'tor vang', 'vang', 'unread', '2026-11-26T00:56:10.141481Z', NULL);
INSERT INTO "readings" ("key", "report", "revision", "title", "language", "published", "earliest", "latest", "modified", "date_evidence", "publisher", "agency", "url", "genre", "charset_guessed", "reader", "lexicon", "pipeline", "recorded_at", "superseded_at", "reserved") VALUES (1, 1, 1, 'Grensestriden', 'nb', '2031-05-08', '2031-05-08T00:00:00', '2031-05-08T23:59:59', NULL, NULL, NULL, NULL, NULL, 'news', 0, '1', 'a', 'p', '2026-11-26T00:56:10.055558Z', '2026-11-26T00:56:10.095477Z', NULL);
INSERT INTO "readings" ("key", "report", "revision", "title", "language", "published", "earliest", "latest", "modified", "date_evidence", "publisher", "agency", "url", "genre", "charset_guessed", "reader", "lexicon", "pipeline", "recorded_at", "superseded_at", "reserved") VALUES (2, 2, 2, NULL, 'nb', '2031-05', '2031-05-01T00:00:00', '2031-05-31T23:59:59', NULL, NULL, NULL, NULL, NULL, 'news', 0, '1', 'a', 'p', '2026-11-26T00:56:10.085767Z', NULL, NULL);
INSERT INTO "readings" ("key", "report", "revision", "title", "language", "published", "earliest", "latest", "modified", "date_evidence", "publisher", "agency", "url", "genre", "charset_guessed", "reader", "lexicon", "pipeline", "recorded_at", "superseded_at", "reserved") VALUES (3, 1, 3, 'Grensestriden', 'nb', '2031-05-08', '2031-05-08T00:00:00', '2031-05-08T23:59:59', NULL, NULL, NULL, NULL, NULL, 'news', 0, '2', 'a', 'p', '2026-11-26T00:56:10.095477Z', NULL, NULL);
INSERT INTO "readings" ("key", "report", "revision", "title", "language", "published", "earliest", "latest", "modified", "date_evidence", "publisher", "agency", "url", "genre", "charset_guessed", "reader", "lexicon", "pipeline", "recorded_at", "superseded_at", "reserved") VALUES (4, 3, 4, 'Sundet', 'nb', '2031-05-08', '2031-05-08T00:00:00', '2031-05-08T23:59:59', NULL, NULL, NULL, NULL, NULL, 'news', 0, '1', 'a', 'p', '2026-11-26T00:56:10.112914Z', NULL, NULL);
INSERT INTO "readings" ("key", "report", "revision", "title", "language", "published", "earliest", "latest", "modified", "date_evidence", "publisher", "agency", "url", "genre", "charset_guessed", "reader", "lexicon", "pipeline", "recorded_at", "superseded_at", "reserved") VALUES (5, 4, 5, NULL, 'nb', '2031-05', '2031-05-01T00:00:00', '2031-05-31T23:59:59', NULL, NULL, NULL, NULL, NULL, 'news', 0, '1', 'a', 'p', '2026-11-26T00:56:10.133364Z', NULL, NULL);
INSERT INTO "readings" ("key", "report", "revision", "title", "language", "published", "earliest", "latest", "modified", "date_evidence", "publisher", "agency", "url", "genre", "charset_guessed", "reader", "lexicon", "pipeline", "recorded_at", "superseded_at", "reserved") VALUES (6, 5, 6, NULL, 'nb', '2031-05', '2031-05-01T00:00:00', '2031-05-31T23:59:59', NULL, NULL, NULL, NULL, NULL, 'news', 0, '1', 'a', 'p', '2026-11-26T00:56:10.141481Z', '2026-11-26T00:56:10.150572Z', NULL);
INSERT INTO "readings" ("key", "report", "revision", "title", "language", "published", "earliest", "latest", "modified", "date_evidence", "publisher", "agency", "url", "genre", "charset_guessed", "reader", "lexicon", "pipeline", "recorded_at", "superseded_at", "reserved") VALUES (7, 5, 6, NULL, 'nb', '2031-05', '2031-05-01T00:00:00', '2031-05-31T23:59:59', NULL, NULL, NULL, NULL, NULL, 'news', 0, '2', 'a', 'p', '2026-11-26T00:56:10.150572Z', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (1, 1, 1, 'a1', 'Åse Lindqvist', 'person', 'NAV', 'foreign minister', NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (2, 1, 2, 'a2', 'Ramón Vega', 'person', 'SLA', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (3, 1, 3, 'a3', 'Nordavind', 'state', 'NAV', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (4, 1, 4, 'a4', 'Sørlandia', 'state', 'SLA', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (5, 1, 5, 'a5', 'Borgen', 'body', 'NAV', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (6, 1, 6, 'a6', 'adviser to Ramón Vega', 'unnamed', 'SLA', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (7, 2, 1, 'a1', 'Åse Lindqvist', 'person', 'NAV', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (8, 3, 1, 'a1', 'Åse Lindqvist', 'person', 'NAV', 'foreign minister', NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (9, 3, 2, 'a2', 'Ramón Vega', 'person', 'SLA', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (10, 3, 3, 'a3', 'Nordavind', 'state', 'NAV', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (11, 3, 4, 'a4', 'Sørlandia', 'state', 'SLA', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (12, 3, 5, 'a5', 'Borgen', 'body', 'NAV', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (13, 3, 6, 'a6', 'adviser to Ramón Vega', 'unnamed', 'SLA', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (14, 4, 4, 'a1', 'Sørlandia', 'state', 'SLA', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (15, 4, 3, 'a2', 'Nordavind', 'state', 'NAV', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (16, 4, 5, 'a3', 'Borgen', 'body', 'NAV', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (17, 4, 7, 'a4', 'Havforbundet', 'alliance', NULL, NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (18, 5, 8, 'a1', 'Tor Vang', 'person', 'NAV', NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (19, 6, 9, 'a1', 'Tor Vang', 'person', NULL, NULL, NULL);
INSERT INTO "appearances" ("key", "reading", "actor", "local", "name", "kind", "code", "role", "wikidata") VALUES (20, 7, 8, 'a1', 'Tor Vang', 'person', 'NAV', NULL, NULL);
INSERT INTO "division_versions" ("key", "division", "reading", "origin", "within", "earliest", "latest", "paragraph", "start", "end", "review", "recorded_at", "superseded_at") VALUES (1, 1, 4, 4, 7, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 3, 246, 270, 'unread', '2026-11-26T00:56:10.112914Z', NULL);
INSERT INTO "event_versions" ("key", "event", "reading", "origin", "type", "mode", "context", "cameo", "modality", "condition_of", "statement", "count", "unit", "when", "where", "confidence", "earliest", "latest", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (1, 1, 4, 4, 'REQUEST', NULL, 'diplomatic', '100', 'actual', NULL, 5, NULL, NULL, '2031-05-05', NULL, 0.9, '2031-05-05T00:00:00', '2031-05-05T23:59:59', 2, 44, 50, 'unread', '2026-11-26T00:56:10.112914Z', NULL, 'rules');
INSERT INTO "event_versions" ("key", "event", "reading", "origin", "type", "mode", "context", "cameo", "modality", "condition_of", "statement", "count", "unit", "when", "where", "confidence", "earliest", "latest", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (2, 2, 4, 4, 'REJECT', NULL, '', '120', 'actual', NULL, NULL, NULL, NULL, NULL, NULL, 0.0, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 2, 99, 105, 'unread', '2026-11-26T00:56:10.112914Z', NULL, 'rules');
INSERT INTO "event_versions" ("key", "event", "reading", "origin", "type", "mode", "context", "cameo", "modality", "condition_of", "statement", "count", "unit", "when", "where", "confidence", "earliest", "latest", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (3, 3, 4, 4, 'MOBILIZE', NULL, 'military', '150', 'conditional', NULL, NULL, 4, 'skip', NULL, 'Vestre havn', 0.0, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 2, 194, 199, 'unread', '2026-11-26T00:56:10.112914Z', NULL, 'rules');
INSERT INTO "event_versions" ("key", "event", "reading", "origin", "type", "mode", "context", "cameo", "modality", "condition_of", "statement", "count", "unit", "when", "where", "confidence", "earliest", "latest", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (4, 4, 4, 4, 'RETREAT', NULL, '', NULL, 'negated', 3, NULL, NULL, NULL, NULL, NULL, 0.0, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 2, 164, 178, 'unread', '2026-11-26T00:56:10.112914Z', NULL, 'rules');
INSERT INTO "matter_versions" ("key", "matter", "reading", "origin", "kind", "gist", "condition", "deadline", "status", "contested", "earliest", "latest", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (1, 1, 4, 4, 'demand', 'sundet åpnes innen fredag', NULL, '2031-05-09', 'rejected', 0, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 2, 44, 105, 'unread', '2026-11-26T00:56:10.112914Z', NULL, 'rules');
INSERT INTO "matter_versions" ("key", "matter", "reading", "origin", "kind", "gist", "condition", "deadline", "status", "contested", "earliest", "latest", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (2, 2, 4, 4, 'warning', 'sende fire skip', 'Hvis sundet forblir stengt', NULL, 'open', 0, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 2, 180, 209, 'unread', '2026-11-26T00:56:10.112914Z', NULL, 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (1, 1, 1, 1, 1, 6, 'indirect', NULL, 'demand', 0, NULL, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 0.9, 2, 101, 135, 'unread', '2026-11-26T00:56:10.055558Z', '2026-11-26T00:56:10.095477Z', 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (2, 2, 1, 1, 1, 3, 'direct', 'call', 'reject', 0, NULL, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 0.8, 2, 138, 168, 'unread', '2026-11-26T00:56:10.055558Z', '2026-11-26T00:56:10.095477Z', 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (3, 3, 1, 1, 6, 2, 'indirect', NULL, 'assert', 0, NULL, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 0.0, 3, 279, 343, 'unread', '2026-11-26T00:56:10.055558Z', '2026-11-26T00:56:10.095477Z', 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (4, 4, 2, 2, 1, 11, 'indirect', NULL, 'assert', 0, NULL, '2031-05-01T00:00:00', '2031-05-31T23:59:59', 0.0, 1, 22, 36, 'unread', '2026-11-26T00:56:10.085767Z', NULL, 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (5, 1, 3, 3, 1, 6, 'indirect', NULL, 'demand', 0, NULL, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 0.9, 2, 107, 141, 'unread', '2026-11-26T00:56:10.095477Z', NULL, 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (6, 2, 3, 3, 1, 3, 'direct', 'call', 'reject', 0, NULL, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 0.8, 2, 144, 174, 'unread', '2026-11-26T00:56:10.095477Z', NULL, 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (7, 3, 3, 3, 6, 2, 'indirect', NULL, 'assert', 0, NULL, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 0.0, 3, 285, 349, 'unread', '2026-11-26T00:56:10.095477Z', NULL, 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (8, 5, 4, 4, 4, 7, 'indirect', NULL, 'demand', 0, NULL, '2031-05-08T00:00:00', '2031-05-08T23:59:59', 0.0, 2, 61, 86, 'unread', '2026-11-26T00:56:10.112914Z', NULL, 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (9, 6, 5, 5, 8, 13, 'indirect', NULL, 'assert', 0, NULL, '2031-05-01T00:00:00', '2031-05-31T23:59:59', 0.0, 1, 17, 29, 'unread', '2026-11-26T00:56:10.133364Z', NULL, 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (10, 7, 6, 6, 9, 13, 'indirect', NULL, 'assert', 0, NULL, '2031-05-01T00:00:00', '2031-05-31T23:59:59', 0.0, 1, 17, 29, 'unread', '2026-11-26T00:56:10.141481Z', '2026-11-26T00:56:10.150572Z', 'rules');
INSERT INTO "statement_versions" ("key", "statement", "reading", "origin", "speaker", "speaker_form", "form", "channel", "act", "negated", "when", "earliest", "latest", "confidence", "paragraph", "start", "end", "review", "recorded_at", "superseded_at", "read_by") VALUES (11, 7, 7, 7, 8, 13, 'indirect', NULL, 'assert', 0, NULL, '2031-05-01T00:00:00', '2031-05-31T23:59:59', 0.0, 1, 17, 29, 'unread', '2026-11-26T00:56:10.150572Z', NULL, 'rules');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (1, 'speaker', 0, 45, 86, 'Nordavinds utenriksminister Åse Lindqvist', ' mellom Nordavind og Sørlandia

', ' sa torsdag at kravet om fri fer');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (1, 'cue', 0, 87, 89, 'sa', ' utenriksminister Åse Lindqvist ', ' torsdag at kravet om fri ferdse');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (1, 'content', 0, 101, 135, 'kravet om fri ferdsel står ved lag', 'ter Åse Lindqvist sa torsdag at ', '.
«Vi trekker oss ikke fra sunde');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (2, 'speaker', 0, 77, 86, 'Lindqvist', 'Nordavinds utenriksminister Åse ', ' sa torsdag at kravet om fri fer');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (2, 'cue', 0, 87, 89, 'sa', ' utenriksminister Åse Lindqvist ', ' torsdag at kravet om fri ferdse');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (2, 'content', 0, 138, 168, 'Vi trekker oss ikke fra sundet', 't om fri ferdsel står ved lag.
«', '», sa Lindqvist til Sørlandias p');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (3, 'speaker', 0, 249, 270, 'En av Vegas rådgivere', 'ga, ifølge en logg fra Borgen.

', ' sier at presidenten avviser kra');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (3, 'cue', 0, 271, 275, 'sier', ' Borgen.

En av Vegas rådgivere ', ' at presidenten avviser kravene,');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (3, 'content', 0, 279, 306, 'presidenten avviser kravene', '

En av Vegas rådgivere sier at ', ', og at sanksjonene må oppheves ');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (3, 'content', 1, 314, 343, 'sanksjonene må oppheves først', 'sidenten avviser kravene, og at ', '.
');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (4, 'speaker', 0, 0, 13, 'Åse Lindqvist', '', ' sier at havet er fritt.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (4, 'cue', 0, 14, 18, 'sier', 'Åse Lindqvist ', ' at havet er fritt.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (4, 'content', 0, 22, 36, 'havet er fritt', 'Åse Lindqvist sier at ', '.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (5, 'speaker', 0, 51, 92, 'Nordavinds utenriksminister Åse Lindqvist', ' mellom Nordavind og Sørlandia

', ' sa torsdag at kravet om fri fer');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (5, 'cue', 0, 93, 95, 'sa', ' utenriksminister Åse Lindqvist ', ' torsdag at kravet om fri ferdse');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (5, 'content', 0, 107, 141, 'kravet om fri ferdsel står ved lag', 'ter Åse Lindqvist sa torsdag at ', '.
«Vi trekker oss ikke fra sunde');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (6, 'speaker', 0, 83, 92, 'Lindqvist', 'Nordavinds utenriksminister Åse ', ' sa torsdag at kravet om fri fer');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (6, 'cue', 0, 93, 95, 'sa', ' utenriksminister Åse Lindqvist ', ' torsdag at kravet om fri ferdse');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (6, 'content', 0, 144, 174, 'Vi trekker oss ikke fra sundet', 't om fri ferdsel står ved lag.
«', '», sa Lindqvist til Sørlandias p');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (7, 'speaker', 0, 255, 276, 'En av Vegas rådgivere', 'ga, ifølge en logg fra Borgen.

', ' sier at presidenten avviser kra');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (7, 'cue', 0, 277, 281, 'sier', ' Borgen.

En av Vegas rådgivere ', ' at presidenten avviser kravene,');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (7, 'content', 0, 285, 312, 'presidenten avviser kravene', '

En av Vegas rådgivere sier at ', ', og at sanksjonene må oppheves ');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (7, 'content', 1, 320, 349, 'sanksjonene må oppheves først', 'sidenten avviser kravene, og at ', '.
');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (8, 'speaker', 0, 0, 9, 'Sørlandia', '', ' krever at sundet åpnes

Sørland');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (8, 'cue', 0, 44, 50, 'krevde', 'ever at sundet åpnes

Sørlandia ', ' mandag at sundet åpnes innen fr');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (8, 'content', 0, 61, 86, 'sundet åpnes innen fredag', 'nes

Sørlandia krevde mandag at ', '. Kravet ble avvist av Nordavind');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (9, 'speaker', 0, 0, 8, 'Tor Vang', '', ' sier at isen er tynn.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (9, 'cue', 0, 9, 13, 'sier', 'Tor Vang ', ' at isen er tynn.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (9, 'content', 0, 17, 29, 'isen er tynn', 'Tor Vang sier at ', '.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (10, 'speaker', 0, 0, 8, 'Tor Vang', '', ' sier at isen er tykk.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (10, 'cue', 0, 9, 13, 'sier', 'Tor Vang ', ' at isen er tykk.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (10, 'content', 0, 17, 29, 'isen er tykk', 'Tor Vang sier at ', '.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (11, 'speaker', 0, 0, 8, 'Tor Vang', '', ' sier at isen er tykk.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (11, 'cue', 0, 9, 13, 'sier', 'Tor Vang ', ' at isen er tykk.');
INSERT INTO "anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (11, 'content', 0, 17, 29, 'isen er tykk', 'Tor Vang sier at ', '.');
INSERT INTO "division_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (1, 'evidence', 0, 246, 270, 'landene uenige om svaret', 'Vestre havn.

I Havforbundet er ', '.
');
INSERT INTO "division_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (1, 'about', 0, 264, 270, 'svaret', 'vforbundet er landene uenige om ', '.
');
INSERT INTO "event_actors" ("version", "role", "ordinal", "actor") VALUES (1, 'actor', 0, 4);
INSERT INTO "event_actors" ("version", "role", "ordinal", "actor") VALUES (1, 'recipient', 0, 3);
INSERT INTO "event_actors" ("version", "role", "ordinal", "actor") VALUES (2, 'actor', 0, 3);
INSERT INTO "event_actors" ("version", "role", "ordinal", "actor") VALUES (2, 'recipient', 0, 4);
INSERT INTO "event_actors" ("version", "role", "ordinal", "actor") VALUES (2, 'per', 0, 5);
INSERT INTO "event_actors" ("version", "role", "ordinal", "actor") VALUES (3, 'actor', 0, 4);
INSERT INTO "event_actors" ("version", "role", "ordinal", "actor") VALUES (4, 'actor', 0, 3);
INSERT INTO "event_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (1, 'trigger', 0, 44, 50, 'krevde', 'ever at sundet åpnes

Sørlandia ', ' mandag at sundet åpnes innen fr');
INSERT INTO "event_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (2, 'trigger', 0, 99, 105, 'avvist', ' åpnes innen fredag. Kravet ble ', ' av Nordavind, heter det i en lo');
INSERT INTO "event_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (3, 'trigger', 0, 194, 199, 'sende', 't forblir stengt, vil Sørlandia ', ' fire skip til Vestre havn.

I H');
INSERT INTO "event_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (3, 'theme', 0, 200, 209, 'fire skip', 'lir stengt, vil Sørlandia sende ', ' til Vestre havn.

I Havforbunde');
INSERT INTO "event_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (4, 'trigger', 0, 164, 178, 'forblir stengt', 'en logg fra Borgen.
Hvis sundet ', ', vil Sørlandia sende fire skip ');
INSERT INTO "matter_actors" ("version", "role", "ordinal", "actor") VALUES (1, 'by', 0, 4);
INSERT INTO "matter_actors" ("version", "role", "ordinal", "actor") VALUES (1, 'to', 0, 3);
INSERT INTO "matter_actors" ("version", "role", "ordinal", "actor") VALUES (1, 'per', 0, 5);
INSERT INTO "matter_actors" ("version", "role", "ordinal", "actor") VALUES (2, 'by', 0, 4);
INSERT INTO "matter_actors" ("version", "role", "ordinal", "actor") VALUES (2, 'to', 0, 3);
INSERT INTO "matter_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (1, 'evidence', 0, 44, 50, 'krevde', 'ever at sundet åpnes

Sørlandia ', ' mandag at sundet åpnes innen fr');
INSERT INTO "matter_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (1, 'evidence', 1, 88, 105, 'Kravet ble avvist', 'g at sundet åpnes innen fredag. ', ' av Nordavind, heter det i en lo');
INSERT INTO "matter_anchors" ("version", "role", "ordinal", "start", "end", "exact", "prefix", "suffix") VALUES (2, 'evidence', 0, 180, 209, 'vil Sørlandia sende fire skip', 'en.
Hvis sundet forblir stengt, ', ' til Vestre havn.

I Havforbunde');
INSERT INTO "matter_events" ("version", "ordinal", "event") VALUES (1, 0, 1);
INSERT INTO "matter_events" ("version", "ordinal", "event") VALUES (1, 1, 2);
INSERT INTO "matter_events" ("version", "ordinal", "event") VALUES (2, 0, 3);
INSERT INTO "matter_statements" ("version", "ordinal", "statement") VALUES (1, 0, 5);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (1, 1, 6, 45, 86);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (2, 1, 3, 77, 86);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (3, 2, 9, 188, 219);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (4, 2, 10, 279, 290);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (5, 3, 5, 45, 55);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (6, 3, 4, 21, 30);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (7, 4, 7, 34, 43);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (8, 4, 8, 188, 198);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (9, 5, 1, 240, 246);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (10, 6, 2, 249, 270);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (11, 7, 11, 0, 13);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (12, 8, 6, 51, 92);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (13, 8, 3, 83, 92);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (14, 9, 9, 194, 225);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (15, 9, 10, 285, 296);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (16, 10, 5, 51, 61);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (17, 10, 4, 27, 36);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (18, 11, 7, 40, 49);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (19, 11, 8, 194, 204);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (20, 12, 1, 246, 252);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (21, 13, 2, 255, 276);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (22, 14, 7, 0, 9);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (23, 15, 4, 109, 118);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (24, 16, 1, 144, 150);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (25, 17, 12, 230, 242);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (26, 18, 13, 0, 8);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (27, 19, 13, 0, 8);
INSERT INTO "mentions" ("key", "appearance", "form", "start", "end") VALUES (28, 20, 13, 0, 8);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (1, 'about', 0, 4);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (2, 'to', 0, 2);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (2, 'per', 0, 5);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (3, 'about', 0, 2);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (3, 'about', 1, 3);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (5, 'about', 0, 4);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (6, 'to', 0, 2);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (6, 'per', 0, 5);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (7, 'about', 0, 2);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (7, 'about', 1, 3);
INSERT INTO "statement_actors" ("version", "role", "ordinal", "actor") VALUES (8, 'to', 0, 3);
INSERT INTO "report_words" ("rowid", "title", "words") VALUES (2, '', 'åse lindqvist sier at hav er fritt');
INSERT INTO "report_words" ("rowid", "title", "words") VALUES (3, 'grensestrid', 'nytt grensestrid mellom nordavind og sørlandi nordavind utenriksminist åse lindqvist sa torsdag at krav om fri ferdsel står ved lag vi trekk oss ikk fra sund sa lindqvist til sørlandi president ramon veg ifølg en logg fra borg en av veg rådgiver sier at president avvis krav og at sanksjon må opphev først');
INSERT INTO "report_words" ("rowid", "title", "words") VALUES (4, 'sund', 'sørlandi krev at sund åpn sørlandi krevd mandag at sund åpn inn fredag krav ble avvist av nordavind het det i en logg fra borg hvis sund forblir stengt vil sørlandi send fir skip til vestr havn i havforbund er land uen om svar');
INSERT INTO "report_words" ("rowid", "title", "words") VALUES (5, '', 'tor vang sier at isen er tynn');
INSERT INTO "report_words" ("rowid", "title", "words") VALUES (7, '', 'tor vang sier at isen er tykk');
INSERT INTO "statement_words" ("rowid", "words") VALUES (4, 'hav er fritt');
INSERT INTO "statement_words" ("rowid", "words") VALUES (5, 'krav om fri ferdsel står ved lag');
INSERT INTO "statement_words" ("rowid", "words") VALUES (6, 'vi trekk oss ikk fra sund');
INSERT INTO "statement_words" ("rowid", "words") VALUES (7, 'president avvis krav sanksjon må opphev først');
INSERT INTO "statement_words" ("rowid", "words") VALUES (8, 'sund åpn inn fredag');
INSERT INTO "statement_words" ("rowid", "words") VALUES (9, 'isen er tynn');
INSERT INTO "statement_words" ("rowid", "words") VALUES (11, 'isen er tykk');
