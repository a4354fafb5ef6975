"""The readers as spaCy components, for pipelines that others put together.

    nlp = spacy.load(…)                       # any pipeline with Universal Dependencies' labels
    nlp.add_pipe("depesje_statements", config={"language": "nb"})
    doc = nlp("…");  doc._.actors;  doc._.statements

``depesje_actors`` sets ``doc._.actors`` alone, ``depesje_events`` and ``depesje_matters`` more than these two.
``depesje_dates`` sets ``doc._.dates``, the expressions that tell dates. The ``published`` (EDTF) of dates and events is what
relative dates are counted from, ``doc.user_data["published"]`` goes before it. Offsets count characters of ``doc.text``.
"""

from __future__ import annotations

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from depesje.language import gazetteer, lexicon, pipeline, syntax
from depesje.records import Language, Report


class Reader:
    """A component that reads a parsed Doc and sets the named extensions on it."""

    def __init__(
        self, nlp: Pipeline, language: Language, attributes: tuple[str, ...], published: str | None = None
    ) -> None:
        self.nlp, self.language, self.attributes, self.published = nlp, language, attributes, published
        self.version = f"{nlp.meta.get('name')}-{nlp.meta.get('version')}"
        lexicon.load(language)
        gazetteer.load()
        for attribute in attributes:
            if not Doc.has_extension(attribute):
                Doc.set_extension(attribute, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Reads ``doc`` (tagged, parsed, with entities) and returns it with its extensions set."""
        from depesje.reading.reader import read_parse

        published = doc.user_data.get("published", self.published)
        report = Report(id="", text=doc.text, language=self.language, published=published)
        record = read_parse(report, syntax.from_doc(doc, pipeline.scheme(self.nlp)), self.version)
        for attribute in self.attributes:
            doc._.set(attribute, getattr(record, attribute))
        return doc


@Pipeline.factory("depesje_statements", default_config={"language": "nb"})
def statements(nlp: Pipeline, name: str, language: Language) -> Reader:
    """Makes the component that sets ``doc._.actors`` and ``doc._.statements``."""
    return Reader(nlp, language, ("actors", "statements"))


@Pipeline.factory("depesje_events", default_config={"language": "nb", "published": None})
def events(nlp: Pipeline, name: str, language: Language, published: str | None) -> Reader:
    """Makes the component that sets ``doc._.actors``, ``doc._.statements`` and ``doc._.events``."""
    return Reader(nlp, language, ("actors", "statements", "events"), published)


@Pipeline.factory("depesje_matters", default_config={"language": "nb"})
def matters(nlp: Pipeline, name: str, language: Language) -> Reader:
    """Makes the component that sets ``doc._.actors``, ``doc._.statements``, ``doc._.matters`` and ``doc._.divisions``."""
    return Reader(nlp, language, ("actors", "statements", "matters", "divisions"))


@Pipeline.factory("depesje_actors", default_config={"language": "nb"})
def actors(nlp: Pipeline, name: str, language: Language) -> Reader:
    """Makes the component that sets ``doc._.actors``."""
    return Reader(nlp, language, ("actors",))


class DateFinder:
    """A component that sets ``doc._.dates``."""

    def __init__(self, nlp: Pipeline, language: Language, published: str | None) -> None:
        self.nlp, self.lexicon, self.published = nlp, lexicon.load(language), published
        if not Doc.has_extension("dates"):
            Doc.set_extension("dates", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Finds the dates of ``doc`` (tagged and parsed) and returns it with its extension set."""
        from depesje.reading import dates

        published = doc.user_data.get("published", self.published)
        report = Report(id="", text=doc.text, published=published)
        parse = syntax.from_doc(doc, pipeline.scheme(self.nlp))
        doc._.dates = dates.find(self.lexicon, parse, report).expressions
        return doc


@Pipeline.factory("depesje_dates", default_config={"language": "nb", "published": None})
def dates(nlp: Pipeline, name: str, language: Language, published: str | None) -> DateFinder:
    """Makes the component that sets ``doc._.dates``."""
    return DateFinder(nlp, language, published)
