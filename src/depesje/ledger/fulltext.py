"""Search over word stems: what the index holds, what a query asks of it, and where that was found.

Norwegian stems serve Bokmål and Nynorsk (krav, kravet, krava → krav). Stemming happens here, not in the database,
so that both engines find the same, the index needs no extension and any SQLite can open the file.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped, unused-ignore]

Phrase = tuple[str, ...]
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_GENITIVE_ACRONYM = re.compile(r"([A-ZÆØÅ]{2,})s")
_STEMMERS = {name: snowballstemmer.stemmer(name) for name in ("norwegian", "english")}
_LOCK = threading.Lock()  # a stemmer keeps the word it works on, so threads take turns
MOST_WORDS = 50  # in a query; SQLite bounds how deep an expression may be
SNIPPET = 160  # characters
MOST_HITS = 200  # that compete for the snippet


def stemmer_for(language: str | None) -> str:
    """The stemmer for a report's language; Norwegian where the language is not known."""
    return "english" if language == "en" else "norwegian"


def indexed(text: str, language: str | None) -> str:
    """What the index holds for ``text``: its stems in order."""
    stemmer = stemmer_for(language)
    return " ".join(stem(word, stemmer) for word in _WORD.findall(text))


@lru_cache(maxsize=200_000)
def stem(word: str, stemmer: str) -> str:
    """The stem of a word, without accents but for å: ``USAs`` → ``usa``, ``kravene`` → ``krav``."""
    word = unicodedata.normalize("NFC", word)
    if acronym := _GENITIVE_ACRONYM.fullmatch(word):
        word = acronym[1]
    with _LOCK:
        stemmed = _STEMMERS[stemmer].stemWord(word.lower())
    return _plain(stemmed) or _plain(word.lower())


def _plain(word: str) -> str:
    kept = (c if c == "å" else unicodedata.normalize("NFKD", c) for c in unicodedata.normalize("NFC", word))
    return "".join(c for c in "".join(kept) if c.isalnum())


def phrases(query: str) -> list[tuple[str, ...]]:
    """The words and "quoted phrases" of a query, each as its words; anything else says nothing."""
    found = []
    for piece in _PIECE.finditer(query):
        quoted, bare = piece.groups()
        words = tuple(_WORD.findall(quoted if bare is None else bare))
        if words and bare != "AND":  # all words are asked for anyway
            found.append(words)
    return found[:MOST_WORDS]


def apart(query: str) -> str:
    """A query for the same words, wherever each stands."""
    return " ".join(word for words in phrases(query) for word in words)


def stands(query: str, *columns: str) -> bool:
    """Whether the index finds a query in these columns of it (each as ``indexed`` makes it)."""
    padded = [f" {column} " for column in columns]
    return all(
        any(f" {' '.join(stems)} " in column for stems in either for column in padded)
        for either in asked(query)
    )


def asked(query: str) -> list[list[Phrase]]:
    """What a query asks for: all of these, each in one of its forms, the stems of which stand together.

    The language of a query is unknown, so each word is asked for by its Norwegian and its English stem.
    """
    found = []
    for words in phrases(query):
        stems = {tuple(stem(word, stemmer) for word in words[:MOST_WORDS]) for stemmer in _STEMMERS}
        if either := sorted(phrase for phrase in stems if all(phrase)):
            found.append(either)
    return found


def snippet(text: str, query: str, language: str | None) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The stretch of ``text`` with most of the query's words, and which parts of it are those words."""
    hits = _hits(text, query, stemmer_for(language))
    if not hits:
        return _clip(text, 0, min(len(text), SNIPPET)), ()
    best = max(
        hits[:MOST_HITS],
        key=lambda hit: sum(hit[0] <= other[0] < hit[0] + SNIPPET - 20 for other in hits[:MOST_HITS]),
    )
    start = _word_edge(text, max(0, best[0] - 40))
    end = min(len(text), start + SNIPPET)
    while end < len(text) and end > best[1] and not text[end].isspace():
        end -= 1
    end = max(end, best[1])
    lead = "… " if start else ""
    marks = tuple((a - start + len(lead), b - start + len(lead)) for a, b in hits if a >= start and b <= end)
    return _clip(text, start, end), marks


def _hits(text: str, query: str, stemmer: str) -> list[tuple[int, int]]:
    """Where the query's words stand; the words of a phrase only where they stand together."""
    words = [(stem(found[0], stemmer), found.start(), found.end()) for found in _WORD.finditer(text)]
    asked = {tuple(stem(word, name) for word in phrase) for phrase in phrases(query) for name in _STEMMERS}
    hits = set()
    for phrase in asked:
        for at in range(len(words) - len(phrase) + 1):
            if all(words[at + n][0] == phrase[n] for n in range(len(phrase))):
                hits.add((words[at][1], words[at + len(phrase) - 1][2]))
    return sorted(hits)


def _word_edge(text: str, start: int) -> int:
    """The start of the word after ``start``, so that a snippet begins with a whole word."""
    if start == 0 or text[start - 1].isspace():
        return start
    found = re.compile(r"\s").search(text, start, start + 40)
    return found.end() if found else start


def _clip(text: str, start: int, end: int) -> str:
    # One space for each white character keeps the marks in place.
    words = re.sub(r"\s", " ", text[start:end])
    return ("… " if start else "") + words + (" …" if end < len(text) else "")
