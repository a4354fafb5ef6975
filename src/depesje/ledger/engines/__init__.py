"""Where a ledger can lie: in a file (SQLite) or in a database server (PostgreSQL); one module an engine."""
