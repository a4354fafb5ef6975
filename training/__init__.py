"""How the Norwegian pipeline that ships with Depesje was made; ``python -m training.run --help`` makes it again."""
