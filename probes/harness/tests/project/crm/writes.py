"""Ways to write, each in a function; `place` marks the line that the observation has to name."""

import asyncio
import io
import os
import pathlib
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import async_to_sync, sync_to_async
from django.core.cache import cache
from django.db import connection, transaction

from crm.models import Entity, SyncHistory

INSERT = "INSERT INTO arrivy_entity (id, name) VALUES (%s, %s)"


def orm():
    SyncHistory.objects.create(crm_source="arrivy", status="x")  # place: orm


def bulk():
    Entity.objects.bulk_create([Entity(id=900 + i, name="n") for i in range(3)])  # place: bulk


def raw():
    with connection.cursor() as cursor:
        cursor.execute("/* nightly */ " + INSERT, [77, "x"])  # place: raw


def many():
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [(78, "x"), (79, "y")])  # place: many


def update():
    Entity.objects.filter(id=1).update(name="z")  # place: update


def update_nothing():
    Entity.objects.filter(id=-5).update(name="z")  # place: update_nothing


def cte():
    with connection.cursor() as cursor:
        cursor.execute(  # place: cte
            "WITH x AS (SELECT 5001 AS id) INSERT INTO arrivy_entity (id, name) SELECT id, 'q' FROM x"
        )


def rolled_back():
    with transaction.atomic():
        Entity.objects.create(id=555, name="r")  # place: rolled_back
        transaction.set_rollback(True)


def savepoint():
    with transaction.atomic():
        Entity.objects.create(id=556, name="kept")
        try:
            with transaction.atomic():
                Entity.objects.create(id=557, name="lost")  # place: savepoint
                raise ValueError("undo")
        except ValueError:
            pass


def failing():
    with transaction.atomic():
        Entity.objects.create(id=1, name="twice")  # place: failing


def for_update():
    with transaction.atomic():
        list(Entity.objects.select_for_update().filter(id=1))


def raw_connection():
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    cursor.execute("INSERT INTO arrivy_entity (id, name) VALUES (88, 'x')")  # place: raw_connection
    connection.connection.commit()


def raw_cursor():
    with connection.cursor() as cursor:
        cursor.cursor.execute("INSERT INTO arrivy_entity (id, name) VALUES (89, 'x')")  # place: raw_cursor


def own_connection():
    own = sqlite3.connect(connection.settings_dict["NAME"])
    own.execute("INSERT INTO arrivy_entity (id, name) VALUES (9200, 'own')")  # place: own_connection
    own.commit()
    own.close()


def own_connection_without_commit():
    own = sqlite3.connect(connection.settings_dict["NAME"])
    own.execute("INSERT INTO arrivy_entity (id, name) VALUES (9201, 'own')")  # place: own_connection_without_commit
    own.close()


def thread():
    errors = []

    def work():
        try:
            Entity.objects.create(id=321, name="t")  # place: thread
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    started = threading.Thread(target=work)
    started.start()
    started.join()
    if errors:
        raise errors[0]


def in_async():
    async def main():
        await sync_to_async(Entity.objects.create)(id=654, name="t")  # place: in_async

    asyncio.run(main())


def in_async_threads():
    async def main():
        create = sync_to_async(Entity.objects.create, thread_sensitive=False)
        await asyncio.gather(*[create(id=700 + i, name="t") for i in range(2)])  # place: in_async_threads

    asyncio.run(main())


def async_to_sync_and_back():
    async def main():
        await sync_to_async(Entity.objects.create)(id=655, name="t")  # place: async_to_sync_and_back

    async_to_sync(main)()


def pool():
    with ThreadPoolExecutor(2) as executor:
        list(executor.map(lambda i: Entity.objects.create(id=800 + i, name="p"), range(4)))  # place: pool


def task_of_loop():
    async def work():
        await Entity.objects.acreate(id=656, name="t")  # place: task_of_loop

    async def main():
        await asyncio.get_running_loop().create_task(work())  # place: task_of_loop.starter

    asyncio.run(main())


def into_cache():
    cache.set("last_sync", "x")  # place: into_cache
    cache.set_many({"a": 1, "b": 2})


def file():
    with open("state.json", "w") as state:  # place: file
        state.write("{}")


def file_by_path():
    pathlib.Path("state2.json").write_text("{}")  # place: file_by_path


def rename():
    os.replace("settings.py", "settings_old.py")  # place: rename


def shell():
    os.system("true")  # place: shell


def subprocess_python():
    arguments = [sys.executable, "manage.py", "sync_entities", "--name", "from a child"]
    subprocess.run(arguments, check=True)  # place: subprocess_python.starter


def subprocess_python_bare():
    subprocess.run([sys.executable, "-I", "-c", "print(1)"], check=True)  # place: subprocess_python_bare


def forked():
    if (child := os.fork()) == 0:  # place: forked
        Entity.objects.create(id=777, name="fork")
        os._exit(0)
    os.waitpid(child, 0)


def exit_at_once():
    Entity.objects.create(id=778, name="gone")  # place: exit_at_once
    os._exit(0)


def copy():
    with connection.cursor() as cursor:
        if hasattr(cursor.cursor, "copy_expert"):
            cursor.copy_expert("COPY arrivy_entity (id, name) FROM STDIN", io.StringIO("9001\tfoo\n9002\tbar\n"))
        else:
            with cursor.copy("COPY arrivy_entity (id, name) FROM STDIN") as copying:  # place: copy
                copying.write("9001\tfoo\n9002\tbar\n")
