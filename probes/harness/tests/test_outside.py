from __future__ import annotations

import unittest
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from runs import place, stands_at, world

FILE = "crm/outside.py"

#: Function → host, port, time-out; each gets status 200 from the simulator.
ANSWERED = {
    "requests_plain": ("api.genius.example", 443, 3.0),
    "requests_without_timeout": ("api.genius.example", 443, None),
    "requests_no_trust": ("api.genius.example", 443, 3.0),
    "requests_unverified": ("api.genius.example", 443, 3.0),
    "requests_certifi": ("api.genius.example", 443, 3.0),
    "plain_http": ("legacy-crm.local", 8080, 3.0),
    "raw_address": ("93.184.216.34", 443, 3.0),
    "urllib_plain": ("api.genius.example", 443, 4.0),
    "urllib_own_context": ("api.genius.example", 443, 4.0),
    "httplib2_plain": ("api.genius.example", 443, 5.0),
    "httpx_plain": ("api.genius.example", 443, 6.0),
    "httpx_async": ("api.genius.example", 443, 7.0),
    "aiohttp_plain": ("api.genius.example", 443, 8.0),
    "uvloop_plain": ("api.genius.example", 443, 7.0),
}

#: Function → host, port, time-out; each is refused at once.
REFUSED = {
    "smtp": ("mail.example.com", 25, 3.0),
    "udp": ("8.8.8.8", 53, None),
    "mysql": ("db.genius.example", 3306, 2.0),
    "psycopg2_foreign": ("10.255.255.1", 5432, 2.0),
    "psycopg3_foreign": ("127.0.0.1", 5432, 2.0),
    "below_the_patches": ("93.184.216.34", 80, None),
    "unix_socket": ("/var/run/docker.sock", 0, None),
}

NEEDED = {"httpx": "httpx", "aiohttp": "aiohttp", "httplib2": "httplib2", "uvloop": "uvloop", "mysql": "pymysql"}
NEEDED.update(psycopg2="psycopg2", psycopg3="psycopg")


def tearDownModule() -> None:
    world().close()
    world.cache_clear()


def installed(name: str) -> bool:
    module = NEEDED.get(name.partition("_")[0])
    return module is None or find_spec(module) is not None


class Outside(unittest.TestCase):
    """Hosts are the simulator, whatever the client; everything else is refused at once; both with their line."""

    @classmethod
    def setUpClass(cls) -> None:
        world()
        for module in ("requests", *NEEDED.values()):  # once, and not in every run
            if find_spec(module) is not None:
                import_module(module)

    def check(self, name: str, connection: Any, expected: tuple[str, int, float | None], how: str) -> None:
        self.assertEqual((connection.host, connection.port, connection.timeout, connection.how), (*expected, how))
        self.assertTrue(stands_at(connection, place(FILE, name)), connection.stack)

    def test_answered(self) -> None:
        for name, expected in ANSWERED.items():
            with self.subTest(name):
                if not installed(name):
                    self.skipTest(f"{name}: not installed")
                outcome = world().run(f"crm.outside:{name}")
                self.assertEqual((outcome.value, outcome.error), (200, None))
                (connection,) = outcome.seen["connections"]
                self.check(name, connection, expected, "redirected")

    def test_refused(self) -> None:
        for name, expected in REFUSED.items():
            with self.subTest(name):
                if not installed(name):
                    self.skipTest(f"{name}: not installed")
                outcome = world().run(f"crm.outside:{name}")
                self.assertIsInstance(outcome.error, Exception)
                (connection,) = outcome.seen["connections"]
                self.check(name, connection, expected, "refused")
                self.assertLess(outcome.seconds, 2)

    def test_many_at_once(self) -> None:
        outcome = world().run("crm.outside:aiohttp_many")
        self.assertEqual((outcome.value, outcome.error), ({200}, None))
        self.assertEqual(len(outcome.seen["connections"]), 10)
        for connection in outcome.seen["connections"]:
            self.assertTrue(stands_at(connection, place(FILE, "aiohttp_many")), connection.stack)

    def test_curl_is_not_started(self) -> None:
        outcome = world().run("crm.outside:curl")
        self.assertIsInstance(outcome.error, PermissionError)
        (process,) = outcome.seen["processes"]
        self.assertEqual((process.command, process.started), ("curl -sS -m 2 http://1.1.1.1/", False))
        self.assertTrue(stands_at(process, place(FILE, "curl")))

    def test_a_missing_bundle_stays_missing(self) -> None:
        self.assertIn("bundle", str(world().run("crm.outside:requests_missing_bundle").error))

    def test_the_first_request_is_told(self) -> None:
        told: list[float] = []
        from crm import outside

        def act() -> int:
            outside.requests_plain()
            outside.requests_plain()
            return len(told)

        self.assertEqual(world().run(act, on_first_request=lambda: told.append(1)).value, 1)


class Time(unittest.TestCase):
    """Waiting is recorded as it was asked for, and cut short."""

    def test_a_server_that_never_answers(self) -> None:
        outcome = world().run("crm.outside:hang")
        self.assertIsNone(outcome.error)
        self.assertLess(outcome.seconds, 2)
        self.assertEqual([one.timeout for one in outcome.seen["connections"]], [30.0] * 3)
        self.assertEqual([one.seconds for one in outcome.seen["sleeps"]], [60.0] * 3)
        self.assertEqual(
            [(one.level, one.logger) for one in outcome.seen["logs"] if one.logger == "crm.sync"], [("WARNING", "crm.sync")] * 3
        )

    def test_a_server_that_never_answers_asynchronous_clients(self) -> None:
        for name, timeout in (("hang_async", 30.0), ("hang_aiohttp", 300.0)):
            with self.subTest(name):
                outcome = world().run(f"crm.outside:{name}")
                self.assertIn("Timeout", f"{type(outcome.error).__name__} {outcome.error}")
                self.assertLess(outcome.seconds, 2)
                self.assertEqual([one.timeout for one in outcome.seen["connections"]], [timeout])

    def test_sleeps(self) -> None:
        def act() -> None:
            import asyncio
            import threading
            import time

            time.sleep(5)
            time.sleep(0)
            asyncio.run(asyncio.sleep(7))
            threading.Event().wait(0)

        outcome = world().run(act)
        self.assertEqual([one.seconds for one in outcome.seen["sleeps"]], [5.0, 0.0, 7.0])
        self.assertLess(outcome.seconds, 1)


if __name__ == "__main__":
    unittest.main()
