"""What a ledger keeps of the work of watching: feeds and when they are due, hosts' rules, the quarantine, alerts."""
