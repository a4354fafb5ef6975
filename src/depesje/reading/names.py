"""Names in a text: which words are one, whether it is a person's, and the title or apposition that goes with it.

The pipeline's entities are a start only. A name counts as a person's where the text as a whole says so: by most of its
labels, a title before it, a first name from our table, or a surname that belongs to a full name elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from depesje.language.gazetteer import Entry, Gazetteer
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.nouns import Mention, affiliation, compound, definite
from depesje.reading.titles import Titles, capital
from depesje.records import ActorKind

_SHORT = 3  # Letters of a second lower-case word inside a name ("von der").
_WEAK = frozenset({"LOC", "PROD", "EVT", "DRV", "MISC", ""})


@dataclass(slots=True)
class Run:
    """Tokens ``first`` to ``last`` (exclusive) that look like one name, and the pipeline's label for them."""

    first: int
    last: int
    label: str


class Names:
    """Finds the names of one parse. ``taken`` marks the tokens that names, titles and credits use up."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse) -> None:
        self.lexicon, self.gazetteer, self.parse = lexicon, gazetteer, parse
        self.taken = [False] * len(parse)
        self.titles = Titles(lexicon, gazetteer, parse, self.taken)
        self.surnames: set[str] = set()
        self._listed: dict[int, tuple[int, Entry] | None] = {}
        self.labels: defaultdict[str, set[str]] = defaultdict(set)

    def find(self) -> list[Mention]:
        """The mentions that names make, in order."""
        self._credits()
        runs = self._joined(list(self._runs()))
        people = [r for r in runs if r.last - r.first > 1 and not self._in_marks(r) and self._full_name(r)]
        self.surnames = {self.plain(r.first, r.last).rsplit(" ", 1)[-1] for r in people}
        full = {i for r in people for i in range(r.first, r.last)}
        runs += self._missed(runs)
        out = list(self._known(full))
        for run in runs:
            for part in self._free(run):
                mention = self._name(part)
                if mention is not None:
                    out.append(mention)
        return out

    # Which words are names.

    def _credits(self) -> None:
        """Takes out datelines ("MOSKVA/OSLO:") and what stands behind "Foto:"."""
        parse = self.parse
        for paragraph in parse.paragraphs:
            for i in range(paragraph.first, paragraph.last - 1):
                if parse.words[i + 1] == ":" and parse.lower[i] in self.lexicon.grammar.credit:
                    self.titles.take(i, paragraph.last)
                    break
                if parse.words[i] == ":":
                    head = parse.words[paragraph.first : i]
                    if (
                        i - paragraph.first < 6
                        and all(w.isupper() or w == "/" for w in head)
                        and self._places(head)
                    ):
                        self.titles.take(paragraph.first, i)

    def _places(self, words: list[str]) -> bool:
        return all(w == "/" or w.capitalize() in self.gazetteer.single or len(w) > 5 for w in words)

    def _runs(self) -> Iterator[Run]:
        """The pipeline's entities cut down to name words, then words tagged as names outside them."""
        parse, n = self.parse, len(self.parse)
        covered = [False] * n
        for entity in parse.entities:
            for i in range(entity.first, entity.last):
                covered[i] = True
            yield from self._pieces(entity.first, entity.last, entity.label)
        i = 0
        while i < n:
            if covered[i] or parse.pos[i] != "PROPN" or not capital(parse, i):
                i += 1
                continue
            last = i + 1
            while last < n and not covered[last] and parse.pos[last] == "PROPN" and self._namelike(last):
                last += 1
            yield from self._pieces(i, last, "")
            i = last

    def _joined(self, runs: list[Run]) -> list[Run]:
        """Runs that the pipeline split put together: "Silvio" and "Berlusconi", "Centre" for "American Progress"."""
        out: list[Run] = []
        for run in sorted(runs, key=lambda r: r.first):
            last = out[-1] if out else None
            if last is not None and run.first < last.last:
                continue
            self._lengthen(run)
            if last is not None and not self._known_whole(last) and not self._known_whole(run):
                between = self.parse.lower[last.last : run.first]
                if self._one_name(last, run, between):
                    last.last = run.last
                    self.labels[self.plain(last.first, last.last)] |= {last.label, run.label} - {""}
                    continue
            out.append(run)
        return out

    def _lengthen(self, run: Run) -> None:
        """Takes in the surname that the pipeline left out: "Petra" of "Petra Zeller"."""
        parse, end = self.parse, run.last
        if end - run.first > 1 or end >= len(parse) or "Case=Gen" in parse.feats[run.first]:
            return
        title = self.titles.before(run.first, end)
        if run.label != "PER" and not (title is not None and title.human):
            return
        if (
            self._particle(end)
            and end + 1 < len(parse)
            and parse.lower[end] not in self.lexicon.grammar.partner
        ):
            end += 1
        known = self._match(end)
        if (
            known is None
            and self._namelike(end)
            and self.titles.adjacent(end - 1)
            and not self._known_whole(run)
        ):
            run.last = end + 1
            self.labels[self.plain(run.first, run.last)].add("PER")

    def _one_name(self, last: Run, run: Run, between: list[str]) -> bool:
        if not between:
            if "Case=Gen" in self.parse.feats[last.last - 1]:
                return False  # "Cole's Call".
            first = last.label == "PER" or self.gazetteer.forename(self.parse.words[last.first]) is not None
            return first and last.label in {"PER", ""} and self.titles.adjacent(last.last - 1)
        if not all(self._particle(i) for i in range(last.last, run.first)):
            return False
        if len(between) > 1 and not last.label == run.label == "PER":
            return False
        person = (
            "PER" in {last.label, run.label}
            or self.gazetteer.forename(self.parse.words[last.first]) is not None
        )
        apart = self.lexicon.grammar.partner | self.lexicon.grammar.employer
        two = between[0] in apart or self.parse.pos[last.last] == "CCONJ"  # "Karin Lund and Karol Wilk"
        return last.label == run.label == "ORG" or person and not two

    def _pieces(self, first: int, last: int, label: str) -> Iterator[Run]:
        start = None
        for i in range(first, last + 1):
            inside = i < last and (
                self._namelike(i) and not (start is None and i + 1 < last and self._opens(i, last))
                or start is not None and i + 1 < last and self._particle(i)
                or start is not None and self.parse.words[i].isdigit()
            )  # fmt: skip
            if inside and start is None:
                start = i
            elif not inside and start is not None:
                start = self._from_forename(first, start, label)
                run = Run(start, i, label)
                self.labels[self.plain(start, i)].add(label)
                yield run
                start = None

    def _from_forename(self, first: int, start: int, label: str) -> int:
        """Where a name begins: at the first name that the pipeline left out, where it would begin with "van" or "von"."""
        parse, before = self.parse, first - 1
        if start == first:
            return before if label == "PER" and self._forename_before(start) else start
        alone = label != "PER" or any(not self._particle(i) for i in range(first, start))
        if alone or before < 0 or parse.sent[before] != parse.sent[first] or not capital(parse, before):
            return start
        # The pipeline may begin a sentence behind a title; a word before it says that none begins there.
        opens = before == parse.paragraphs[parse.paragraph_of(before)].first
        if (opens or not parse.words[before - 1][-1:].isalnum()) and (
            self.gazetteer.forename(parse.words[before]) is None
        ):
            return start
        other = self.titles.genitive(before) or self.titles.function(before) is not None
        return start if other or self._match(before) is not None else before

    def _forename_before(self, start: int) -> bool:
        """Whether a first name that the pipeline took for another word opens the name: "Oleg" of "Oleg Surkin"."""
        parse, before = self.parse, start - 1
        inside = (
            before >= 0
            and parse.paragraph_of(before) == parse.paragraph_of(start)
            and before not in parse.named
        )
        if not inside or not capital(parse, before) or self.gazetteer.forename(parse.words[before]) is None:
            return False
        return parse.start[start] - parse.end[before] == 1 and self._match(before) is None

    def _namelike(self, i: int) -> bool:
        """A word with a capital letter, or with one behind an article: "al-Maliki"."""
        if capital(self.parse, i):
            return True
        article, _, rest = self.parse.words[i].partition("-")
        return rest[:1].isupper() and article in self.lexicon.grammar.particles

    def _particle(self, i: int) -> bool:
        """A lower-case word inside a name: "van", or "der" behind it."""
        lower, particles = self.parse.lower, self.lexicon.grammar.particles
        return lower[i] in particles or lower[i - 1] in particles and len(lower[i]) <= _SHORT

    def _opens(self, i: int, last: int) -> bool:
        """Whether a capitalised word before a name is none of it: "Italias …", "Nyhetsbyrået …", "Foreign Minister …"."""
        if self._namesake(last):
            return self.titles.genitive(i)
        starts = self.parse.pos[i] == "NOUN" or i == self.parse.sentences[self.parse.sent[i]][0]
        if self.titles.genitive(i) or starts and self.titles.function(i) is not None or self.titles.inside(i):
            return True
        return any(
            self._introduces(noun, last) and self.titles.left(noun) <= i for noun in range(i, last - 1)
        )

    def _namesake(self, last: int) -> bool:
        """Whether a name that ends before ``last`` is that of a thing, whoever it is called after: "King George Hotel"."""
        return capital(self.parse, last - 1) and self.parse.lower[last - 1] in self.lexicon.grammar.namesakes

    def _introduces(self, noun: int, last: int) -> bool:
        """Whether a capitalised role at ``noun`` is the title of the person whose name follows, up to ``last``."""
        role = self.titles.function(noun)
        if role is None or role.kind != "person" or not noun < self.parse.head[noun] < last:
            return False
        return all(self.titles.function(i) is None for i in range(noun + 1, last))

    def _missed(self, runs: list[Run]) -> list[Run]:
        """Surnames of people in the report that the pipeline took for common words ("Blinken ba …")."""
        found = {r.first for r in runs if r.last - r.first == 1}
        words = enumerate(self.parse.words)
        return [
            Run(i, i + 1, "")
            for i, w in words
            if i not in found and (w in self.surnames or w[-1:] == "s" and w[:-1] in self.surnames)
        ]

    def _full_name(self, run: Run) -> bool:
        text = self.plain(run.first, run.last)
        if self._known_whole(run):
            return False
        first = self.gazetteer.forename(text)
        title = self.titles.before(run.first, run.last)
        return "PER" in self.labels[text] or first is not None or title is not None and title.human

    def _known_whole(self, run: Run) -> bool:
        found = self._match(run.first)
        return found is not None and found[0] >= run.last - run.first

    def _match(self, i: int) -> tuple[int, Entry] | None:
        """The entry of our tables that starts at token ``i``: asked again and again while names are put together."""
        if i not in self._listed:
            self._listed[i] = self.gazetteer.match(self.parse.words, i)
        return self._listed[i]

    def plain(self, first: int, last: int) -> str:
        """A name's text on one line, without a genitive ending."""
        parse = self.parse
        name = " ".join(parse.text[parse.start[first] : parse.end[last - 1]].split())
        if "Case=Gen" in parse.feats[last - 1]:
            for ending in ("'s", "’s", "s", "'", "’"):
                if name.endswith(ending):
                    return name[: -len(ending)]
        return name

    # Names that our tables know.

    def _known(self, full: set[int]) -> Iterator[Mention]:
        parse, longer, behind = self.parse, self.gazetteer.longer, 0
        for i, word in enumerate(parse.words):
            if i < behind or not word[:1].isupper() and word not in longer:
                continue  # Part of the last one; or names nobody by itself, and opens no name of several words.
            found = None if self.taken[i] or i in full else self._match(i)
            if found is None:
                continue
            n, entry = found
            if any(self.taken[i : i + n]) or n == 1 and (not capital(parse, i) or self._elsewhere(i, entry)):
                continue
            if n == 1 and self._last_part(i):
                continue
            if self._party(i, full):
                self.titles.take(i, i + 1)
                continue
            if entry.how == "name" and n == 1 and word in self.surnames:
                continue
            self.titles.take(i, i + n)
            yield self._entry(i, i + n, entry)
            behind = i + n

    def _elsewhere(self, i: int, entry: Entry) -> bool:
        """A ministry by a bare name that our tables know, but of another country: "Utenriksdepartementet i Riga"."""
        words = self.parse.words
        if (
            entry.kind not in {"body", "government"}
            or entry.code not in self.gazetteer.states
            or i + 2 >= len(words)
        ):
            return False
        if self.titles.function(i) is None:
            return False
        found = (
            self.gazetteer.match(words, i + 2)
            if self.parse.lower[i + 1] in self.lexicon.grammar.employer
            else None
        )
        return found is not None and found[1].code not in {None, entry.code}

    def _last_part(self, i: int) -> bool:
        """Whether token ``i`` ends a longer name that our tables do not know: "Snake Island", "Air France"."""
        parse, before = self.parse, i - 1
        return (
            i > parse.sentences[parse.sent[i]][0]
            and parse.rel[before] == "compound"
            and parse.head[before] == i
            and parse.pos[before] == "PROPN"
            and capital(parse, before)
            and self.titles.adjacent(before)
            and self._match(before) is None
            and self.titles.function(before) is None
        )

    def _party(self, i: int, full: set[int]) -> bool:
        """Whether token ``i`` stands in brackets behind a person's name: "… (Ap)"."""
        words = self.parse.words
        return i - 2 in full and i + 1 < len(words) and words[i - 1] == "(" and words[i + 1] == ")"

    def _entry(self, first: int, last: int, entry: Entry) -> Mention:
        parse = self.parse
        head = parse.top(first, last)
        mention = Mention(
            first, last, head, "name", entry.name, entry.kind, entry.code, known=entry.name, bare=(first, last),
            capital=entry.how == "capital",
        )  # fmt: skip
        title = self.titles.before(first, last)
        role = title.role if title is not None else None
        group = role is not None and role.kind not in {"person", "unnamed", "state"} and not role.code
        if title is not None and group and definite(parse, title.noun):
            self.titles.introduce(mention, title)
        self._abbreviation(mention)
        return mention

    def _abbreviation(self, mention: Mention) -> None:
        """ "Organisasjonen … (OSSE)": the abbreviation in brackets is the same actor."""
        words, last = self.parse.words, mention.last
        if last + 2 >= len(words) or words[last] != "(" or words[last + 2] != ")" or self.taken[last + 1]:
            return
        if sum(c.isupper() for c in words[last + 1]) > 1:
            self.titles.take(last + 1, last + 2)
            mention.extra += ((last + 1, last + 2), (mention.first, last + 3))

    # Other names.

    def _free(self, run: Run) -> Iterator[Run]:
        """The parts of a run that no name has taken yet."""
        start = None
        for i in range(run.first, run.last + 1):
            free = i < run.last and not self.taken[i]
            if free and start is None and self._namelike(i):
                start = i
            elif not free and start is not None:
                last = i
                while last < run.last and last - 1 > start and not self._namelike(last - 1):
                    last -= 1  # The "of" of "Bank of", whose "Estonia" is a name of its own.
                yield Run(start, last, run.label)
                start = None

    def _name(self, run: Run) -> Mention | None:
        name = self.plain(run.first, run.last)
        many = run.last - run.first > 1
        if many and self._noun_phrase(run):
            return None  # "The Russian Foreign Ministry": a noun, whoever's it is.
        title = self.titles.before(run.first, run.last)
        thing = many and self._namesake(run.last)
        if thing and title is not None and title.human:
            title = None
        human = title is not None and title.human
        surname = name.rsplit(" ", 1)[-1]
        known = surname in self.surnames or surname.endswith("s") and surname[:-1] in self.surnames
        known |= name in self.gazetteer.figures
        person = human or known and not many or "PER" in self.labels[name] or many and self._first_name(name)
        person |= many and self.titles.apposed(run.first, run.last)
        person &= not thing
        if person and not (many or human or known) and self.parse.pos[run.first] not in {"PROPN", "X"}:
            return None  # A common noun at the start of a sentence.
        role = None if many else self.titles.function(run.first)
        if role is not None and not known and (role.kind != "body" or "-" not in name):
            return None  # "Presidenten", taken for a name.
        if many and not human and self._in_marks(run):
            return None  # A ship's or a book's name.
        if not person and not many and (near := self.gazetteer.misspelt(name)) is not None:
            self.titles.take(run.first, run.last)
            return self._entry(run.first, run.last, near)
        noun = compound(self.lexicon.bodies, self.parse.lower[run.last - 1]) if many else None
        if not person and (run.label in _WEAK and title is None and noun is None or self._common(run)):
            return None
        self.titles.take(run.first, run.last)
        kind: ActorKind = "person" if person else "state" if run.label.startswith("GPE") else "body"
        head = self.parse.top(run.first, run.last)
        mention = Mention(run.first, run.last, head, "person" if person else "name", name, kind,
                          bare=(run.first, run.last))  # fmt: skip
        if title is not None:
            self.titles.introduce(mention, title)
        if person:
            self.titles.around_person(mention)
        else:
            noun = noun or self.lexicon.bodies.get(self.parse.lower[head])
            noun = noun or compound(self.lexicon.bodies, self.parse.lower[head])
            mention.kind = noun.kind if noun is not None and title is None else mention.kind
            mention.role = mention.role or noun
            mention.code = mention.code or affiliation(
                self.lexicon, self.gazetteer, self.parse, run.first, run.last, run.last - 1, None
            )
            self._abbreviation(mention)
        return mention

    def _in_marks(self, run: Run) -> bool:
        words = self.parse.words
        return (
            run.first > 0 and run.last < len(words) and words[run.first - 1] == "«" and words[run.last] == "»"
        )

    def _noun_phrase(self, run: Run) -> bool:
        """Whether a name is nothing but a listed noun, behind an article or a country's adjective or genitive."""
        first, parse = run.first, self.parse
        while first < run.last - 1 and (
            parse.pos[first] == "DET"
            or parse.lower[first] in self.gazetteer.adjectives
            or self.titles.genitive(first)
        ):
            first += 1
        return self.lexicon.names_somebody(" ".join(parse.lower[first : run.last]))

    def _first_name(self, name: str) -> bool:
        return self.gazetteer.forename(name) is not None

    def _common(self, run: Run) -> bool:
        """A single capitalised common noun at the start of a sentence."""
        i = run.first
        word = self.parse.words[i]
        inner = "-" in word and word.rsplit("-", 1)[1][:1].isupper()
        return (
            run.last - i == 1 and self.parse.pos[i] not in {"PROPN", "X"} and not word.isupper() and not inner
        )


def find(lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse) -> tuple[list[Mention], list[bool]]:
    """The names of a text as mentions, and the tokens that they use up."""
    names = Names(lexicon, gazetteer, parse)
    return names.find(), names.taken
