"""What a run of ``dump_parsers.py`` was asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional


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
