"""The pages, one module each: ``router`` answers, ``ENTRY`` (if any) puts it into the navigation. See docs/web.md."""

from depesje.web.pages import account, help, home, preferences, records, report, reports, static

PAGES = (home, reports, records, report, account, preferences, help, static)
