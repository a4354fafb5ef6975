"""What a ledger is asked by assistants: the questions of the listings as tools of the Model Context Protocol.

Nothing here writes. Rows are what ``--json`` prints; ``answering`` puts beside each where it is from, and takes out
words that may not be shown. Needs the package ``mcp`` (``pip install 'depesje[mcp]'``).
"""
