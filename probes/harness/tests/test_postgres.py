"""The tests of writes on PostgreSQL, and what only its drivers do. Needs a server on the usual socket; skipped without."""

from __future__ import annotations

import os
import subprocess
import unittest
from importlib.util import find_spec
from typing import Any

NAME = f"synclint_observing_{os.getpid()}"
FOLDER = os.environ.get("PGHOST", "/var/run/postgresql")


def psql(text: str) -> bool:
    command = ["psql", "-h", FOLDER, "-U", "postgres", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qc", text]
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def setUpModule() -> None:
    if not psql(f"CREATE DATABASE {NAME}"):
        raise unittest.SkipTest("no PostgreSQL server")
    unittest.addModuleCleanup(psql, f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    unittest.addModuleCleanup(lambda: world().close())


os.environ["TEST_DATABASE"] = f"postgres:{NAME}:{FOLDER}"

import test_writes  # noqa: E402
from runs import world  # noqa: E402

PARAMETERS = {"dbname": NAME, "host": FOLDER, "user": "postgres"}
INSERT = "INSERT INTO arrivy_entity (name) VALUES (%s)"


class Writes(test_writes.Writes):
    """Through Django, and past it on Django's connection."""


class Drivers(unittest.TestCase):
    def seen(self, action: Any) -> list[tuple[Any, ...]]:
        outcome = world().run(action)
        if outcome.error is not None:
            raise outcome.error
        return [
            (one.verb, one.table, one.rows, one.rolled_back, one.alias)
            for one in outcome.seen["statements"]
            if one.kind not in ("read", "transaction")
        ]


@unittest.skipUnless(find_spec("psycopg2"), "psycopg2 is not installed")
class Psycopg2(Drivers):
    def test_commit_rollback_and_close(self) -> None:
        def act() -> None:
            import psycopg2

            own = psycopg2.connect(**PARAMETERS)
            cursor = own.cursor()
            cursor.execute(INSERT, ["kept"])
            own.commit()
            cursor.execute(INSERT, ["lost"])
            own.rollback()
            cursor.execute(INSERT, ["forgotten"])
            own.close()

        expected = [("insert", "arrivy_entity", 1, undone, None) for undone in (False, True, True)]
        self.assertEqual(self.seen(act), expected)

    def test_with_connection(self) -> None:
        def act() -> None:
            import psycopg2

            own = psycopg2.connect(f"host={FOLDER} user=postgres dbname={NAME}")
            with own, own.cursor() as cursor:
                cursor.execute(INSERT, ["kept"])
            try:
                with own, own.cursor() as cursor:
                    cursor.execute(INSERT, ["lost"])
                    raise ValueError
            except ValueError:
                pass
            own.autocommit = True
            own.cursor().execute(INSERT, ["at once"])

        self.assertEqual([row[3] for row in self.seen(act)], [False, True, False])

    def test_commit_of_a_failed_transaction(self) -> None:
        def act() -> None:
            import psycopg2

            own = psycopg2.connect(**PARAMETERS)
            cursor = own.cursor()
            cursor.execute(INSERT, ["lost"])
            try:
                cursor.execute("INSERT INTO no_such_table VALUES (1)")
            except psycopg2.Error:
                own.commit()

        self.assertEqual([(row[1], row[3]) for row in self.seen(act)], [("arrivy_entity", True), ("no_such_table", True)])

    def test_savepoints(self) -> None:
        def act() -> None:
            import psycopg2

            own = psycopg2.connect(**PARAMETERS)
            cursor = own.cursor()
            cursor.execute(INSERT, ["kept"])
            cursor.execute("SAVEPOINT one")
            cursor.execute(INSERT, ["lost"])
            cursor.execute("ROLLBACK TO one")
            cursor.execute(INSERT, ["kept too"])
            cursor.execute("RELEASE one")
            own.commit()

        self.assertEqual([row[3] for row in self.seen(act)], [False, True, False])

    def test_helpers(self) -> None:
        def act() -> None:
            import io

            import psycopg2
            import psycopg2.extras

            own = psycopg2.connect(**PARAMETERS, cursor_factory=psycopg2.extras.RealDictCursor)
            cursor = own.cursor()
            psycopg2.extras.execute_values(cursor, "INSERT INTO arrivy_entity (name) VALUES %s", [("secret a",), ("b",)])
            psycopg2.extras.execute_batch(cursor, INSERT, [("a",), ("b",)])
            cursor.executemany(INSERT, [("a",), ("b",)])
            cursor.copy_from(io.StringIO("901\ta\n"), "arrivy_entity", columns=("id", "name"))
            cursor.copy_expert("COPY arrivy_entity (id, name) FROM STDIN", io.StringIO("902\ta\n903\tb\n"))
            cursor.execute("CREATE TEMP TABLE staging (LIKE arrivy_entity)")
            cursor.execute("INSERT INTO staging SELECT * FROM arrivy_entity LIMIT 1")
            own.commit()

        outcome = world().run(act)
        self.assertIsNone(outcome.error)
        found = [one for one in outcome.seen["statements"] if one.kind != "read"]
        self.assertEqual(
            [(one.verb, one.kind, one.table) for one in found],
            [("insert", "write", "arrivy_entity")] * 4
            + [("copy", "write", "arrivy_entity")] * 2
            + [("create", "temporary", "staging"), ("insert", "temporary", "staging")],
        )
        self.assertNotIn("secret", "".join(one.sql for one in found))
        self.assertEqual({one.rolled_back for one in found}, {False})

    def test_other_databases_of_the_server(self) -> None:
        def act() -> None:
            import psycopg2

            psycopg2.connect(**{**PARAMETERS, "dbname": "postgres"})

        outcome = world().run(act)
        self.assertEqual(type(outcome.error).__name__, "OperationalError")
        self.assertEqual([(one.host, one.port, one.how) for one in outcome.seen["connections"]], [(FOLDER, 5432, "refused")])

    def test_databases_that_the_command_configures(self) -> None:
        def act() -> None:
            from django.db import connections

            connections.settings["other"] = {**connections.settings["default"], "NAME": "postgres"}
            connections["other"].cursor()

        self.assertEqual([one.how for one in world().run(act).seen["connections"]], ["refused"])


@unittest.skipUnless(find_spec("psycopg"), "psycopg is not installed")
class Psycopg3(Drivers):
    def test_commit_rollback_and_close(self) -> None:
        def act() -> None:
            import psycopg

            own = psycopg.connect(**PARAMETERS)
            own.execute(INSERT, ["kept"])
            own.commit()
            own.execute(INSERT, ["lost"])
            own.rollback()
            own.execute(INSERT, ["forgotten"])
            own.close()

        expected = [("insert", "arrivy_entity", 1, undone, None) for undone in (False, True, True)]
        self.assertEqual(self.seen(act), expected)

    def test_transactions(self) -> None:
        def act() -> None:
            import psycopg

            with psycopg.connect(**PARAMETERS, autocommit=True) as own:
                own.execute(INSERT, ["at once"])
                with own.transaction():
                    own.execute(INSERT, ["kept"])
                    try:
                        with own.transaction():
                            own.execute(INSERT, ["lost"])
                            raise ValueError
                    except ValueError:
                        pass
                with own.transaction(force_rollback=True):
                    own.execute(INSERT, ["lost"])

        self.assertEqual([row[3] for row in self.seen(act)], [False, False, True, True])

    def test_helpers(self) -> None:
        def act() -> None:
            import psycopg

            with psycopg.connect(**PARAMETERS) as own, own.cursor() as cursor:
                cursor.executemany(INSERT, [("a",), ("b",)])
                with cursor.copy("COPY arrivy_entity (id, name) FROM STDIN") as copy:
                    copy.write_row((911, "a"))
                list(cursor.stream("DELETE FROM arrivy_entity WHERE id = 911 RETURNING id"))
                cursor.execute(
                    psycopg.sql.SQL("UPDATE {} SET name = 'x' WHERE id = 1").format(psycopg.sql.Identifier("arrivy_entity"))
                )

        found = self.seen(act)
        self.assertEqual(
            [row[:3] for row in found][:2] + [row[:2] for row in found][2:],
            [
                ("insert", "arrivy_entity", 2),
                ("copy", "arrivy_entity", 1),
                ("delete", "arrivy_entity"),
                ("update", "arrivy_entity"),
            ],
        )
        self.assertEqual({row[3] for row in found}, {False})

    def test_asynchronous(self) -> None:
        def act() -> None:
            import asyncio

            import psycopg

            async def main() -> None:
                async with await psycopg.AsyncConnection.connect(**PARAMETERS) as own:
                    await own.execute(INSERT, ["kept"])
                    await own.commit()
                    await own.execute(INSERT, ["lost"])
                    await own.rollback()

            asyncio.run(main())

        self.assertEqual([row[3] for row in self.seen(act)], [False, True])

    def test_other_databases_of_the_server(self) -> None:
        def act() -> None:
            import psycopg

            psycopg.Connection.connect(f"host={FOLDER} user=postgres dbname=postgres")

        self.assertEqual([one.how for one in world().run(act).seen["connections"]], ["refused"])


if __name__ == "__main__":
    unittest.main()
