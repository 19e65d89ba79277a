"""Print the argument parser that Django builds for every management command of a project.

The ground truth for a static model of these parsers: commands are imported and ``Command().create_parser()`` is
called, nothing is run. Prints one JSON object a line for each ``management/commands/*.py`` on disk::

    python dump_parsers.py --root PROJECT [--settings MODULE] [--stub-missing] [--only GLOB]

``error`` tells why a module gave no parser; otherwise ``options`` (and ``subcommands``) describe it, ``mro`` is the
class order and ``declared_at`` of an option the project's lines that led to its ``add_argument``, innermost first
(``declared_by``: the module that holds the call, when it is none of the project's).
``doubts`` is there when a stand-in for something missing (``--stub-missing``) may have changed the parser: compare
such a record with care.

Every command is loaded in a forked child of its own, so a crash or a hang costs one record. The children cannot write
below the project, open connections or start programs. Nothing is cached: bytecode is not written either.

Needs a Python that can import Django (and, for exact results, the project's packages); runs on POSIX only.
"""

from __future__ import annotations

import argparse
import builtins
import contextlib
import ctypes
import fnmatch
import functools
import inspect
import io
import json
import os
import re
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from types import FrameType
from typing import Any, Callable, Optional

import stand_ins
from stand_ins import WITNESS, Stub, StubFinder, StubModule

sys.path.pop(0)  # this script's folder must not answer the project's imports

