"""From ClearNLP's labels (spaCy's English pipelines) to Universal Dependencies, the terms that the reading rules speak in.

Source of the labels: the ClearNLP guidelines' "constituent-to-dependency conversion". What is done to a paragraph, in order:

- words that UD keeps whole are fused: a possessive clitic with its noun ("Russia's", which becomes the genitive), and
  hyphenated words ("Secretary-General");
- a past verb joined to a clause of another tense goes to the verb above that clause ("said it would rain and left");
- the object of a preposition takes its place, and the preposition hangs on it (``prep`` + ``pobj`` → ``obl``/``nmod`` with
  ``case``; a clause behind a preposition → ``advcl``/``acl`` with ``mark``);
- conjuncts hang on the first of them, conjunctions on the conjunct that follows;
- a predicate takes the place of "be", which becomes its ``cop``; one without a verb ("called it a failure") is ``xcomp``;
- "should" before its subject becomes the ``mark`` of a condition ("Should talks fail, …", "would act should talks fail");
- the other relations are renamed, "to" before an infinitive becomes its ``mark``;
- nouns get the definiteness of their article, base forms without a subject the imperative, relative pronouns their type.
"""

from __future__ import annotations

from functools import lru_cache

from depesje.language.columns import Columns
from depesje.language.keeping import KEPT

