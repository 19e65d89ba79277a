from __future__ import annotations

import unittest

from runs import world


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


if __name__ == "__main__":
    unittest.main()
