from __future__ import annotations

import sqlite3
import tempfile
import unittest
from contextlib import closing

from runs import world
from synclint_harness.databases.sqlite import SQLite


def tearDownModule() -> None:
    world().close()
    world.cache_clear()


class Tables(unittest.TestCase):
    """The difference of the databases, and rows before and after."""

    def test_inserted_updated_deleted(self) -> None:
        def act() -> None:
            from crm.models import Entity, SyncHistory

            SyncHistory.objects.create(crm_source="arrivy", status="x")
            Entity.objects.create(id=2, name="second")
            Entity.objects.filter(id=1).update(name="changed")

        outcome = world().run(act)
        self.assertEqual(
            [(one.table, one.model, one.inserted, one.updated, one.deleted) for one in outcome.changes],
            [("arrivy_entity", "crm.models.Entity", 1, 1, 0), ("sync_history", "crm.models.SyncHistory", 1, 0, 0)],
        )
        before, after = outcome.rows
        first = {"id": 1, "name": "first", "seen": "2024-01-02T03:04:05+00:00", "price": "1.50"}
        self.assertEqual(before, [first])
        self.assertEqual([row["name"] for row in after], ["changed", "second"])

    def test_the_same_values_again_change_nothing(self) -> None:
        def act() -> None:
            from crm.models import Entity

            entity = Entity.objects.get()
            entity.save()
            entity.delete()
            entity.id = 1
            entity.save()

        self.assertEqual(world().run(act).changes, ())

    def test_tables_without_a_model_and_without_a_key(self) -> None:
        def act() -> None:
            from django.db import connection

            with connection.cursor() as cursor:
                cursor.execute("CREATE TABLE loose (a int)")
                cursor.executemany("INSERT INTO loose VALUES (%s)", [[1], [1]])

        (change,) = world().run(act).changes
        self.assertEqual((change.table, change.model, change.inserted), ("loose", None, 2))

    def test_what_is_known_spares_reading_and_hides_nothing(self) -> None:
        def act() -> object:
            from crm.models import Entity, SyncHistory
            from synclint_harness.observing.tables import snapshot

            before = snapshot()
            history, entity = (("default", table) for table in ("sync_history", "arrivy_entity"))
            spared = snapshot(before).tables[history] is before.tables[history]
            SyncHistory.objects.create(crm_source="arrivy", status="x")
            Entity.objects.all().delete()
            after = snapshot(before)
            unchanged = snapshot(before, ["default"]) is before
            return spared, unchanged, after == snapshot(), after.tables[history].count, after.tables[entity].count

        self.assertEqual(world().run(act).value, (True, True, True, 1, 0))


class Untouched(unittest.TestCase):
    """Which databases of a trial are as they were made."""

    def test_each_database_counts_for_itself(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            databases = SQLite({"default": {"NAME": "a"}, "other": {"NAME": "b"}}, folder)
            databases.prepare()
            for alias in databases.owners:
                _execute(databases.template(alias), "CREATE TABLE loose (a int)")
            databases.make("trial")
            self.assertEqual(databases.untouched("trial"), {"default", "other"})
            _execute(databases.copy_of("other", "trial"), "SELECT * FROM loose")
            self.assertEqual(databases.untouched("trial"), {"default", "other"})
            _execute(databases.copy_of("other", "trial"), "INSERT INTO loose VALUES (1)")
            self.assertEqual(databases.untouched("trial"), {"default"})


def _execute(database: str, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


if __name__ == "__main__":
    unittest.main()
