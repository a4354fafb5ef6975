"""JSON-LD, read by rdflib without a network: schema.org, W3C Web Annotation, PROV-O."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from depesje.exports import Options
from depesje.exports.jsonld import CONTEXT
from depesje.ledger import Ledger
from tests.ledger.making import GRENSE, small

Exported = Callable[..., bytes]
SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")


@pytest.fixture
def graph(exported: Exported, monkeypatch: pytest.MonkeyPatch) -> Graph:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    return Graph().parse(data=exported("jsonld"), format="json-ld")


def test_a_quotation_says_who_said_what_on_whose_word(graph: Graph) -> None:
    found = graph.query(
        """
        PREFIX schema: <https://schema.org/> PREFIX d: <urn:depesje:terms:>
        SELECT ?text ?speaker ?to ?per ?review WHERE {
          ?quotation a schema:Quotation; schema:text ?text; schema:spokenByCharacter/schema:name ?speaker;
            d:to/schema:name ?to; d:per/schema:name ?per; d:review ?review; schema:isPartOf ?report.
          ?report a schema:NewsArticle }
        """
    )
    assert [tuple(map(str, row)) for row in found] == [
        ("Vi trekker oss ikke fra sundet", "Åse Lindqvist", "Ramón Vega", "Borgen", "unread")
    ]
    assert len(list(graph.subjects(RDF.type, SCHEMA.Claim))) == 3


def test_selectors_lead_back_to_the_words(graph: Graph) -> None:
    found = graph.query(
        """
        PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?exact ?prefix ?suffix ?start ?end WHERE {
          ?annotation a oa:Annotation; oa:motivatedBy oa:identifying; oa:hasBody <urn:depesje:st-2>; oa:hasTarget ?target.
          ?target oa:hasSource <urn:depesje:report:grense>; oa:hasSelector ?quote, ?place.
          ?quote a oa:TextQuoteSelector; oa:exact ?exact; oa:prefix ?prefix; oa:suffix ?suffix.
          ?place a oa:TextPositionSelector; oa:start ?start; oa:end ?end }
        """
    )
    ((exact, prefix, suffix, start, end),) = [tuple(value.toPython() for value in row) for row in found]
    assert GRENSE[start:end] == exact
    assert GRENSE[:start].endswith(prefix) and GRENSE[end:].startswith(suffix)


def test_provenance_says_what_read_it(graph: Graph) -> None:
    reading = next(graph.objects(URIRef("urn:depesje:st-2"), PROV.wasGeneratedBy))
    reader = next(graph.objects(reading, PROV.wasAssociatedWith))
    assert (reader, RDF.type, PROV.SoftwareAgent) in graph
    assert "lexicon a" in str(next(graph.objects(reader, SCHEMA.name)))
    assert next(graph.objects(reading, PROV.used)) == URIRef("urn:depesje:report:grense")


def test_every_term_is_defined_and_nothing_is_dropped(exported: Exported) -> None:
    document = json.loads(exported("jsonld"))
    terms = set(document["@context"])
    assert document["@context"] == json.loads(CONTEXT.read_bytes())

    def keys(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(keys, node)) if node else set()
        return set(node).union(*map(keys, node.values())) if isinstance(node, dict) else set()

    assert keys(document["@graph"]) <= terms
    types = {
        kind
        for node in document["@graph"]
        for kind in ([node["type"]] if isinstance(node["type"], str) else node["type"])
    }
    assert types <= terms and len(types) >= 8


def test_annotations_have_the_shape_of_the_web_annotation_data_model(exported: Exported) -> None:
    """What the model's sections 3 and 4 require (https://www.w3.org/TR/annotation-model/), node by node."""
    annotations = [node for node in json.loads(exported("jsonld"))["@graph"] if node["type"] == "Annotation"]
    assert len({one["id"] for one in annotations}) == len(annotations) == 13
    for annotation in annotations:
        target = annotation["target"]
        assert annotation["id"] and annotation["body"] and annotation["motivation"] == "identifying"
        assert target["type"] == "SpecificResource" and isinstance(target["source"], str)
        by_type = {selector["type"]: selector for selector in target["selector"]}
        place, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
        assert isinstance(place["start"], int) and 0 <= place["start"] < place["end"]
        assert isinstance(quote["exact"], str) and len(quote["exact"]) == place["end"] - place["start"]


def test_long_words_are_selected_from_where_they_begin_to_what_follows(ledger: Ledger) -> None:
    ledger.add(small("https://x.example/a b", words="sundet må åpnes " * 40 + "nå"))
    out = io.BytesIO()
    ledger.export("jsonld", out)
    (annotation,) = [n for n in json.loads(out.getvalue())["@graph"] if n["type"] == "Annotation"]
    selectors = {one["type"]: one for one in annotation["target"]["selector"]}
    assert "TextQuoteSelector" not in selectors
    assert len(selectors["RangeSelector"]["startSelector"]["exact"]) <= 300
    assert selectors["RangeSelector"]["endSelector"]["exact"] == "."
    assert annotation["target"]["source"] == "https://x.example/a%20b"
    assert Graph().parse(data=out.getvalue(), format="json-ld")
    out = io.BytesIO()
    ledger.export("jsonld", out, Options(limit=None))
    assert "RangeSelector" not in {
        s["type"]
        for n in json.loads(out.getvalue())["@graph"]
        if n["type"] == "Annotation"
        for s in n["target"]["selector"]
    }
