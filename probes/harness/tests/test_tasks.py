from __future__ import annotations

import unittest
from importlib.util import find_spec
from typing import Any

from runs import world


def tearDownModule() -> None:
    world().close()
    world.cache_clear()


class Tasks(unittest.TestCase):
    """Tasks are recorded and not sent, whatever queues them."""

    def check(self, module: str, action: Any, names: list[str]) -> None:
        if find_spec(module) is None:
            self.skipTest(f"{module} is not installed")
        outcome = world().run(action)
        if outcome.error is not None:
            raise outcome.error
        self.assertEqual([one.name for one in outcome.seen["tasks"]], names)
        self.assertEqual(outcome.seen["connections"], ())
        self.assertLess(outcome.seconds, 2)

    def test_celery(self) -> None:
        def act() -> None:
            import celery

            app = celery.Celery("crm", broker="redis://broker.example/0", backend="redis://broker.example/1")

            @app.task(name="crm.tasks.sync")
            def sync(number: int = 0) -> None:
                raise AssertionError

            sync.delay(1)
            sync.apply_async((2,), countdown=3)
            app.send_task("crm.tasks.other", args=[1])
            sync.s(1).apply_async()
            celery.group(sync.s(1), sync.s(2)).apply_async()
            celery.chain(sync.si(1), sync.si(2))()
            celery.chord([sync.s(1)], sync.s())()

        names = ["crm.tasks.sync"] * 2 + ["crm.tasks.other"] + ["crm.tasks.sync"] * 7
        self.check("celery", act, names)

    def test_rq(self) -> None:
        def act() -> None:
            from crm import seams
            from redis import Redis
            from rq import Queue

            queue = Queue(connection=Redis("broker.example"))
            assert queue.enqueue(seams.fetch, 1).id
            queue.enqueue_call("crm.seams.fetch")

        self.check("rq", act, ["crm.seams.fetch", "crm.seams.fetch"])

    def test_django(self) -> None:
        if find_spec("django.tasks") is None:
            self.skipTest("Django has no tasks before 6.0")

        def act() -> None:
            from crm import seams
            from django.tasks import task

            task(seams.fetch_later).enqueue()

        self.check("django", act, ["crm.seams.fetch_later"])

    def test_huey(self) -> None:
        def act() -> None:
            from huey import RedisHuey

            huey = RedisHuey("crm", host="broker.example")

            @huey.task()
            def sync() -> None:
                raise AssertionError

            sync()

        self.check("huey", act, ["test_tasks.sync"])

    def test_dramatiq(self) -> None:
        def act() -> None:
            import dramatiq
            from dramatiq.brokers.redis import RedisBroker

            dramatiq.set_broker(RedisBroker(host="broker.example"))

            @dramatiq.actor(actor_name="sync")
            def sync() -> None:
                raise AssertionError

            sync.send()

        self.check("dramatiq", act, ["sync"])


if __name__ == "__main__":
    unittest.main()
