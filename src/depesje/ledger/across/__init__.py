"""What holds across reports, as pure functions of records: which of them tell of one thing, and what they make together."""