_NAMES = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "attr": "xcomp",
    "acomp": "xcomp", "oprd": "xcomp", "relcl": "acl:relcl", "neg": "advmod", "prt": "compound:prt",
    "npadvmod": "obl:npmod", "quantmod": "advmod", "predet": "det:predet", "preconj": "cc:preconj",
    "meta": "discourse", "intj": "discourse", "dative": "iobj", "agent": "obl:agent", "prep": "advmod",
    "pobj": "obl", "pcomp": "xcomp",
}  # fmt: skip
_LABELS = {
    "PERSON": "PER", "GPE": "GPE_LOC", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC", "NORP": "DRV", "EVENT": "EVT",
    "PRODUCT": "PROD", "WORK_OF_ART": "PROD", "LAW": "MISC",
}  # fmt: skip
_CONDITIONAL = frozenset(
    {"should"}
)  # Lemmas; the reading rules have the word among those that open a condition.
_PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
_OBJECTS = frozenset({"pobj", "pcomp", "obl", "nmod", "advcl", "acl"})
_LIFTED = frozenset({"ADP", "SCONJ", "ADV", "VERB"})  # What may stand for a preposition.
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
_VERBAL = frozenset({"VERB", "AUX"})
_ORDERING = frozenset({"ROOT", "ccomp"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp"})
_BEHIND = frozenset({"pobj", "pcomp"})  # What stands behind a preposition.
_DETERMINED = frozenset({"NOUN", "PROPN", "ADJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def to_ud(text: str, columns: Columns) -> Columns:
    """The columns of a paragraph (its ``text``) in Universal Dependencies' relations and NorNE's entity labels."""
    fused = _fused(text, columns)
    tree = _Tree(fused)
    tree.convert()
    return fused


def _fused(text: str, columns: Columns) -> Columns:
    """The columns with clitics and hyphenated words put together; those given where there are none."""
    starts, ends, opens = columns.start, columns.end, columns.opens
    touching = [i for i in range(1, len(columns)) if starts[i] == ends[i - 1] and not opens[i]]
    joined = {i for i in touching if _joins(text, columns, i)}
    if not joined:
        columns.entities = [(a, b, _LABELS[label]) for a, b, label in columns.entities if label in _LABELS]
        return columns
    firsts: list[int] = []
    number: list[int] = []  # Of each token the word that it goes into.
    for i in range(len(columns)):
        if i not in joined:
            firsts.append(i)
        number.append(len(firsts) - 1)
    lasts = [*(i - 1 for i in firsts[1:]), len(columns) - 1]
    wholes = sorted({number[i] for i in joined})
    tops = list(firsts)
    for k in wholes:
        tops[k] = _top(columns, list(range(firsts[k], lasts[k] + 1)))
    out = Columns(
        start=[starts[a] for a in firsts],
        end=[ends[b] for b in lasts],
        lemma=[columns.lemma[i] for i in tops],
        pos=[columns.pos[i] for i in tops],
        dep=[columns.dep[i] for i in tops],
        feats=[columns.feats[i] for i in tops],
        head=[number[columns.head[i]] for i in tops],
        opens=[opens[a] for a in firsts],
    )
    for k in wholes:
        a, b = firsts[k], lasts[k]
        genitive = columns.dep[b] == "case" and columns.pos[b] == "PART"
        if genitive:
            out.feats[k] = _with(out.feats[k], "Case=Gen")
        if b - genitive > a:
            out.lemma[k] = text[starts[a] : ends[b - genitive]]
    for first, last, label in columns.entities:
        if label in _LABELS:
            out.entities.append((number[first], number[last - 1] + 1, _LABELS[label]))
    return out


def _joins(text: str, columns: Columns, i: int) -> bool:
    """Whether token ``i`` goes on with the word of the token that it touches: a clitic, or at a hyphen."""
    clitic = columns.dep[i] == "case" and columns.pos[i] == "PART"
    return clitic or _hyphen(text, columns, i) or _hyphen(text, columns, i - 1)


def _hyphen(text: str, columns: Columns, i: int) -> bool:
    """Whether token ``i`` is a hyphen inside a word."""
    if text[columns.start[i] : columns.end[i]] != "-" or not 0 < i < len(columns) - 1:
        return False
    tight = columns.start[i] == columns.end[i - 1] and columns.end[i] == columns.start[i + 1]
    return tight and columns.pos[i - 1] != "PUNCT" and columns.pos[i + 1] != "PUNCT"


def _top(columns: Columns, whole: list[int]) -> int:
    """The token of a fused word on which its others hang; the last one where they hang apart."""
    outside = [i for i in whole if columns.head[i] not in whole or columns.head[i] == i]
    words = [i for i in outside if columns.pos[i] not in {"PUNCT", "PART"}] or outside
    return words[-1] if words else whole[0]


@lru_cache(KEPT)
def _with(feats: str, feature: str) -> str:
    name = feature.split("=", 1)[0]
    return "|".join(sorted([*(f for f in feats.split("|") if f and f.split("=", 1)[0] != name), feature]))


class _Tree:
    """The dependency tree of a paragraph while it is turned; writes to the columns it was made of."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.head, self.dep, self.pos, self.feats = columns.head, columns.dep, columns.pos, columns.feats
        self.kids: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h != i:
                self.kids[h].append(i)

    def convert(self) -> None:
        """All of it, in the order that the module's text gives."""
        definite = self._definite()
        orders = [i for i, dep in enumerate(self.dep) if dep in _ORDERING and self._imperative(i)]
        for i in self._with_relation("conj"):
            self._rejoin(i)
        for i in self._with_relation("relcl"):
            self._relative(i)
        lifted = [False] * len(self.head)
        for i, pos in enumerate(self.pos):
            if pos in _LIFTED or self.dep[i] in _PREPOSITIONAL:
                self._lift(i, lifted)
        for i in self._with_relation("conj"):
            self._conjunct(i)
        for i in [i for i, lemma in enumerate(self.columns.lemma) if lemma == "be"]:
            self._copula(i)
        for i in self._with_relation("ccomp"):
            self._small_clause(i)
        for i in [i for i, lemma in enumerate(self.columns.lemma) if lemma in _CONDITIONAL]:
            self._inverted_condition(i)
        self._rename()
        for i, feature in definite:
            self.feats[i] = _with(self.feats[i], feature)
        for i in orders:
            self.feats[i] = _with(_with(self.feats[i], "VerbForm=Fin"), "Mood=Imp")

    def _inverted_condition(self, opening: int) -> None:
        """ "Should diplomacy fail, …": the auxiliary that opens a clause before its subject stands for "if".

        Behind what it is a condition of, too, where a parser may hang the one on the other: "would act should talks fail".
        """
        verb = self.head[opening]
        below = sorted(c for c in self.kids[verb] if self.dep[c] != "punct")
        behind = next((c for c in below if c > opening), verb)
        if (
            self.dep[opening] != "aux"
            or self.dep[behind] not in _SUBJECTS
            or self._first(behind) != opening + 1
        ):
            return
        before = [c for c in below if c < opening]
        if before and (len(before) > 1 or self.dep[before[0]] != "ccomp"):
            return  # "Why should Serbia agree?"
        if before:
            self._replace(before[0], verb, self.dep[verb])
            self.move(verb, self._last_clause(before[0], opening), "advcl")
        elif self.dep[verb] == "ccomp" and self.head[verb] < opening:
            self.move(verb, self._last_clause(self.head[verb], opening), "advcl")
        elif self.dep[verb] != "advcl":
            return
        self.dep[opening], self.pos[opening] = "mark", "SCONJ"
        self.feats[verb] = "Mood=Ind|Tense=Pres|VerbForm=Fin"

    def _first(self, i: int) -> int:
        """The first token of what hangs on token ``i``, and itself."""
        return min(i, *(self._first(c) for c in self.kids[i] if c < i)) if self.kids[i] else i

    def _last_clause(self, verb: int, end: int) -> int:
        """The innermost of the clauses below a verb that stands last before token ``end``."""
        within = [c for c in self.kids[verb] if verb < c < end and self.dep[c] in {"ccomp", "xcomp"}]
        return self._last_clause(max(within), end) if within else verb

    def _with_relation(self, dep: str) -> list[int]:
        return [i for i, own in enumerate(self.dep) if own == dep]

    def move(self, i: int, head: int, dep: str) -> None:
        """Hangs token ``i`` on ``head``; on itself where it becomes a root."""
        old = self.head[i]
        if old != i:
            self.kids[old].remove(i)
        self.head[i], self.dep[i] = head, dep
        if head != i:
            self.kids[head].append(i)

    def _replace(self, new: int, old: int, dep: str) -> None:
        """Puts ``new`` into the place of ``old`` in the tree."""
        self.move(new, new if self.head[old] == old else self.head[old], dep)

    def _lift(self, p: int, done: list[bool]) -> None:
        """Puts the object of preposition ``p`` into its place, objects of prepositions below it first."""
        if done[p] or not self._prepositional(p):
            return
        done[p] = True
        for c in list(self.kids[p]):
            self._lift(c, done)
        target = next((c for c in sorted(self.kids[p]) if c > p and self.dep[c] in _OBJECTS), None)
        if target is None:
            return
        clausal = self.pos[target] in _VERBAL and self.dep[target] in {"pcomp", "advcl", "acl"}
        self._replace(target, p, self._as_object(p, clausal))
        self.move(p, target, "mark" if clausal else "case")
        for c in list(self.kids[p]):
            self.move(c, target, self.dep[c])

    def _prepositional(self, p: int) -> bool:
        if self.dep[p] in _PREPOSITIONAL:
            return True
        if self.pos[p] in _LIFTED:
            for c in self.kids[p]:  # No generator: asked of each verb and adverb.
                if self.dep[c] in _BEHIND:
                    return True
        return False

    def _as_object(self, p: int, clausal: bool) -> str:
        """The relation of what stands behind preposition ``p`` to what ``p`` hung on."""
        if self.head[p] == p:
            return self.dep[p]
        if self.dep[p] in {"conj", "pobj", "pcomp"}:
            return self.dep[p]
        nominal = self.pos[self.head[p]] in _NOMINAL
        if clausal:
            return "acl" if nominal else "advcl"
        if self.dep[p] == "agent":
            return "obl:agent"
        return "nmod" if nominal else "obl"

    def _rejoin(self, i: int) -> None:
        """ "said Iran would leave and promised an answer": a past verb that the parser joined to the clause inside.

        Tense tells that it goes on from the verb above: "would … promised" cannot be.
        """
        inner = self.head[i]
        outer = self.head[inner]
        if self.dep[inner] != "ccomp" or not inner < i or not all(map(self._told, (i, outer))):
            return
        if any(self.dep[c] in _SUBJECTS or self.dep[c] in {"aux", "auxpass", "mark"} for c in self.kids[i]):
            return
        if not any(self.dep[c] in _SUBJECTS for c in self.kids[inner]) or not self._parts(inner, i):
            return
        joining = [c for c in self.kids[inner] if self.dep[c] == "cc" and inner < c < i]
        if len(joining) != 1 or any(self.dep[c] == "conj" and c < i for c in self.kids[inner]):
            return
        self.move(i, outer, "conj")
        self.move(joining[0], i, "cc")

    def _told(self, i: int) -> bool:
        """Whether a verb stands in the simple past."""
        return self.pos[i] == "VERB" and {"Tense=Past", "VerbForm=Fin"} <= set(self.feats[i].split("|"))

    def _parts(self, inner: int, i: int) -> bool:
        """Whether a past verb cannot well go on from a clause: one in the present or with a modal.

        Or one in the perfect, where the verb has a clause below it: "had failed and warned that", not "has met and opened".
        """
        finite = [
            c
            for c in self.kids[inner]
            if self.dep[c] in {"aux", "auxpass"} and "VerbForm=Fin" in self.feats[c]
        ]
        at = min(finite, default=inner)
        if at != inner and self.columns.lemma[at] == "have":
            return any(self.dep[c] in {"ccomp", "xcomp"} for c in self.kids[i])
        return "VerbForm=Fin" in self.feats[at] and "Tense=Past" not in self.feats[at]

    def _conjunct(self, i: int) -> None:
        """Hangs a conjunct on the first of its row, and the conjunction before it on the conjunct."""
        first = self.head[i]
        before = max((k for k in self.kids[first] if k < i and self.dep[k] == "conj"), default=-1)
        for c in [c for c in self.kids[first] if self.dep[c] == "cc" and before < c < i]:
            self.move(c, i, "cc")
        while self.dep[first] == "conj" and self.head[first] != first:
            first = self.head[first]
        if first != self.head[i]:
            self.move(i, first, "conj")

    def _copula(self, i: int) -> None:
        """Puts the predicate of "be" into its place."""
        if self.pos[i] not in _VERBAL or self.dep[i] in {"aux", "auxpass", "cop"}:
            return
        predicate = next((c for c in sorted(self.kids[i]) if self.dep[c] in {"attr", "acomp"}), None)
        if predicate is None:
            return
        if any(self.dep[c] == "expl" for c in self.kids[i]):
            self.dep[predicate] = "nsubj"
            return
        if any(self.dep[c] in _SUBJECTS for c in self.kids[predicate]):
            return
        self._replace(predicate, i, self.dep[i])
        self.move(i, predicate, "cop")
        for c in list(self.kids[i]):
            self.move(c, predicate, self.dep[c])

    def _small_clause(self, i: int) -> None:
        """ "called the plan a failure": the subject of a predicate without a verb is the object of the verb above."""
        if self.pos[i] in _VERBAL or any(self.dep[c] in {"cop", "mark"} for c in self.kids[i]):
            return
        subject = next((c for c in self.kids[i] if self.dep[c] == "nsubj"), None)
        if subject is not None and self.head[i] < subject < i:
            self.dep[i] = "xcomp"
            self.move(subject, self.head[i], "dobj")

    def _rename(self) -> None:
        """Gives the relations that are left their names in Universal Dependencies."""
        for i, dep in enumerate(self.dep):
            if dep == "aux":
                new = "mark" if self.pos[i] == "PART" else dep
            elif dep == "poss":
                new = "det:poss" if self.pos[i] == "PRON" else "nmod:poss"
            else:
                new = _NAMES.get(dep, dep)
            self.dep[i] = new
            if new in _COMPLEMENTS and "Aspect=Prog" in self.feats[i]:
                self.feats[i] = self.feats[i].replace("VerbForm=Part", "VerbForm=Ger")

    def _definite(self) -> list[tuple[int, str]]:
        """The nouns that an article or demonstrative makes definite or indefinite."""
        out = []
        for i in self._with_relation("det"):
            if self.pos[self.head[i]] not in _DETERMINED:
                continue
            if "Definite=Ind" in self.feats[i]:
                out.append((self.head[i], "Definite=Ind"))
            elif "Definite=Def" in self.feats[i] or "PronType=Dem" in self.feats[i]:
                out.append((self.head[i], "Definite=Def"))
        return out

    def _imperative(self, i: int) -> bool:
        """Whether what heads a sentence or quoted clause is a base form without subject, modal or "to"."""
        if self.pos[i] not in _VERBAL or "VerbForm=Inf" not in self.feats[i]:
            return False
        kids = self.kids[i]
        if any(self.dep[c] in _SUBJECTS or self.dep[c] == "mark" for c in kids):
            return False
        return all("VerbForm=Inf" in self.feats[c] for c in kids if self.dep[c] == "aux")

    def _relative(self, i: int) -> None:
        """Marks the pronoun that stands for the noun before a relative clause."""
        first = min((c for c in self.kids[i] if self.dep[c] not in {"punct"}), default=i)
        if first < i and self.pos[first] == "PRON" and "Person=" not in self.feats[first]:
            self.feats[first] = _with(self.feats[first], "PronType=Rel")
