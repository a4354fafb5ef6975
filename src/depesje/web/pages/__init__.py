"""The pages, one module each: ``router`` answers, ``ENTRY`` (if any) puts it into the navigation. See docs/web.md."""

from depesje.web.pages import account, help, home, preferences, reports, static

PAGES = (home, reports, account, preferences, help, static)
