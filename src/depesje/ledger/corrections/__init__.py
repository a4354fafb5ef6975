"""What people correct: kept with who, when and why, and never undone by the machine.

``journal`` keeps the acts themselves; each of the others is one kind of act.
"""
