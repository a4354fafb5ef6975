"""Which records are one: the machine's ties, bound by people's verdicts, become groups. No ledger is needed here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

Pair = tuple[int, int]
Tie = tuple[int, int, float]  # two records, and how surely they are one


def partition(
    members: Iterable[int], ties: Iterable[Tie], same: Iterable[Pair], parted: Iterable[Pair]
) -> dict[int, int]:
    """The leader of each member: the smallest number in its group.

    What a person said is the ``same`` is joined first. Then the ties join two groups at a time, the surest first and of
    equals the lowest numbers, unless a person ``parted`` any pair across them. In which order things are given does not
    count. Of verdicts that contradict each other, which corrections never leave, ``same`` holds.
    """
    groups = _Groups(members)
    for left, right in same:
        groups.join(left, right)
    for left, right in parted:
        groups.part(left, right)
    for _, low, high in sorted((-score, min(a, b), max(a, b)) for a, b, score in ties):
        if not groups.are_parted(low, high):
            groups.join(low, high)
    return {member: groups.leader(member) for member in groups.members}


class _Groups:
    """Disjoint sets of numbers, each led by its smallest, and which sets must never be joined."""

    def __init__(self, members: Iterable[int]) -> None:
        self._leader = {member: member for member in members}
        self._apart: dict[int, set[int]] = defaultdict(set)

    @property
    def members(self) -> list[int]:
        return sorted(self._leader)

    def leader(self, member: int) -> int:
        self._leader.setdefault(member, member)
        path = []
        while (above := self._leader[member]) != member:
            path.append(member)
            member = above
        for passed in path:
            self._leader[passed] = member
        return member

    def join(self, left: int, right: int) -> None:
        low, high = sorted((self.leader(left), self.leader(right)))
        if low == high:
            return
        self._leader[high] = low
        for other in self._apart.pop(high, ()):
            self._apart[other].discard(high)
            self._apart[other].add(low)
            self._apart[low].add(other)

    def part(self, left: int, right: int) -> None:
        left, right = self.leader(left), self.leader(right)
        if left != right:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def are_parted(self, left: int, right: int) -> bool:
        return self.leader(right) in self._apart[self.leader(left)]
