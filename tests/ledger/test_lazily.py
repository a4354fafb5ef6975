"""A property that is found out once for each object, and keeps no other thread waiting."""

from __future__ import annotations

import threading

from depesje.ledger.lazily import lazily


class Slow:
    def __init__(self, may_go_on: threading.Event) -> None:
        self.may_go_on, self.times = may_go_on, 0

    @lazily
    def found(self) -> int:
        """What takes a while."""
        self.times += 1
        assert self.may_go_on.wait(30)
        return self.times


def test_it_is_found_out_once_for_each() -> None:
    go = threading.Event()
    go.set()
    one, other = Slow(go), Slow(go)
    assert [one.found, one.found, other.found, one.times, other.times] == [1, 1, 1, 1, 1]
    assert Slow.found.__doc__ == "What takes a while."


def test_no_object_waits_for_another() -> None:
    halted, go = threading.Event(), threading.Event()
    slow, quick = Slow(halted), Slow(go)
    waiting = threading.Thread(target=lambda: slow.found)
    waiting.start()
    go.set()
    answering = threading.Thread(target=lambda: quick.found)
    answering.start()
    answering.join(10)
    assert not answering.is_alive() and waiting.is_alive()
    halted.set()
    waiting.join(10)
    assert (slow.found, quick.found) == (1, 1)
