"""Describing a parser as plain data, with the lines that declared each option."""

from __future__ import annotations

import argparse
import os
import re
import sys
from types import FrameType
from typing import Any, Callable, Optional

from stand_in_witness import is_project_file
from stand_ins import Stub


class Describer:
    """Turns parsers into plain data that is the same on every machine and in every run."""

    def __init__(self, root: str) -> None:
        self.root = root

    def parser(self, parser: argparse.ArgumentParser, base: set[int], own: bool = False) -> dict[str, Any]:
        """``base`` holds the ids of the actions that Django added; ``own`` marks the parser of a subcommand."""
        subcommands: dict[str, Any] = {}
        children: set[int] = set()
        options = []
        for action in parser._actions:
            is_help = own and isinstance(action, argparse._HelpAction)
            options.append(self.action(action, is_help or id(action) in base))
            if isinstance(action, argparse._SubParsersAction):
                for name, child in action.choices.items():
                    if id(child) not in children:  # an alias is no other subcommand
                        children.add(id(child))
                        subcommands[name] = self.parser(child, base, own=True)
        described: dict[str, Any] = {"options": options}
        if subcommands:
            described["subcommands"] = subcommands
        return described

    def action(self, action: argparse.Action, django: bool) -> dict[str, Any]:
        described: dict[str, Any] = {
            "strings": list(action.option_strings),
            "dest": self.text(action.dest),
            "type": self.type_name(action.type),
            "default": self.value(action.default),
            "choices": self.choices(action.choices),
            "action": type(action).__name__.lstrip("_"),
            "nargs": action.nargs if isinstance(action.nargs, (int, str)) else None,
            "required": bool(action.required),
            "help": self.help(action),
        }
        if django:
            described["django"] = True
        else:
            noted = {"declared_at": "_declared_at", "declared_by": "_declared_by"}
            described.update({key: vars(action)[name] for key, name in noted.items() if vars(action).get(name)})
        return described

    def click_options(self, params: list[Any]) -> list[dict[str, Any]]:
        """The options of a django-click command."""
        suppressed = {"version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color"}
        return [
            {
                "strings": [*param.opts, *param.secondary_opts] if param.param_type_name == "option" else [],
                "dest": param.name,
                "type": getattr(param.type, "name", None),
                "default": self.value(param.default),
                "choices": self.choices(getattr(param.type, "choices", None)),
                "action": type(param).__name__,
                "nargs": param.nargs,
                "required": bool(param.required),
                "help": getattr(param, "help", None),
                **({"django": True} if param.name in suppressed | {"skip_checks", "help"} else {}),
            }
            for param in params
        ]

    def type_name(self, kind: Any) -> Optional[str]:
        if kind is None or isinstance(kind, str):
            return kind
        if isinstance(kind, Stub):
            return repr(kind)
        name = getattr(kind, "__qualname__", None)
        if not isinstance(name, str):
            return f"{type(kind).__module__}.{type(kind).__qualname__}()"
        owner = getattr(kind, "__self__", None)
        module = getattr(kind, "__module__", None) or getattr(owner, "__module__", None)
        return f"{module}.{name}" if isinstance(module, str) else name

    def choices(self, choices: Any) -> Any:
        if choices is None or isinstance(choices, Stub):
            return None if choices is None else {"repr": repr(choices)}
        if isinstance(choices, (set, frozenset)):
            return self.value(sorted(choices, key=repr))
        try:
            return self.value(list(choices))
        except TypeError:
            return self.value(choices)

    def value(self, value: Any) -> Any:
        """Plain values as they are, everything else as ``{"repr": …}``."""
        if value is None or isinstance(value, (bool, int, str)) and type(value) in (bool, int, str):
            return self.text(value) if isinstance(value, str) else value
        if type(value) in (list, tuple):
            return [self.value(item) for item in value]
        return {"repr": self.repr(value)}

    def help(self, action: argparse.Action) -> Optional[str]:
        if action.help is None:
            return None
        text = self.text(action.help)
        own = type(action).__name__ == "BooleanOptionalAction" and sys.version_info < (3, 13)
        return text.removesuffix(" (default: %(default)s)") if own else text

    def repr(self, value: Any) -> str:
        if type(value) is set and value:
            return self.text("{" + ", ".join(sorted(map(repr, value))) + "}")
        return self.text(repr(value))

    def text(self, value: object) -> str:
        text = re.sub(r" at 0x[0-9a-fA-F]+", "", str(value))
        return text.replace(self.root, "<root>")


def watch_declarations(root: str) -> None:
    """Note on each action the project lines (innermost first) whose calls led to its ``add_argument``.

    When the ``add_argument`` itself stands in a package outside of the project, note that module, too.
    """
    container: Any = argparse._ActionsContainer
    original: Callable[..., argparse.Action] = container.add_argument

    def add_argument(self: Any, *args: Any, **kwargs: Any) -> argparse.Action:
        action = original(self, *args, **kwargs)
        lines = []
        frame: Optional[FrameType] = sys._getframe(1)
        if frame is not None and not is_project_file(root, frame.f_code.co_filename):
            setattr(action, "_declared_by", frame.f_globals.get("__name__"))
        while frame is not None and frame.f_code.co_name != "build_record":
            if is_project_file(root, frame.f_code.co_filename):
                file = os.path.relpath(frame.f_code.co_filename, root).replace(os.sep, "/")
                lines.append(f"{file}:{frame.f_lineno}")
            frame = frame.f_back
        setattr(action, "_declared_at", lines)
        return action

    container.add_argument = add_argument
