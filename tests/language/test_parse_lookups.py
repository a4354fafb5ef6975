"""A parse answers by look-up what going through all of it would."""

import re

from depesje.language.syntax import Parse


def test_what_is_looked_up_is_what_going_through_all_would_find() -> None:
    parse = Parse("Anna Vik, sa at Per Moe (Ap) kom. Hun gikk.")
    for m in re.finditer(r"\w+|[^\w\s]", parse.text):
        parse.words.append(m[0])
        parse.start.append(m.start())
        parse.end.append(m.end())
    parse.lower = [word.lower() for word in parse.words]
    stop = parse.words.index(".") + 1
    parse.sentences = [(0, stop), (stop, len(parse))]
    parse.sent = [0] * stop + [1] * (len(parse) - stop)
    parse.people = {0: 2, 5: 7}
    parse.named = {0, 1, 5, 6, 8}
    people = [any(a <= i < b for a, b in parse.people.items()) for i in range(len(parse))]
    assert [parse.person_at(i) for i in range(len(parse))] == people and any(people) and not all(people)
    assert parse.beside(0) == {*parse.lower[:stop]} and parse.beside(stop) == {"hun", "gikk", "."}
    assert parse.forms() == {*parse.lower}
    for start in range(len(parse.text) + 1):
        for end in range(start, len(parse.text) + 1):
            held = [i for i in range(len(parse)) if parse.end[i] > start and parse.start[i] < end]
            assert list(parse.tokens(start, end)) == held
