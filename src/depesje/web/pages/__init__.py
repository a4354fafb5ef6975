"""The pages, one module each: ``router`` answers, ``ENTRY`` (if any) puts it into the navigation. See docs/web.md."""

from depesje.web.pages import (
    account,
    actor,
    api,
    changes,
    exchanges,
    help,
    home,
    matters,
    preferences,
    records,
    report,
    reports,
    review,
    search,
    static,
    timeline,
)

PAGES = (
    home,
    matters,
    exchanges,
    timeline,
    reports,
    search,
    actor,
    review,
    changes,
    records,
    report,
    account,
    preferences,
    help,
    api,
    static,
)
