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
import sys
from abc import ABCMeta
from collections.abc import Iterator, Sequence
from types import FrameType, ModuleType
from typing import Any, Callable, Optional

EXCEPTION_SUFFIXES = ("Error", "Exception", "Warning", "DoesNotExist", "NotFound", "Timeout", "Exit")
# Attributes whose mere presence makes Django treat an object as something it is not.
ABSENT = frozenset({"contribute_to_class", "deconstruct", "resolve_expression", "as_sql", "run_before_script"})


class Witness:
    """Remembers which stand-ins were made, and which of them a parser may depend on."""

    def __init__(self) -> None:
        self.root = ""
        self.building = False
        self.modules: set[str] = set()
        self.replaced: dict[str, str] = {}
        self.doubts: list[str] = []

    def doubt(self, text: str) -> None:
        if text not in self.doubts:
            self.doubts.append(text)

    def looked_into(self, name: str, how: str) -> None:
        """Note a look into a stand-in that decides something while a command or its parser is built."""
        frame = project_frame(self.root)
        if frame is None:
            return
        file = frame.f_code.co_filename
        if self.building or f"{os.sep}management{os.sep}commands{os.sep}" in file:
            self.doubt(f"{how} {name} at {os.path.relpath(file, self.root)}:{frame.f_lineno}")


WITNESS = Witness()


def is_project_file(root: str, file: str) -> bool:
    return file.startswith(root + os.sep) and f"{os.sep}site-packages{os.sep}" not in file


def project_frame(root: str) -> Optional[FrameType]:
    """The innermost running frame whose code belongs to the project."""
    frame: Optional[FrameType] = sys._getframe(1)
    while frame is not None and not is_project_file(root, frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def importing_file() -> str:
    """The file that holds the import statement (or the ``import_module`` call's caller) being executed."""
    frame: Optional[FrameType] = sys._getframe(1)
    machinery = (f"{os.sep}importlib{os.sep}__init__.py", __file__)
    while frame is not None:
        file = frame.f_code.co_filename
        if not file.startswith("<frozen importlib") and not file.endswith(machinery):
            return file
        frame = frame.f_back
    return ""


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


class GuardedLoader(importlib.abc.Loader):
    """Loader of a module that exists; a stand-in takes its place when its code fails."""

    def __init__(self, loader: Any) -> None:
        self.loader = loader

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loader, name)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Any:
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self.loader
        if module.__spec__ is not None:
            module.__spec__.loader = self.loader
        try:
            self.loader.exec_module(module)
        except (Exception, SystemExit) as error:
            WITNESS.replaced[module.__name__] = f"{type(error).__name__}: {error}".splitlines()[0]
            stand_in = StubModule(module.__name__)
            stand_in.__spec__ = module.__spec__
            sys.modules[module.__name__] = stand_in


class StubFinder:
    """Answers imports that the project's own code makes and that would fail.

    Imports made by installed packages fail as usual: they probe for optional packages. With ``lenient`` the project's
    own modules are replaced as well when they fail, but never a module of a ``management`` package.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.lenient = False
        self._searching: set[str] = set()

    def find_spec(
        self, name: str, path: Optional[Sequence[str]] = None, target: Optional[ModuleType] = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        parent = sys.modules.get(name.rpartition(".")[0])
        if isinstance(parent, StubModule):
            return self._stub_spec(name)
        if name in self._searching or name.partition(".")[0] in sys.builtin_module_names:
            return None
        if not is_project_file(self.root, importing_file()):
            return None
        spec = self._real_spec(name, path, target)
        if spec is None:
            may_invent = "." not in name or (self.lenient and ".management" not in name)
            return self._stub_spec(name) if may_invent else None
        if spec.loader is None or not self._may_replace(name, spec.origin or ""):
            return None
        spec.loader = GuardedLoader(spec.loader)
        return spec

    def _may_replace(self, name: str, origin: str) -> bool:
        if is_project_file(self.root, origin):
            return self.lenient and ".management" not in name
        return f"{os.sep}site-packages{os.sep}" in origin

    def _real_spec(
        self, name: str, path: Optional[Sequence[str]], target: Optional[ModuleType]
    ) -> Optional[importlib.machinery.ModuleSpec]:
        self._searching.add(name)
        try:
            for finder in sys.meta_path:
                find: Optional[Callable[..., Any]] = getattr(finder, "find_spec", None)
                if finder is self or find is None:
                    continue
                spec: Optional[importlib.machinery.ModuleSpec] = find(name, path, target)
                if spec is not None:
                    return spec
            return None
        finally:
            self._searching.discard(name)

    def _stub_spec(self, name: str) -> importlib.machinery.ModuleSpec:
        return importlib.machinery.ModuleSpec(name, StubLoader(), is_package=True)


class PermissiveSettings:
    """Default settings for a project whose settings cannot be loaded: Django's own, then stand-ins."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        from django.conf import global_settings

        if not name.isupper():
            raise AttributeError(name)
        if hasattr(global_settings, name):
            return getattr(global_settings, name)
        if not is_project_file(WITNESS.root, caller_outside(os.path.join("django", "conf"))):
            raise AttributeError(name)  # Django and packages ask for optional settings, and have their own defaults
        WITNESS.looked_into(f"settings.{name}", "read")
        return Stub(f"settings.{name}")

    def __dir__(self) -> list[str]:
        from django.conf import global_settings

        return dir(global_settings)


def caller_outside(part: str) -> str:
    """The file of the innermost frame outside of this file and of files whose path contains ``part``."""
    frame: Optional[FrameType] = sys._getframe(1)
    while frame is not None and (frame.f_code.co_filename == __file__ or part in frame.f_code.co_filename):
        frame = frame.f_back
    return frame.f_code.co_filename if frame is not None else ""


def tolerate_models(minimal: bool) -> None:
    """Let models be defined outside of installed apps and, without apps, be looked up before they exist."""
    from django.apps.registry import Apps
    from django.db.models.base import ModelBase

    original_new = ModelBase.__new__
    original_get_model = Apps.get_model

    def new(cls: type, name: str, bases: tuple[type, ...], attrs: dict[str, Any], **kwargs: Any) -> Any:
        try:
            return original_new(cls, name, bases, dict(attrs), **kwargs)
        except RuntimeError:  # no app label, or two models of one name
            meta = attrs.get("Meta")
            label = str(attrs.get("__module__", "stub")).replace(".", "_")
            attrs["Meta"] = type("Meta", (meta,) if isinstance(meta, type) else (), {"app_label": label})
            return original_new(cls, name, bases, dict(attrs), **kwargs)

    def get_model(self: Any, app_label: str, model_name: Optional[str] = None, require_ready: bool = True) -> Any:
        try:
            return original_get_model(self, app_label, model_name, require_ready)
        except (LookupError, ValueError):
            return Stub(f"model {app_label}.{model_name}" if model_name else f"model {app_label}")

    setattr(ModelBase, "__new__", new)
    if minimal:
        setattr(Apps, "get_model", get_model)
        setattr(Apps, "check_apps_ready", lambda self: None)
        setattr(Apps, "check_models_ready", lambda self: None)
