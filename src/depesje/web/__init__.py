"""The analysts' pages: ``depesje serve``. Nothing is imported here, since FastAPI takes its time; see ``app``."""
