"""Uploaded files: kept where they are thrown away, and told about, since nobody looks into that folder."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import FileSystemStorage

from synclint_harness.observing.recorder import recorder


class ScratchStorage(FileSystemStorage):
    """Stands in for whatever storage a project has; options of that one mean nothing here."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__()

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "synclint_harness.storage.ScratchStorage", [], {}

    def _save(self, name: str, content: Any) -> str:
        saved = str(super()._save(name, content))
        _record(saved, "create")
        return saved

    def delete(self, name: str) -> None:
        _record(name, "remove")
        super().delete(name)


def _record(name: str, how: str) -> None:
    if recorder.recording:
        recorder.event("files", path=f"MEDIA_ROOT/{name}", how=how)
