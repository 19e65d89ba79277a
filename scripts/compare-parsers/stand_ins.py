"""Permissive stand-ins for what a project needs but this machine lacks.

``dump_parsers.py --stub-missing`` uses them to import management commands without their third-party packages, their
settings or their database. A stand-in can be subclassed, called, used as a decorator, indexed, compared and iterated
(it is empty). Whatever a stand-in may have hidden from a parser (a base class, a helper that got the parser, a loop
that ran over nothing) is noted in ``WITNESS``, so that a dump never passes a guess off as the truth.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import inspect
import os
from abc import ABCMeta
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from stand_in_witness import WITNESS

EXCEPTION_SUFFIXES = ("Error", "Exception", "Warning", "DoesNotExist", "NotFound", "Timeout", "Exit")
# Attributes whose mere presence makes Django treat an object as something it is not.
ABSENT = frozenset({"contribute_to_class", "deconstruct", "resolve_expression", "as_sql", "run_before_script"})


class StubMeta(ABCMeta):
    """Metaclass of stand-in classes: class attributes that do not exist are stand-ins too."""

    def __getattr__(cls, name: str) -> Any:
        return stub_attribute(cls.__name__, name)

    def __iter__(cls) -> Iterator[Any]:
        WITNESS.looked_into(cls.__name__, "iterated over")
        return iter(())


class StubBase:
    """Common part of all stand-in classes; cooperative, because ``BaseCommand`` may come later in the MRO."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().__init__(*args, **kwargs)
        except TypeError:
            super().__init__()

    def __getattr__(self, name: str) -> Any:
        return stub_attribute(type(self).__name__, name)


def is_stub_class(cls: type) -> bool:
    """Whether the class itself (not an ancestor of it) stands in for a missing one."""
    return "_stub_name" in vars(cls)


_CLASSES: dict[tuple[str, str], type] = {}


def stub_class(name: str, flavour: str) -> type:
    """A class to inherit from: ``open`` (own metaclass), ``plain`` (metaclass ``type``) or ``exception``."""
    key = (name, flavour)
    if key not in _CLASSES:
        namespace = {"_stub_name": name, "__module__": name.rpartition(".")[0] or "stub"}
        last = name.rpartition(".")[2].rstrip("()[]") or "Stub"
        if flavour == "open":
            _CLASSES[key] = StubMeta(last, (StubBase,), namespace)
        else:
            _CLASSES[key] = type(last, (Exception,) if flavour == "exception" else (object,), namespace)
    return _CLASSES[key]


def stub_attribute(owner: str, name: str) -> Any:
    if name in ABSENT or (name.startswith("__") and name.endswith("__")):
        raise AttributeError(name)
    full = f"{owner}.{name}"
    if name[:1].isupper() and not name.isupper() and name.endswith(EXCEPTION_SUFFIXES):
        return stub_class(full, "exception")
    return Stub(full)


class Stub:
    """Answers to nearly every use with another stand-in."""

    def __init__(self, name: str) -> None:
        self.__dict__.update(
            _stub_name=name, __name__=name.rpartition(".")[2], __qualname__=name, __module__="stub", __doc__=None
        )

    def __getattr__(self, name: str) -> Any:
        value = stub_attribute(self.__dict__.get("_stub_name", "stub"), name)
        self.__dict__[name] = value
        return value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        name = self.__dict__["_stub_name"]
        if any(isinstance(arg, argparse._ActionsContainer) for arg in (*args, *kwargs.values())):
            WITNESS.doubt(f"the parser was passed to {name}")
        if len(args) == 1 and not kwargs and (inspect.isroutine(args[0]) or inspect.isclass(args[0])):
            return args[0]  # used as a decorator
        return Stub(f"{name}()")

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        metas = {type(base) for base in bases if isinstance(base, type)}
        foreign = any(not issubclass(StubMeta, meta) and not issubclass(meta, StubMeta) for meta in metas)
        return (stub_class(self.__dict__["_stub_name"], "plain" if foreign else "open"),)

    def __instancecheck__(self, instance: object) -> bool:
        return False

    def __subclasscheck__(self, subclass: type) -> bool:
        return False

    def __get_pydantic_core_schema__(self, *_: Any) -> dict[str, str]:
        return {"type": "any"}

    def __repr__(self) -> str:
        return f"<stub {self.__dict__['_stub_name']}>"

    def __fspath__(self) -> str:
        return os.path.join(os.sep, "nonexistent", "stub")

    def __bool__(self) -> bool:
        WITNESS.looked_into(self.__dict__["_stub_name"], "tested")
        return True

    def __iter__(self) -> Iterator[Any]:
        WITNESS.looked_into(self.__dict__["_stub_name"], "iterated over")
        return iter(())

    def __next__(self) -> Any:
        raise StopIteration

    def __len__(self) -> int:
        return 0

    def __contains__(self, item: object) -> bool:
        WITNESS.looked_into(self.__dict__["_stub_name"], "searched")
        return False

    def __getitem__(self, key: object) -> Any:
        return Stub(f"{self.__dict__['_stub_name']}[{key!r}]")

    def __setitem__(self, key: object, value: object) -> None:
        pass

    def __delitem__(self, key: object) -> None:
        pass

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: Any) -> None:
        return None

    def __deepcopy__(self, memo: object) -> Any:
        return self

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        if self is not other:
            WITNESS.looked_into(self.__dict__["_stub_name"], "compared")
        return self is other

    def __int__(self) -> int:
        return 0

    def __index__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0

    def _compare(self, other: object) -> bool:
        WITNESS.looked_into(self.__dict__["_stub_name"], "compared")
        return False

    def _combine(self, *_: object) -> Any:
        return Stub(f"{self.__dict__['_stub_name']}()")

    __lt__ = __le__ = __gt__ = __ge__ = _compare
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _combine
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = __neg__ = __invert__ = _combine
    __or__ = __ror__ = __and__ = __rand__ = __xor__ = __rxor__ = __lshift__ = __rshift__ = _combine


class StubModule(ModuleType):
    """Stands in for a module; every attribute is a stand-in, every submodule can be imported."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__: list[str] = []
        self.__all__: list[str] = []
        WITNESS.modules.add(name.partition(".")[0])

    def __getattr__(self, name: str) -> Any:
        value = stub_attribute(self.__name__, name)
        setattr(self, name, value)
        return value


class StubLoader(importlib.abc.Loader):
    """Loader of a module that does not exist."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return StubModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass
