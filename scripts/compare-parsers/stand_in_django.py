"""Stand-ins for a project's settings, and for the models of apps that are not installed."""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Any, Optional

from stand_in_witness import OWN_FILES, WITNESS, is_project_file
from stand_ins import Stub


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
    """The file of the innermost frame outside of the stand-ins and of files whose path contains ``part``."""
    frame: Optional[FrameType] = sys._getframe(1)
    while frame is not None and (frame.f_code.co_filename.startswith(OWN_FILES) or part in frame.f_code.co_filename):
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