SKIPPED_DIRS = {".git", ".hg", ".tox", ".venv", "__pycache__", "node_modules", "site-packages"}
WRITE_MODES = set("wax+")
WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod"}
OUTSIDE = {"socket.connect", "socket.getaddrinfo", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen"}
SETUP_SECONDS = 180
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


@dataclass(frozen=True)
class CommandFile:
    """A module below ``management/commands``."""

    file: str
    app_dir: str
    source_root: str
    module: str

    @property
    def name(self) -> str:
        return self.module.rpartition(".")[2]


@dataclass
class Job:
    """What the whole run was asked to do."""

    root: str
    settings: Optional[str]
    stub_missing: bool
    timeout: float
    commands: list[CommandFile]
    source_roots: list[str] = field(default_factory=list)


# ---------------------------------------------------------------------------------------------- finding the commands


def find_commands(root: str, only: Optional[str]) -> Iterator[CommandFile]:
    for folder, dirs, files in os.walk(root):
        dirs[:] = sorted(d for d in dirs if d not in SKIPPED_DIRS and "pyvenv.cfg" not in _names(folder, d))
        head, commands = os.path.split(folder)
        app_dir, management = os.path.split(head)
        if (management, commands) != ("management", "commands") or not app_dir.startswith(root):
            continue
        for file in sorted(files):
            if not file.endswith(".py") or file.startswith("_"):
                continue
            path = os.path.relpath(os.path.join(folder, file), root).replace(os.sep, "/")
            if only is None or fnmatch.fnmatch(path, only):
                source_root, package = split_package(root, app_dir)
                parts = [*package, "management", "commands", file[: -len(".py")]]
                yield CommandFile(path, app_dir, source_root, ".".join(parts))


def _names(folder: str, name: str) -> list[str]:
    try:
        return os.listdir(os.path.join(folder, name))
    except OSError:
        return []


def split_package(root: str, app_dir: str) -> tuple[str, list[str]]:
    """The folder above the top-most package that ``app_dir`` is in, and the package's path from there."""
    package: list[str] = []
    folder = app_dir
    while folder != root and (not package or os.path.exists(os.path.join(folder, "__init__.py"))):
        folder, name = os.path.split(folder)
        package.insert(0, name)
    return folder, package


# ------------------------------------------------------------------------------------------------ describing a parser


class Describer:
    """Turns parsers into plain data that is the same on every machine and in every run."""

    def __init__(self, root: str) -> None:
        self.root = root

    def parser(self, parser: argparse.ArgumentParser, base: set[int], own: bool = False) -> dict[str, Any]:
        """``base`` holds the ids of the actions that Django added; ``own`` marks the parser of a subcommand."""
        subcommands: dict[str, Any] = {}
        options = []
        for action in parser._actions:
            is_help = own and isinstance(action, argparse._HelpAction)
            options.append(self.action(action, is_help or id(action) in base))
            if isinstance(action, argparse._SubParsersAction):
                for name, child in action.choices.items():
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
            "default": self.repr(action.default),
            "choices": self.choices(action.choices),
            "action": type(action).__name__.lstrip("_"),
            "nargs": action.nargs if isinstance(action.nargs, (int, str)) else None,
            "required": bool(action.required),
            "help": None if action.help is None else self.text(action.help),
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
                "default": self.repr(param.default),
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
        name = getattr(kind, "__name__", None)
        return name if isinstance(name, str) else type(kind).__name__

    def choices(self, choices: Any) -> Optional[str]:
        if choices is None or isinstance(choices, Stub):
            return None if choices is None else repr(choices)
        if isinstance(choices, (set, frozenset)):
            return self.repr(sorted(choices, key=repr))
        try:
            return self.repr(list(choices))
        except TypeError:
            return self.repr(choices)

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
        if frame is not None and not stand_ins.is_project_file(root, frame.f_code.co_filename):
            setattr(action, "_declared_by", frame.f_globals.get("__name__"))
        while frame is not None and frame.f_code.co_name != "build_record":
            if stand_ins.is_project_file(root, frame.f_code.co_filename):
                file = os.path.relpath(frame.f_code.co_filename, root).replace(os.sep, "/")
                lines.append(f"{file}:{frame.f_lineno}")
            frame = frame.f_back
        setattr(action, "_declared_at", lines)
        return action

    container.add_argument = add_argument


# ------------------------------------------------------------------------------------------- loading a single command


class LoadError(Exception):
    """A module that was imported but gives no parser."""


def build_record(job: Job, command: CommandFile, import_name: str) -> dict[str, Any]:
    """Import the command and describe its parser. Runs in a child of its own."""
    module = import_module(import_name)
    loaded = os.path.realpath(getattr(module, "__file__", None) or "")
    if loaded != os.path.realpath(os.path.join(job.root, command.file)):
        raise LoadError(f"the import gave another file: {os.path.relpath(loaded, job.root)}")
    factory = getattr(module, "Command", None)
    if factory is None:
        raise LoadError("the module has no Command")
    if isinstance(factory, (Stub, StubModule)):
        raise LoadError(f"Command is {factory!r}")
    instance = inspect.unwrap(factory)()  # a decorated class need not open its transaction here
    mro = [cls for cls in type(instance).__mro__ if cls is not object]
    for cls in mro:
        if stand_ins.is_stub_class(cls):
            WITNESS.doubt(f"the base class {vars(cls)['_stub_name']} is missing")
    record: dict[str, Any] = {"mro": [f"{cls.__module__}.{cls.__qualname__}" for cls in mro]}
    describer = Describer(job.root)
    if not hasattr(instance, "add_arguments") and hasattr(instance, "params"):
        return {**record, "options": describer.click_options(instance.params)}

    base: list[argparse.Action] = []
    add_arguments = instance.add_arguments

    def spy(parser: argparse.ArgumentParser, *args: Any, **kwargs: Any) -> Any:
        base.extend(parser._actions)
        return add_arguments(parser, *args, **kwargs)

    instance.add_arguments = spy
    WITNESS.building = True
    parser = instance.create_parser("manage.py", command.name)
    WITNESS.building = False
    if not isinstance(parser, argparse.ArgumentParser):
        if hasattr(instance, "params"):
            return {**record, "options": describer.click_options(instance.params)}
        raise LoadError(f"create_parser returned {type(parser).__name__}")
    return {**record, **describer.parser(parser, {id(action) for action in base})}


def load_command(job: Job, command: CommandFile, finder: Optional[StubFinder], lenient: bool) -> dict[str, Any]:
    """``build_record`` with errors as data."""
    WITNESS.doubts.clear()
    if finder is not None:
        finder.lenient = lenient
        if finder not in sys.meta_path:
            sys.meta_path.insert(0, finder)
    try:
        record = build_record(job, command, import_name_of(command))
        if WITNESS.doubts:
            record["doubts"] = [describe_path(job.root, doubt) for doubt in WITNESS.doubts]
    except BaseException as error:  # a SystemExit of one command is that command's failure
        record = {"error": error_line(job.root, error)}
        where = error_place(job.root, error)
        if where is not None and not isinstance(error, LoadError):
            record["error_at"] = where
        record["final"] = isinstance(error, LoadError)
    if WITNESS.modules:
        record["stubs"] = sorted(WITNESS.modules)
    if WITNESS.replaced:
        record["replaced"] = {name: describe_path(job.root, why) for name, why in sorted(WITNESS.replaced.items())}
    return record


def import_name_of(command: CommandFile) -> str:
    """The name under which Django would import the command: that of its installed app, if it belongs to one."""
    from django.apps import apps

    for config in apps.app_configs.values():
        if os.path.realpath(config.path) == os.path.realpath(command.app_dir):
            return f"{config.name}.management.commands.{command.name}"
    return command.module


def error_line(root: str, error: BaseException) -> str:
    """What a traceback ends with; of a message of several lines the first two."""
    lines = [line.strip() for line in "".join(traceback.format_exception_only(type(error), error)).strip().splitlines()]
    return describe_path(root, lines[-1] if isinstance(error, SyntaxError) else " ".join(lines[:2]))


def error_place(root: str, error: BaseException) -> Optional[str]:
    place = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if stand_ins.is_project_file(root, file):
            place = f"{os.path.relpath(file, root).replace(os.sep, '/')}:{line}"
    return place


def describe_path(root: str, text: str) -> str:
    return text.replace(root, "<root>")


# -------------------------------------------------------------------------------------------------- setting Django up


def set_up_plainly(job: Job) -> None:
    """``django.setup()`` with the project's settings and nothing else (logging aside)."""
    import django
    from django.conf import settings

    os.environ["DJANGO_SETTINGS_MODULE"] = job.settings or ""
    settings.LOGGING_CONFIG = None
    django.setup()


def set_up_leniently(job: Job) -> None:
    """The project's settings, without the apps, models and start-up code that cannot be loaded."""
    import django
    from django.apps import AppConfig
    from django.conf import settings

    sys.meta_path.insert(0, StubFinder(job.root))
    os.environ["DJANGO_SETTINGS_MODULE"] = job.settings or ""
    settings.LOGGING_CONFIG = None
    stand_ins.tolerate_models(minimal=False)
    labels: set[str] = set()
    usable = []
    for entry in settings.INSTALLED_APPS:
        try:
            config = AppConfig.create(entry)
        except Exception:
            continue
        if not isinstance(config.module, StubModule) and config.label not in labels:
            labels.add(config.label)
            usable.append(entry)
    settings.INSTALLED_APPS = usable
    import_models = AppConfig.import_models

    def import_models_if_possible(self: AppConfig) -> None:
        self.models = self.apps.all_models[self.label]
        try:
            import_models(self)
        except Exception as error:
            WITNESS.replaced[f"{self.name}.models"] = error_line(job.root, error)
        self.ready = lambda: None

    setattr(AppConfig, "import_models", import_models_if_possible)
    django.setup()


def set_up_minimally(job: Job) -> None:
    """No settings of the project: models of any module may be defined, unknown settings are stand-ins."""
    import django
    from django.conf import settings

    sys.meta_path.insert(0, StubFinder(job.root))
    settings.configure(
        default_settings=stand_ins.PermissiveSettings({"LOGGING_CONFIG": None, "USE_TZ": True}),
        SECRET_KEY="unused",
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    stand_ins.tolerate_models(minimal=True)
    django.setup()


def guard(root: str) -> None:
    """From here on: no network, no database, no other programs, and no writes below the project.

    Opening a file below the project for writing opens the null device (settings that set up a log file go on
    working), every other change there is refused.
    """
    cut_network_off()
    open_file = io.open

    @functools.wraps(open_file)
    def open_harmlessly(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if set(mode) & WRITE_MODES and _is_below(root, file):
            return open_file(os.devnull, mode.replace("x", "w"), *args, **kwargs)
        return open_file(file, mode, *args, **kwargs)

    os_open = os.open

    def os_open_harmlessly(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & WRITE_FLAGS and _is_below(root, path):
            path, flags = os.devnull, flags & ~os.O_EXCL
        return os_open(path, flags, *args, **kwargs)

    builtins.open = io.open = open_harmlessly
    os.open = os_open_harmlessly

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = args
            writes = bool(flags & WRITE_FLAGS) if isinstance(flags, int) else bool(set(mode or "") & WRITE_MODES)
            if writes and _is_below(root, path):
                raise PermissionError(f"refused: write to {path}")
        elif event in CHANGES:
            if any(_is_below(root, arg) for arg in args):
                raise PermissionError(f"refused: {event}")
        elif event in OUTSIDE:
            raise PermissionError(f"refused: {event}")

    sys.addaudithook(hook)


def cut_network_off() -> None:
    """Keep database drivers, whose C code raises no audit events, from connecting anywhere."""
    from django.db import OperationalError
    from django.db.backends.base.base import BaseDatabaseWrapper

    def connect(self: BaseDatabaseWrapper) -> None:
        if self.vendor != "sqlite":
            raise OperationalError("refused: database connection")
        original_connect(self)

    original_connect = BaseDatabaseWrapper.connect
    setattr(BaseDatabaseWrapper, "connect", connect)
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(CLONE_NEWNET) != 0:
            unshare(CLONE_NEWUSER | CLONE_NEWNET)  # best effort: not every system lets one


def _is_below(root: str, path: object) -> bool:
    if not isinstance(path, (str, bytes, os.PathLike)):
        return False
    return (os.path.realpath(os.fsdecode(path)) + os.sep).startswith(root + os.sep)


# ---------------------------------------------------------------------------------------------------------- processes


def run_in_child(work: Callable[[Callable[[Any], None]], None]) -> tuple[int, int]:
    """Fork; the child does ``work`` with a function that sends JSON lines to the returned pipe."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    status = 1
    try:
        os.close(reader)
        os.setpgid(0, 0)

        def send(value: Any) -> None:
            data = (json.dumps(value, ensure_ascii=False, default=str) + "\n").encode("utf-8", "backslashreplace")
            while data:
                data = data[os.write(writer, data) :]

        work(send)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def read_lines(reader: int, seconds: float) -> Iterator[Optional[dict[str, Any]]]:
    """The values sent by a child; None and the end when the first one does not come within ``seconds``."""
    buffer = b""
    deadline: Optional[float] = time.monotonic() + seconds
    while True:
        while b"\n" in buffer:
            line, buffer = buffer.split(b"\n", 1)
            yield json.loads(line)
            deadline = None
        left = None if deadline is None else max(deadline - time.monotonic(), 0)
        if not select.select([reader], [], [], left)[0]:
            yield None
            return
        data = os.read(reader, 1 << 16)
        if not data:
            return
        buffer += data


def end(pid: int, reader: int) -> int:
    """Close the pipe, kill the child's process group and reap the child."""
    os.close(reader)
    for kill, target in ((os.killpg, pid), (os.kill, pid)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(target, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def load_in_child(job: Job, command: CommandFile, finder: Optional[StubFinder], lenient: bool) -> dict[str, Any]:
    pid, reader = run_in_child(lambda send: send(load_command(job, command, finder, lenient)))
    for value in read_lines(reader, job.timeout):
        end(pid, reader)
        return {"error": f"no answer within {job.timeout:g} s", "final": True} if value is None else value
    status = end(pid, reader)
    return {"error": f"the process ended without an answer (wait status {status})"}


SETUPS: dict[str, Callable[[Job], None]] = {
    "settings": set_up_plainly,
    "lenient": set_up_leniently,
    "minimal": set_up_minimally,
}


def serve(job: Job, setup: str, send: Callable[[Any], None]) -> None:
    """Set Django up in this process, then load each command in a child that starts from here."""
    quiet()
    sys.path[:0] = [path for path in job.source_roots if path not in sys.path]
    watch_declarations(job.root)
    WITNESS.root = job.root
    guard(job.root)
    try:
        SETUPS[setup](job)
    except BaseException as error:
        where = error_place(job.root, error)
        send({"failed": error_line(job.root, error) + (f" ({where})" if where else "")})
        return
    send({"ready": setup})
    finder = next((finder for finder in sys.meta_path if isinstance(finder, StubFinder)), None)
    attempts: list[tuple[Optional[StubFinder], bool]] = [(finder, False)]
    if job.stub_missing:
        finder = finder or StubFinder(job.root)
        attempts += [(finder, False)] * (attempts[0][0] is None) + [(finder, True)]
    for command in job.commands:
        record = load_at_last(job, command, attempts)
        send({"module": command.module, "file": command.file, **record})


def load_at_last(job: Job, command: CommandFile, attempts: list[tuple[Optional[StubFinder], bool]]) -> dict[str, Any]:
    """The first attempt that gives a parser or, if none does, the first error (and the last, if it is another)."""
    records: list[dict[str, Any]] = []
    for attempt in attempts:
        records.append(load_in_child(job, command, *attempt))
        final = records[-1].pop("final", False)
        if "error" not in records[-1] or final:
            break
    first, last = records[0], records[-1]
    if "error" not in first:
        return first
    if "error" not in last:
        return {**last, "error_without_stubs": first["error"]}
    return {**first, "error_with_stubs": last["error"]} if last["error"] != first["error"] else first


def quiet() -> None:
    """The commands' own output goes nowhere."""
    sys.stdout.flush()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)


def dump(job: Job) -> Iterator[dict[str, Any]]:
    """Records from the best Django set-up that works."""
    setups = ["settings"] if job.settings else []
    if job.stub_missing:
        setups += ["lenient"] * bool(job.settings) + ["minimal"]
    for setup in setups:
        pid, reader = run_in_child(lambda send, setup=setup: serve(job, setup, send))  # type: ignore[misc]
        lines = read_lines(reader, SETUP_SECONDS)
        try:
            answer = next(lines, None)
            if answer is None or "failed" in answer:
                reason = "no answer" if answer is None else answer["failed"]
                print(f"dump_parsers: set-up «{setup}» failed: {reason}", file=sys.stderr)
                continue
            print(f"dump_parsers: set-up «{setup}»", file=sys.stderr)
            for record in lines:
                if record is not None:
                    yield {**record, "setup": setup}
            return
        finally:
            end(pid, reader)
    raise SystemExit("dump_parsers: Django could not be set up; give --settings, or --stub-missing")


def default_settings(root: str) -> Optional[str]:
    """What the environment or the project's manage.py says."""
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        return os.environ["DJANGO_SETTINGS_MODULE"]
    try:
        with open(os.path.join(root, "manage.py"), encoding="utf-8") as file:
            found = re.search(r"DJANGO_SETTINGS_MODULE['\"]\s*,\s*['\"]([\w.]+)['\"]", file.read())
    except OSError:
        return None
    return found.group(1) if found else None


def parse_args() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--root", required=True, help="the project's top folder")
    parser.add_argument("--settings", help="settings module (default: DJANGO_SETTINGS_MODULE, or as in manage.py)")
    parser.add_argument("--no-settings", action="store_true", help="do not load the project's settings")
    parser.add_argument("--stub-missing", action="store_true", help="replace what cannot be imported by stand-ins")
    parser.add_argument("--only", metavar="GLOB", help="only files whose path from the root matches")
    parser.add_argument("--source-root", action="append", default=[], metavar="DIR", help="put this first on sys.path")
    parser.add_argument("--timeout", type=float, default=10, metavar="SECONDS", help="for one command (default: 10)")
    return parser.parse_args()


def work_in(folder: str, root: str) -> None:
    """Make ``folder`` the current one, with links to the project's entries for code that reads relative paths."""
    for name in os.listdir(root):
        if name != ".git":
            os.symlink(os.path.join(root, name), os.path.join(folder, name))
    os.chdir(folder)


def main() -> None:
    args = parse_args()
    root = os.path.realpath(args.root)
    if not os.path.isdir(root):
        raise SystemExit(f"dump_parsers: no such folder: {args.root}")
    commands = sorted(find_commands(root, args.only), key=lambda command: command.file)
    roots = [os.path.realpath(os.path.join(root, path)) for path in args.source_root]
    roots += [root, *sorted({command.source_root for command in commands})]
    job = Job(
        root=root,
        settings=None if args.no_settings else args.settings or default_settings(root),
        stub_missing=args.stub_missing,
        timeout=args.timeout,
        commands=commands,
        source_roots=list(dict.fromkeys(roots)),
    )
    with tempfile.TemporaryDirectory() as folder:
        work_in(folder, root)
        failed = 0
        for record in dump(job):
            failed += "error" in record
            print(json.dumps(record, ensure_ascii=False), flush=True)
        print(f"dump_parsers: {len(commands)} commands, {failed} failed", file=sys.stderr)
        os.chdir(os.sep)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets keep their order from run to run
        fixed = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        os.execve(sys.executable, [sys.executable, os.path.abspath(__file__), *sys.argv[1:]], fixed)
    main()
