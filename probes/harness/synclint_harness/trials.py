"""What the runs of one trial share: databases, temporary files, uploaded files."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field

from synclint_harness import environment, safe_settings
from synclint_harness.boot import Project


@dataclass
class Place:
    """Where the databases of a trial are; databases that were not written to serve several, one after the other."""

    name: str
    #: They are there already.
    made: bool
    #: No run of the trial has written.
    clean: bool = True


@dataclass
class Places:
    """Known to the process that forks the runs, since each run knows itself only."""

    reusable: bool
    _by_trial: dict[str, Place] = field(default_factory=dict)
    _free: list[str] = field(default_factory=list)
    _count: int = 0

    def of(self, trial: str, *, make: bool) -> Place:
        if not self.reusable:
            return Place(trial, made=not make)
        if make or trial not in self._by_trial:
            self._by_trial[trial] = self._another()
        return self._by_trial[trial]

    def after(self, trial: str, *, clean: bool, removed: bool) -> None:
        place = self._by_trial.get(trial)
        if place is None:
            return
        place.made = True
        place.clean = place.clean and clean
        if removed:
            del self._by_trial[trial]
            if place.clean:
                self._free.append(place.name)

    def _another(self) -> Place:
        if self._free:
            return Place(self._free.pop(), made=True)
        self._count += 1
        return Place(f"place{self._count}", made=False)


class Trial:
    """Seen from the process of one of its runs."""

    def __init__(self, project: Project, name: str, place: Place) -> None:
        self._databases = project.databases
        self._place = place
        self.folder = os.path.join(project.boot.scratch, "trials", name)

    def enter(self, *, make: bool) -> None:
        """From now on, this process and what it forks are part of the trial."""
        from django.conf import settings

        if make:
            shutil.rmtree(self.folder, ignore_errors=True)
        if not self._place.made:
            self._databases.make(self._place.name)
        # Of the run before this one, that is.
        shutil.rmtree(os.path.join(self.folder, ".observed"), ignore_errors=True)
        self._databases.use(self._place.name)
        environment.use_folder(self.folder)
        safe_settings.use_folder(settings, self.folder)

    def untouched(self) -> frozenset[str]:
        """Aliases whose databases are as the template is."""
        return self._databases.untouched(self._place.name)

    def remove(self, *, clean: bool) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if not (clean and self._place.clean and self._databases.reusable):
            self._databases.remove(self._place.name)
