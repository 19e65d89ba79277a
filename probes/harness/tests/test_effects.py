from __future__ import annotations

import contextlib
import unittest
from typing import Any

from runs import world


def tearDownModule() -> None:
    world().close()
    world.cache_clear()


class Effects(unittest.TestCase):
    """What a command does beside the database."""

    def seen(self, action: Any, field: str) -> list[Any]:
        outcome = world().run(action)
        if outcome.error is not None:
            raise outcome.error
        return list(outcome.seen[field])

    def test_mails(self) -> None:
        def act() -> None:
            from django.core import mail

            mail.send_mail("Nightly sync", "done", "a@example.com", ["b@example.com", "c@example.com"])
            mail.get_connection().send_messages([mail.EmailMessage("Bulk", "x", to=["d@example.com"])])
            smtp = "django.core.mail.backends.smtp.EmailBackend"
            mail.send_mass_mail([("Mass", "x", "a@example.com", ["e@example.com"])], connection=mail.get_connection(smtp))
            from django.core.mail.backends.smtp import EmailBackend

            mail.EmailMessage("Own", "x", to=["f@example.com"], connection=EmailBackend()).send()

        found = self.seen(act, "mails")
        self.assertEqual(
            [(one.subject, one.recipients) for one in found], [("Nightly sync", 2), ("Bulk", 1), ("Mass", 1), ("Own", 1)]
        )

    def test_logs(self) -> None:
        def act() -> None:
            import logging

            quiet = logging.getLogger("crm.quiet")
            quiet.propagate = False
            quiet.setLevel("INFO")
            quiet.info("%d rows", 3)
            quiet.debug("not shown")
            logging.getLogger("crm").error("token synclint-fake-123 was refused")
            logging.getLogger("crm").error("%d rows", "three", "four")

        found = self.seen(act, "logs")
        self.assertEqual(
            [(one.level, one.logger, one.message) for one in found],
            [
                ("INFO", "crm.quiet", "3 rows"),
                ("ERROR", "crm", "token synclint-fake-123 was refused"),
                ("ERROR", "crm", "%d rows"),
            ],
        )

    def test_children(self) -> None:
        def act() -> None:
            import threading

            from django.core.management import call_command

            call_command("sync_entities", "--nested", "--name", "first")  # the command of the run itself is no child
            thread = threading.Thread(target=call_command, args=("sync_entities",), name="worker")
            thread.start()
            thread.join()
            with contextlib.suppress(BaseException):
                call_command("check", "no_such_app")

        found = self.seen(act, "children")
        self.assertEqual(
            [(one.name, one.thread, one.ended, one.options.get("name")) for one in found],
            [
                ("sync_entities", "MainThread", "returned", "nested"),
                ("sync_entities", "worker", "returned", "synced"),
                ("check", "MainThread", "LookupError", None),
            ],
        )
        self.assertEqual(found[0].options["api_token"], "<redacted>")
        self.assertEqual(found[0].stack[-1].file, "crm/management/commands/sync_entities.py")
        for one in found:
            self.assertGreaterEqual(one.ended_at, one.at)

    def test_seams(self) -> None:
        def act() -> Any:
            import asyncio

            from crm.seams import Client, fetch, fetch_later

            first = Client().execute_query("SELECT 1")
            first.append("changed")
            return first, Client().execute_query("SELECT 1"), fetch(), asyncio.run(fetch_later())

        self.assertEqual(world().run(act).value, ([{"id": 1}, "changed"], [{"id": 1}], {"rows": [1]}, [2]))

    def test_seams_return_other_values_in_one_run(self) -> None:
        def act() -> Any:
            from crm.seams import Client, fetch

            return Client().execute_query("SELECT 1"), fetch()

        outcome = world().run(act, seams={"crm.seams.fetch": []})
        self.assertEqual(outcome.value, ([{"id": 1}], []))
        asked = [(one.name, one.refused) for one in outcome.seen["sources"]]
        self.assertEqual(asked, [("crm.seams.Client.execute_query", False), ("crm.seams.fetch", False)])

    def test_seams_fail_as_drivers_do(self) -> None:
        def act() -> Any:
            from crm.seams import fetch
            from django.db import OperationalError, ProgrammingError

            answers = []
            for _ in range(3):
                try:
                    answers.append(fetch())
                except (OperationalError, ProgrammingError) as error:
                    answers.append(f"{type(error).__name__}: {error}")
            return answers

        down = "OperationalError: server closed the connection unexpectedly"
        rows = {"rows": [1]}
        for fault, answers in (
            ("unavailable", [down, down, down]),
            ("unavailable-twice", [down, down, rows]),
            ("unavailable-later", [rows, down, down]),
            ("truncated", ["ProgrammingError: column does not exist"] * 3),
            ("null-values", [rows, rows, rows]),
        ):
            with self.subTest(fault):
                outcome = world().run(act, fault=fault)
                self.assertEqual(outcome.value, answers)
                refused = [isinstance(answer, str) for answer in answers]
                self.assertEqual([one.refused for one in outcome.seen["sources"]], refused)

    def test_a_driver_of_its_own_raises_its_own_errors(self) -> None:
        def act() -> Any:
            import sqlite3

            from crm import seams

            seams.sqlite3 = sqlite3  # type: ignore[attr-defined]
            try:
                return seams.fetch()
            except sqlite3.OperationalError as error:
                return str(error)

        self.assertEqual(world().run(act, fault="hang").value, "timeout expired: the query took too long")

    def test_databases_of_sources_fail_and_others_do_not(self) -> None:
        def act() -> Any:
            from crm.models import Entity
            from django.db import OperationalError

            try:
                return list(Entity.objects.values_list("name", flat=True))
            except OperationalError as error:
                return str(error)

        self.assertEqual(world().run(act, fault="reset").value, ["first"])
        failed = world().run(act, fault="reset", source_databases=["default"])
        self.assertEqual(failed.value, "connection reset by peer")
        self.assertEqual([(one.name, one.refused) for one in failed.seen["sources"]], [("default.arrivy_entity", True)])

    def test_the_first_write_is_told(self) -> None:
        told: list[int] = []

        def act() -> tuple[int, int]:
            from crm.models import Entity

            list(Entity.objects.all())
            before = len(told)
            Entity.objects.create(name="a")
            Entity.objects.create(name="b")
            return before, len(told)

        self.assertEqual(world().run(act, on_first_write=lambda: told.append(1)).value, (0, 1))

    def test_runs_may_share_a_folder(self) -> None:
        def act() -> dict[str, Any]:
            import tempfile
            import time

            from synclint_harness import observing

            time.sleep(1)
            second = observing.begin(port=world().port, scratch=tempfile.gettempdir())
            time.sleep(2)
            return second.finish()

        self.assertEqual([one.seconds for one in world().run(act).value["sleeps"]], [2.0])

    def test_what_the_harness_does_is_not_seen(self) -> None:
        def act() -> None:
            from crm.models import Entity
            from synclint_harness import observing

            with observing.unobserved():
                Entity.objects.create(name="seed")

        outcome = world().run(act)
        self.assertEqual(outcome.seen["statements"], ())
        self.assertEqual([change.inserted for change in outcome.changes], [1])


