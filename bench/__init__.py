"""How right and how quick the reading is, measured."""
