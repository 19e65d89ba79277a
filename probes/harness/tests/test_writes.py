from __future__ import annotations

import unittest
from typing import Any

from runs import Outcome, place, stands_at, world

FILE = "crm/writes.py"


def tearDownModule() -> None:
    world().close()
    world.cache_clear()


def is_sqlite() -> bool:
    from django.db import connection

    world()
    return connection.vendor == "sqlite"


class Writes(unittest.TestCase):
    """Each way to write is seen with its line, its database, its rows and what became of it."""

    def run_writes(self, name: str) -> Outcome:
        outcome = world().run(f"crm.writes:{name}")
        if outcome.error is not None and name != "failing":
            raise outcome.error
        return outcome

    def writes(self, outcome: Outcome) -> list[Any]:
        return [one for one in outcome.seen["statements"] if one.kind == "write"]

    def check(
        self, name: str, verb: str, table: str, number: int = 1, rows: int | None = 1, alias: str | None = "default"
    ) -> None:
        outcome = self.run_writes(name)
        found = self.writes(outcome)
        self.assertEqual([(one.verb, one.table) for one in found], [(verb, table)] * number)
        for one in found:
            self.assertTrue(stands_at(one, place(FILE, name)), one.stack)
            self.assertEqual(one.stack[0].file, FILE)
            self.assertEqual((one.rows, one.rolled_back, one.alias), (rows, False, alias))

    def test_orm(self) -> None:
        self.check("orm", "insert", "sync_history")

    def test_bulk(self) -> None:
        self.check("bulk", "insert", "arrivy_entity", rows=3)

    def test_raw_with_comment(self) -> None:
        self.check("raw", "insert", "arrivy_entity")

    def test_many(self) -> None:
        self.check("many", "insert", "arrivy_entity", rows=2)

    def test_update(self) -> None:
        self.check("update", "update", "arrivy_entity")

    def test_update_of_no_row(self) -> None:
        self.check("update_nothing", "update", "arrivy_entity", rows=0)

    def test_common_table_expression(self) -> None:
        self.check("cte", "insert", "arrivy_entity")

    def test_cursor_of_the_driver(self) -> None:
        self.check("raw_cursor", "insert", "arrivy_entity")

    def test_connection_of_the_driver(self) -> None:
        self.check("raw_connection", "insert", "arrivy_entity")

    def test_own_connection(self) -> None:
        if not is_sqlite():
            self.skipTest("SQLite only")
        self.check("own_connection", "insert", "arrivy_entity", alias=None)

    def test_thread(self) -> None:
        self.check("thread", "insert", "arrivy_entity")

    def test_sync_to_async(self) -> None:
        self.check("in_async", "insert", "arrivy_entity")

    def test_sync_to_async_in_other_threads(self) -> None:
        self.check("in_async_threads", "insert", "arrivy_entity", number=2)

    def test_async_to_sync_and_back(self) -> None:
        self.check("async_to_sync_and_back", "insert", "arrivy_entity")

    def test_executor(self) -> None:
        self.check("pool", "insert", "arrivy_entity", number=4)

    def test_a_task_knows_who_started_it(self) -> None:
        found = self.writes(self.run_writes("task_of_loop"))
        self.assertTrue(stands_at(found[0], place(FILE, "task_of_loop")), found[0].stack)
        starter = place(FILE, "task_of_loop.starter")
        self.assertIn((starter.file, starter.line), [(frame.file, frame.line) for frame in found[0].stack])

    def test_a_thread_knows_who_started_it(self) -> None:
        found = self.writes(self.run_writes("thread"))
        self.assertEqual([frame.function for frame in found[0].stack], ["thread", "work"])

    def test_set_rollback(self) -> None:
        outcome = self.run_writes("rolled_back")
        self.assertEqual([(one.rows, one.rolled_back) for one in self.writes(outcome)], [(1, True)])
        self.assertTrue(stands_at(self.writes(outcome)[0], place(FILE, "rolled_back")))
        self.assertEqual(outcome.changes, ())

    def test_savepoint(self) -> None:
        outcome = self.run_writes("savepoint")
        self.assertEqual([one.rolled_back for one in self.writes(outcome)], [False, True])
        self.assertEqual([change.inserted for change in outcome.changes], [1])

    def test_failing_statement(self) -> None:
        outcome = self.run_writes("failing")
        self.assertEqual([one.rolled_back for one in self.writes(outcome)], [True])
        self.assertTrue(stands_at(self.writes(outcome)[0], place(FILE, "failing")))

    def test_own_connection_closed_without_commit(self) -> None:
        if not is_sqlite():
            self.skipTest("SQLite only")
        self.assertEqual([one.rolled_back for one in self.writes(self.run_writes("own_connection_without_commit"))], [True])

    def test_select_for_update_is_no_write(self) -> None:
        self.assertEqual(self.writes(self.run_writes("for_update")), [])

    def test_forked_process(self) -> None:
        outcome = self.run_writes("forked")
        self.assertEqual([(one.table, one.rolled_back) for one in self.writes(outcome)], [("arrivy_entity", False)])
        (process,) = outcome.seen["processes"]
        self.assertEqual((process.command, process.started), ("fork", True))
        self.assertTrue(stands_at(process, place(FILE, "forked")))

    def test_a_process_that_ends_at_once_has_left_its_journal(self) -> None:
        outcome = world().run("crm.writes:exit_at_once")
        self.assertFalse(outcome.ended)
        self.assertEqual([(one.table, one.rows, one.rolled_back) for one in self.writes(outcome)], [("arrivy_entity", 1, False)])

    def test_a_process_that_is_killed_has_left_its_journal(self) -> None:
        def act() -> None:
            import os
            import signal

            from crm import writes

            writes.orm()
            writes.transaction.set_autocommit(False)
            writes.bulk()
            os.kill(os.getpid(), signal.SIGKILL)

        outcome = world().run(act)
        self.assertFalse(outcome.ended)
        found = [(one.table, one.rolled_back) for one in self.writes(outcome)]
        self.assertEqual(found, [("sync_history", False), ("arrivy_entity", True)])

    def test_python_that_the_command_starts(self) -> None:
        outcome = self.run_writes("subprocess_python")
        (write,) = self.writes(outcome)
        self.assertTrue(stands_at(write, place("crm/management/commands/sync_entities.py", "subprocess_python")), write.stack)
        self.assertEqual((write.alias, write.rolled_back), ("default", False))
        self.assertTrue(stands_at(outcome.seen["processes"][0], place(FILE, "subprocess_python.starter")))
        (child,) = outcome.seen["children"]
        self.assertEqual((child.name, child.ended, child.options["name"]), ("sync_entities", "returned", "from a child"))

    def test_copy(self) -> None:
        if is_sqlite():
            self.skipTest("PostgreSQL only")
        found = self.writes(self.run_writes("copy"))
        self.assertEqual([(one.verb, one.table, one.rows, one.alias) for one in found], [("copy", "arrivy_entity", 2, "default")])


