"""What stands on a page of a news site: one module a question, all asked by ``depesje.intake.html``."""
