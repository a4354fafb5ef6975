"""A property that is found out once for each object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazily(Generic[T]):
    """Like ``functools.cached_property``, without its lock.

    Before Python 3.12 that is one for all objects of a class, so threads that answer different people would wait for
    each other's questions to the database. Here, two threads that share an object may both find out; one of these is kept.
    """

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> lazily[T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> lazily[T] | T:
        if instance is None:
            return self
        found: T = self._find(instance)
        return instance.__dict__.setdefault(self._name, found)  # type: ignore[no-any-return]
