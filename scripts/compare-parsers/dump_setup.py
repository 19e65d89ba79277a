"""Setting Django up: plainly, without what cannot be loaded, or without the project's settings."""

from __future__ import annotations

import os
import sys
from typing import Callable

from dump_errors import error_line
from dump_job import Job
from stand_in_django import PermissiveSettings, tolerate_models
from stand_in_imports import StubFinder
from stand_in_witness import WITNESS
from stand_ins import StubModule


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
    tolerate_models(minimal=False)
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
        default_settings=PermissiveSettings({"LOGGING_CONFIG": None, "USE_TZ": True}),
        SECRET_KEY="unused",
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    tolerate_models(minimal=True)
    django.setup()


SETUPS: dict[str, Callable[[Job], None]] = {
    "settings": set_up_plainly,
    "lenient": set_up_leniently,
    "minimal": set_up_minimally,
}
