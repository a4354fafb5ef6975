"""Pages in the manner of a Norwegian news site; names, offices and places are invented."""

from __future__ import annotations

PARAGRAPHS = (
    "Utenriksminister Odd Fjellheim avviser et møte med Vestmarks president Ivar Bergland.",
    "– Vi venter fortsatt på svar, sier Fjellheim.",
    "– Nei.",
    "«Vi har ikke mottatt noe brev», heter det i svaret fra departementet i Vestmark.",
    "Støre Fjordlag, som organiserer grensehandelen, viser til brevet fra i fjor.",
    "– Nei.",
    "Forhandlingene fortsetter i Havneby neste uke, ifølge en talskvinne for utenriksdepartementet.",
)

HEAD = """
<title>Avviser møte med Vestmark | Fjordposten</title>
<link rel="canonical" href="https://www.Fjordposten.example/utenriks/avviser-mote#topp">
<meta property="og:site_name" content="Fjordposten">
<meta property="og:title" content="Avviser møte med Vestmark">
<meta property="article:published_time" content="2022-01-28T14:05:00+01:00">
<meta property="article:modified_time" content="2022-01-29T08:00:00+01:00">
"""


def article(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """An article with a heading and a subheading after its second paragraph."""
    marked = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    marked.insert(2, "<h2>Vil ikke svare</h2>")
    return "<article><h1>Avviser møte med Vestmark</h1>" + "\n".join(marked) + "</article>"


def page(body: str | None = None, head: str = HEAD, charset: str = "utf-8") -> str:
    """A whole page: menu, cookie banner, article, links to other articles, footer."""
    return f"""<!doctype html><html lang="nb"><head><meta charset="{charset}">{head}</head><body>
<nav class="menu"><ul><li><a href="/">Forside</a></li><li><a href="/utenriks">Utenriks</a></li></ul></nav>
<div class="cookie-banner" id="cookie-consent"><p>Vi bruker informasjonskapsler.</p><button>Godta</button>
</div>
<main>{article() if body is None else body}</main>
<aside class="related"><h3>Les også</h3>
<ul><li><a href="/a">Toppmøtet ble avlyst etter bråk</a></li></ul></aside>
<footer><p>Ansvarlig redaktør: Per Pennesen. Tlf. 00 00 00 00</p></footer></body></html>"""