class Satellites(unittest.TestCase):
    """Interpreters that the command starts."""

    def test_their_settings_are_made_safe_first(self) -> None:
        def act() -> str:
            import subprocess
            import sys

            code = "import os, settings; print(os.environ['MADE_SAFE'])"
            return subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True).stdout

        self.assertEqual(world().run(act, satellite=("tests.satellite:make_safe", {"value": "yes"})).value, "yes\n")

    def test_they_do_not_believe_their_settings(self) -> None:
        def act() -> int:
            import os
            import subprocess
            import sys

            os.environ["TEST_DATABASE"] = "postgres:test:127.0.0.1"
            arguments = [sys.executable, "manage.py", "sync_entities"]
            return subprocess.run(arguments, stderr=subprocess.DEVNULL).returncode

        outcome = world().run(act)
        self.assertEqual(outcome.value, 1)
        self.assertEqual([(one.host, one.how) for one in outcome.seen["connections"]], [("127.0.0.1", "refused")])

    def test_questions_of_the_library_are_no_processes(self) -> None:
        def act() -> None:
            import ctypes.util
            import platform

            platform.uname().processor  # noqa: B018
            ctypes.util.find_library("c")

        self.assertEqual(world().run(act).seen["processes"], ())


if __name__ == "__main__":
    unittest.main()
