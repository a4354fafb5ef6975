"""A second, optional reader: a language model behind an OpenAI-compatible endpoint may propose records.

    assistant = Assistant(Endpoint.at("http://127.0.0.1:8080/v1", "a-model"))
    for item in assisted(read_reports(reports), assistant): ...

The model is sent the report's text and gets no tools. What it answers is hostile until it is checked: a proposal counts only
where every word that it hangs on stands in the text. See docs/assist.md.
"""

from depesje.assist.assistant import Assistant, assisted
from depesje.assist.endpoint import Endpoint

__all__ = ["Assistant", "Endpoint", "assisted"]
