"""``python -m depesje`` is the command ``depesje``."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C while it is being loaded ends in a line, too."""
    try:
        from depesje.cli import main as command
    except KeyboardInterrupt:
        print("depesje: interrupted", file=sys.stderr)
        sys.exit(130)
    command()


if __name__ == "__main__":
    main()
