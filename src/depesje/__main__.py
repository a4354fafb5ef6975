"""``python -m depesje`` is the command ``depesje``."""

from depesje.cli import main

if __name__ == "__main__":
    main()
