"""Every reader of a format over inputs that a fuzzer makes out of good ones: ``python -m tests.fuzz READER``."""