class Effects(unittest.TestCase):
    """What is not a statement is seen with its line as well."""

    def test_cache(self) -> None:
        writes = world().run("crm.writes:into_cache").seen["cache_writes"]
        self.assertEqual([(one.key, one.how) for one in writes], [("last_sync", "set"), ("a", "set"), ("b", "set")])
        self.assertTrue(stands_at(writes[0], place(FILE, "into_cache")))

    def test_files_are_refused(self) -> None:
        for name, path, how in (
            ("file", "state.json", "write"),
            ("file_by_path", "state2.json", "write"),
            ("rename", "settings.py", "rename"),
        ):
            with self.subTest(name):
                outcome = world().run(f"crm.writes:{name}")
                self.assertIsInstance(outcome.error, PermissionError)
                (change,) = outcome.seen["files"]
                self.assertEqual((change.path, change.how), (path, how))
                self.assertTrue(stands_at(change, place(FILE, name)), change.stack)

    def test_programs_are_refused(self) -> None:
        for name in ("shell", "subprocess_python_bare"):
            with self.subTest(name):
                outcome = world().run(f"crm.writes:{name}")
                self.assertIsInstance(outcome.error, PermissionError)
                (process,) = outcome.seen["processes"]
                self.assertFalse(process.started)
                self.assertTrue(stands_at(process, place(FILE, name)), process.stack)


if __name__ == "__main__":
    unittest.main()
