"""What a statement of SQL does, read off its words.

No parser: the first word that counts, the names behind it, and whether something inside modifies data. Where the text
cannot tell (a function that writes, a procedure), the difference of the tables has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Meaning:
    """`name` is the table, unquoted, with its schema; for SAVEPOINT, RELEASE and ROLLBACK TO that of the savepoint."""

    verb: str
    kind: str  # write | read | temporary | schema | transaction
    name: str | None


#: Statements with more text are classified by their beginning.
LIMIT = 50_000

_TOKEN = re.compile(
    r"""
    --[^\n]* | /\*.*?(?:\*/|\Z)
    | (?P<literal> (?P<dollar>\$[A-Za-z_]*\$) .*? (?:(?P=dollar)|\Z) | [eE]'(?:[^'\\]|\\.|'')*(?:'|\Z) | '(?:[^']|'')*(?:'|\Z) )
    | (?P<quoted> "(?:[^"]|"")*" | `[^`]*` | \[[A-Za-z_][^\]]*\] )
    | (?P<word> [^\W\d][\w$]* )
    | (?P<mark> [(),;.] )
    """,
    re.VERBOSE | re.DOTALL,
)
_WRITES = {"insert", "update", "delete", "merge", "replace", "truncate", "call", "do", "refresh"}
_SCHEMA = {
    "create",
    "alter",
    "drop",
    "comment",
    "grant",
    "revoke",
    "reindex",
    "vacuum",
    "cluster",
    "import",
    "security",
}
_SCHEMA |= {"reassign"}
_TRANSACTION = {"begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release"}
#: Words between a verb and the name of its table.
_BEFORE_NAME = {
    "into",
    "from",
    "table",
    "only",
    "or",
    "rollback",
    "abort",
    "fail",
    "ignore",
    "low_priority",
    "concurrently",
}
_BEFORE_NAME |= {
    "temp",
    "temporary",
    "if",
    "not",
    "exists",
    "unlogged",
    "materialized",
    "view",
    "global",
    "local",
    "replace",
}

Token = tuple[str, str, int]  # class, text, depth of parentheses


@lru_cache(maxsize=2000)
def meanings(text: str) -> tuple[Meaning, ...]:
    """The meaning of each statement in a text; none for an empty one."""
    return tuple(_meaning(tokens) for tokens in _statements(_tokens(text[:LIMIT])))


def mask(text: str) -> str:
    """The text without the contents of its literals: for texts into which a driver has merged the parameters."""
    return _TOKEN.sub(lambda found: "'…'" if found["literal"] else found.group(), text)


def _tokens(text: str) -> Iterator[Token]:
    depth = 0
    for found in _TOKEN.finditer(text):
        if found["word"]:
            yield "word", found["word"].lower(), depth
        elif found["quoted"]:
            yield "name", found["quoted"][1:-1].replace('""', '"'), depth
        elif found["mark"]:
            mark = found["mark"]
            depth += (mark == "(") - (mark == ")")
            yield "mark", mark, depth


def _statements(tokens: Iterator[Token]) -> Iterator[list[Token]]:
    """Split at semicolons, except within the body of a trigger."""
    current: list[Token] = []
    body = 0
    for token in tokens:
        if token[:2] == ("mark", ";") and body == 0:
            if current:
                yield current
            current = []
            continue
        current.append(token)
        if token[0] == "word" and token[1] in ("begin", "case", "end") and _makes_trigger(current):
            body += -1 if token[1] == "end" else 1
    if current:
        yield current


def _makes_trigger(tokens: Sequence[Token]) -> bool:
    words = [text for kind, text, _ in tokens[:5] if kind == "word"]
    return words[:1] == ["create"] and "trigger" in words


def _meaning(tokens: list[Token]) -> Meaning:
    start = next((index for index, token in enumerate(tokens) if token[0] == "word"), None)
    if start is None:
        return Meaning("", "read", None)
    verb = tokens[start][1]
    rest = tokens[start + 1 :]
    words = [text for kind, text, _ in rest if kind == "word"]
    if verb in _TRANSACTION or (verb == "prepare" and words[:1] == ["transaction"]):
        return Meaning(verb, "transaction", _savepoint(verb, rest, words))
    if verb in _WRITES:
        name = None if verb in ("call", "do") else _name(rest)
        return Meaning(verb, _kind("write", name), name)
    if verb in _SCHEMA:
        temporary = verb == "create" and any(word in ("temp", "temporary") for word in words[:4])
        name = _name(rest) if "table" in words[:5] or "view" in words[:5] else None
        return Meaning(verb, "temporary" if temporary else _kind("schema", name), name)
    if verb == "copy" and "from" in [text for kind, text, depth in rest if kind == "word" and depth == tokens[start][2]]:
        return Meaning(verb, _kind("write", _name(rest)), _name(rest))
    if verb == "explain" and "analyze" not in words[:6]:
        return Meaning(verb, "read", None)
    return _modifying(rest) or _selecting(verb, tokens[start:]) or Meaning(verb, "read", None)


def _modifying(rest: Sequence[Token]) -> Meaning | None:
    """A statement that begins otherwise and modifies data: common table expressions, EXPLAIN ANALYZE, PREPARE, COPY (…)."""
    for index, (kind, text, _) in enumerate(rest):
        if kind != "word":
            continue
        following = [token[1] for token in rest[index + 1 : index + 2] if token[0] == "word"]
        modifies = (text in ("insert", "merge", "replace") and following and following[0] in ("into", "or")) or (
            text == "delete" and following == ["from"]
        )
        if modifies or (text == "update" and _is_update(rest, index)):
            name = _name(rest[index + 1 :])
            return Meaning(text, _kind("write", name), name)
    return None


def _is_update(rest: Sequence[Token], index: int) -> bool:
    """`UPDATE name SET`, in contrast to `FOR UPDATE` and `ON CONFLICT DO UPDATE`."""
    if index > 0 and rest[index - 1][1] in ("for", "do", "on", "key"):
        return False
    return any(kind == "word" and text == "set" for kind, text, _ in rest[index + 1 : index + 8])


def _selecting(verb: str, tokens: Sequence[Token]) -> Meaning | None:
    """SELECT … INTO makes a table."""
    if verb not in ("select", "with"):
        return None
    for index, (kind, text, depth) in enumerate(tokens):
        if kind == "word" and text == "into" and depth == tokens[0][2]:
            temporary = any(token[1] in ("temp", "temporary") for token in tokens[index + 1 : index + 3])
            name = _name(tokens[index + 1 :])
            return Meaning("select", "temporary" if temporary else _kind("write", name), name)
    return None


def _name(tokens: Sequence[Token]) -> str | None:
    """The first name, with its schema: `a`, `a.b`, `"a"."b"`."""
    parts: list[str] = []
    for index, (kind, text, _) in enumerate(tokens):
        if parts and (kind, text) == ("mark", ".") and parts[-1] != ".":
            parts.append(".")
        elif kind in ("word", "name") and (not parts or parts[-1] == "."):
            is_schema = [token[1] for token in tokens[index + 1 : index + 2]] == ["."]
            if kind == "word" and not parts and text in _BEFORE_NAME and not is_schema:
                continue
            parts.append(text)
        elif parts or kind == "mark":
            break
    return "".join(parts) or None


def _kind(kind: str, name: str | None) -> str:
    schema = name.rpartition(".")[0].lower() if name else ""
    return "temporary" if schema in ("temp", "pg_temp") else kind


def _savepoint(verb: str, rest: Sequence[Token], words: Sequence[str]) -> str | None:
    if verb == "savepoint" or verb == "release" or (verb == "rollback" and "to" in words):
        names = [text for kind, text, _ in rest if kind in ("word", "name")]
        return next((name for name in reversed(names) if name not in ("savepoint", "to")), None)
    return None
