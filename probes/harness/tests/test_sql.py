from __future__ import annotations

import unittest

import runs  # noqa: F401  (finds the package)
from synclint_harness.observing.sql import mask, meanings

#: Text → verb, kind, name of its statements.
STATEMENTS: dict[str, list[tuple[str, str, str | None]]] = {
    "SELECT 1": [("select", "read", None)],
    "INSERT INTO a (id) VALUES (%s)": [("insert", "write", "a")],
    "insert or replace into a values (1)": [("insert", "write", "a")],
    "REPLACE INTO a VALUES (1)": [("replace", "write", "a")],
    "/* nightly */ -- twice\n INSERT INTO a VALUES (1)": [("insert", "write", "a")],
    'INSERT INTO "orchestration"."sync_history" (id) VALUES (1)': [("insert", "write", "orchestration.sync_history")],
    'INSERT INTO "odd ""name""" VALUES (1)': [("insert", "write", 'odd "name"')],
    "INSERT INTO `a` VALUES (1)": [("insert", "write", "a")],
    "INSERT INTO [a] VALUES (1)": [("insert", "write", "a")],
    "INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET x = 1": [("insert", "write", "a")],
    "UPDATE a SET x = 'delete from b'": [("update", "write", "a")],
    "UPDATE ONLY a SET x = 1": [("update", "write", "a")],
    "UPDATE OR IGNORE a SET x = 1": [("update", "write", "a")],
    "DELETE FROM a WHERE id IN (SELECT id FROM b)": [("delete", "write", "a")],
    "MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN UPDATE SET x = 1": [("merge", "write", "a")],
    "TRUNCATE TABLE a, b": [("truncate", "write", "a")],
    "TRUNCATE a": [("truncate", "write", "a")],
    "WITH x AS (SELECT 1) SELECT * FROM x": [("with", "read", None)],
    "WITH x AS (SELECT 1 AS id) INSERT INTO a SELECT id FROM x": [("insert", "write", "a")],
    "WITH gone AS (DELETE FROM a RETURNING *) SELECT count(*) FROM gone": [("delete", "write", "a")],
    "WITH x AS (SELECT 1) UPDATE a SET y = 1": [("update", "write", "a")],
    "SELECT * FROM a FOR UPDATE": [("select", "read", None)],
    "SELECT * FROM a FOR NO KEY UPDATE": [("select", "read", None)],
    "(SELECT 1) UNION (SELECT 2)": [("select", "read", None)],
    "SELECT 'INSERT INTO a VALUES (1)'": [("select", "read", None)],
    "SELECT $$INSERT INTO a VALUES (1); DELETE FROM b$$": [("select", "read", None)],
    "SELECT E'it\\'s; DELETE FROM a'": [("select", "read", None)],
    'SELECT "update" FROM a': [("select", "read", None)],
    "SELECT * INTO new_a FROM a": [("select", "write", "new_a")],
    "SELECT * INTO TEMP new_a FROM a": [("select", "temporary", "new_a")],
    "COPY a (id, name) FROM STDIN": [("copy", "write", "a")],
    "COPY a TO STDOUT": [("copy", "read", None)],
    "COPY (SELECT * FROM a) TO STDOUT": [("copy", "read", None)],
    "COPY (DELETE FROM a RETURNING *) TO STDOUT": [("delete", "write", "a")],
    "EXPLAIN DELETE FROM a": [("explain", "read", None)],
    "EXPLAIN (ANALYZE, BUFFERS) DELETE FROM a": [("delete", "write", "a")],
    "CREATE TEMPORARY TABLE t (id int)": [("create", "temporary", "t")],
    "CREATE TEMP TABLE t AS SELECT * FROM a": [("create", "temporary", "t")],
    "INSERT INTO temp.t VALUES (1)": [("insert", "temporary", "temp.t")],
    "INSERT INTO pg_temp.t VALUES (1)": [("insert", "temporary", "pg_temp.t")],
    "CREATE TABLE IF NOT EXISTS a (id int)": [("create", "schema", "a")],
    "DROP TABLE IF EXISTS a": [("drop", "schema", "a")],
    "ALTER TABLE a ADD COLUMN x int": [("alter", "schema", "a")],
    "CREATE INDEX i ON a (x)": [("create", "schema", None)],
    "REFRESH MATERIALIZED VIEW CONCURRENTLY v": [("refresh", "write", "v")],
    "CALL nightly(1)": [("call", "write", None)],
    "DO $$ BEGIN DELETE FROM a; END $$": [("do", "write", None)],
    "PRAGMA foreign_keys = ON": [("pragma", "read", None)],
    "SET search_path TO x": [("set", "read", None)],
    "BEGIN": [("begin", "transaction", None)],
    "START TRANSACTION READ ONLY": [("start", "transaction", None)],
    "COMMIT": [("commit", "transaction", None)],
    'SAVEPOINT "s1_x1"': [("savepoint", "transaction", "s1_x1")],
    'RELEASE SAVEPOINT "s1_x1"': [("release", "transaction", "s1_x1")],
    "ROLLBACK TO SAVEPOINT s1": [("rollback", "transaction", "s1")],
    "ROLLBACK": [("rollback", "transaction", None)],
    "BEGIN; INSERT INTO a VALUES (1); COMMIT;": [
        ("begin", "transaction", None),
        ("insert", "write", "a"),
        ("commit", "transaction", None),
    ],
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN 1 THEN 2 END; DELETE FROM b; END; SELECT 1": [
        ("create", "schema", None),
        ("select", "read", None),
    ],
    "": [],
    "  ; -- nothing\n": [],
}


class Meanings(unittest.TestCase):
    def test_statements(self) -> None:
        for text, expected in STATEMENTS.items():
            with self.subTest(text):
                self.assertEqual([(one.verb, one.kind, one.name) for one in meanings(text)], expected)

    def test_literals_are_masked(self) -> None:
        self.assertEqual(mask("INSERT INTO a VALUES ('it''s', E'x', 1)"), "INSERT INTO a VALUES ('…', '…', 1)")

    def test_nothing_takes_long(self) -> None:
        import time

        started = time.monotonic()
        for text in ("INSERT INTO a VALUES " + "(%s, %s)," * 20_000, "(" * 50_000, "'" * 50_001, "$a$" * 20_000, "/*" * 30_000):
            meanings(text)
        self.assertLess(time.monotonic() - started, 2)


if __name__ == "__main__":
    unittest.main()
