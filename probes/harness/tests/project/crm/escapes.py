"""Attempts to change the machine; `place` marks the line that the observation has to name."""

import ctypes
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

#: Set by the test: a folder outside the project and outside the scratch folder.
OUTSIDE = os.environ.get("TEST_OUTSIDE", "")


def sqlite_file():
    own = sqlite3.connect(f"{OUTSIDE}/foreign.sqlite3")
    own.execute("INSERT INTO notes VALUES ('changed')")  # place: sqlite_file
    own.commit()


def sqlite_new_file():
    sqlite3.connect(f"{OUTSIDE}/new.sqlite3").execute("CREATE TABLE t (a)")  # place: sqlite_new_file


def sqlite_attach():
    own = sqlite3.connect(":memory:")
    own.execute(f"ATTACH DATABASE '{OUTSIDE}/foreign.sqlite3' AS other")  # place: sqlite_attach


def sqlite_vacuum_into():
    own = sqlite3.connect(":memory:")
    own.execute("VACUUM INTO ?", [f"{OUTSIDE}/new.sqlite3"])  # place: sqlite_vacuum_into


def postgres():
    import psycopg2

    own = psycopg2.connect(host="127.0.0.1", user="postgres", dbname="test")  # place: postgres
    own.cursor().execute("CREATE TABLE synclint_escape (a int)")
    own.commit()


def system():
    os.system(f"touch {OUTSIDE}/new")  # place: system


def python_child():
    code = f"open('{OUTSIDE}/new', 'w').write('x')"
    subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL)  # place: python_child


def python_child_without_environment():
    code = f"open('{OUTSIDE}/new', 'w').write('x')"
    arguments = [sys.executable, "-c", code]
    subprocess.run(arguments, env={}, stderr=subprocess.DEVNULL)  # place: python_child_without_environment


def python_child_isolated():
    code = f"open('{OUTSIDE}/new', 'w').write('x')"
    subprocess.run([sys.executable, "-I", "-c", code])  # place: python_child_isolated


def touch():
    subprocess.run(["touch", f"{OUTSIDE}/new"])  # place: touch


def shell():
    subprocess.run(f"echo x > {OUTSIDE}/new", shell=True)  # place: shell


def posix_spawn():
    os.posix_spawn("/bin/touch", ["touch", f"{OUTSIDE}/new"], dict(os.environ))  # place: posix_spawn


def fork_and_exec():
    if (child := os.fork()) == 0:
        try:
            os.execv("/bin/touch", ["touch", f"{OUTSIDE}/new"])  # place: fork_and_exec
        finally:
            os._exit(1)
    os.waitpid(child, 0)


def below_subprocess():
    import _posixsubprocess

    pipe = os.pipe()
    arguments = [b"touch", f"{OUTSIDE}/new".encode()]
    settings = (True, (pipe[1],), None, None, -1, -1, -1, -1, -1, -1, *pipe, False, False)
    rest = (-1, None, None, None, -1, None) if sys.version_info < (3, 11) else (-1, None, None, None, -1, None, True)
    _posixsubprocess.fork_exec(arguments, [b"/bin/touch"], *settings, *rest)  # place: below_subprocess


def copied_shell():
    import tempfile

    program = os.path.join(tempfile.gettempdir(), "python3")
    shutil.copy("/bin/sh", program)
    subprocess.run([program, "-c", f"echo x > {OUTSIDE}/new"])  # place: copied_shell


def ctypes_socket():
    library = ctypes.CDLL(None)
    library.socket(2, 1, 0)
    library.connect(3, b"", 16)  # place: ctypes_socket


def ctypes_open():
    ctypes.CDLL(None).open(f"{OUTSIDE}/new".encode(), os.O_CREAT | os.O_WRONLY, 0o600)  # place: ctypes_open


def ctypes_system():
    ctypes.CDLL(None).system(f"touch {OUTSIDE}/new".encode())  # place: ctypes_system


def into_project():
    Path("crm/escaped.py").write_text("x")  # place: into_project


def into_home():
    (Path.home() / ".synclint_escape").write_text("x")  # place: into_home


def into_etc():
    with open("/etc/synclint_escape", "a") as file:  # place: into_etc
        file.write("x")


def through_link():
    import tempfile

    link = os.path.join(tempfile.gettempdir(), "link")
    os.symlink(OUTSIDE, link)
    with open(f"{link}/new", "w") as file:  # place: through_link
        file.write("x")


def hard_link():
    import tempfile

    os.link(f"{OUTSIDE}/kept", os.path.join(tempfile.gettempdir(), "hard"))  # place: hard_link


def below_a_folder():
    folder = os.open(OUTSIDE, os.O_RDONLY)
    os.close(os.open("new", os.O_CREAT | os.O_WRONLY, dir_fd=folder))  # place: below_a_folder


def descriptor_again():
    with open(f"{OUTSIDE}/kept") as file, open(f"/proc/self/fd/{file.fileno()}", "w") as again:  # place: descriptor_again
        again.write("x")


def remove():
    os.remove(f"{OUTSIDE}/kept")  # place: remove


def remove_tree():
    shutil.rmtree(OUTSIDE)  # place: remove_tree


def rename():
    os.rename(f"{OUTSIDE}/kept", f"{OUTSIDE}/new")  # place: rename


def chmod():
    os.chmod(f"{OUTSIDE}/kept", 0o777)  # place: chmod


def truncate():
    os.truncate(f"{OUTSIDE}/kept", 0)  # place: truncate


def make_folder():
    os.makedirs(f"{OUTSIDE}/new/deeper")  # place: make_folder


def fifo():
    os.mkfifo(f"{OUTSIDE}/new")  # place: fifo


def database_manager():
    import dbm

    dbm.open(f"{OUTSIDE}/new", "c").close()  # place: database_manager


def double_fork():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            try:
                with open(f"{OUTSIDE}/new", "w") as file:  # place: double_fork
                    file.write("x")
            finally:
                os._exit(0)
        os._exit(0)
    os.wait()
    import time

    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        time.sleep(0.02)


def kill_parent():
    os.kill(os.getppid(), signal.SIGTERM)  # place: kill_parent


def unix_server():
    socket.socket(socket.AF_UNIX).bind(f"{OUTSIDE}/new")  # place: unix_server


def in_multiprocessing():
    import multiprocessing

    process = multiprocessing.get_context("fork").Process(target=_write)
    process.start()
    process.join()


def in_spawned_multiprocessing():
    import multiprocessing

    process = multiprocessing.get_context("spawn").Process(target=_write)
    process.start()
    process.join()


def _write():
    with open(f"{OUTSIDE}/new", "w") as file:  # place: _write
        file.write("x")
