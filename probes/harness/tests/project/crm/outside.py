"""Ways out of the machine; `place` marks the line that the observation has to name."""

import asyncio
import logging
import smtplib
import socket
import ssl
import subprocess
import time
import urllib.request

URL = "https://api.genius.example/v2/x?page=2"


def requests_plain():
    import requests

    return requests.get(URL, timeout=3).status_code  # place: requests_plain


def requests_without_timeout():
    import requests

    return requests.get(URL).status_code  # place: requests_without_timeout


def requests_no_trust():
    import requests

    session = requests.Session()
    session.trust_env = False
    return session.get(URL, timeout=3).status_code  # place: requests_no_trust


def requests_unverified():
    import requests

    return requests.get(URL, verify=False, timeout=3).status_code  # place: requests_unverified


def requests_certifi():
    import certifi
    import requests

    return requests.get(URL, verify=certifi.where(), timeout=3).status_code  # place: requests_certifi


def requests_missing_bundle():
    import requests

    return requests.get(URL, verify="/no/such/bundle.pem", timeout=3).status_code


def plain_http():
    import requests

    return requests.get("http://legacy-crm.local:8080/x", timeout=3).status_code  # place: plain_http


def raw_address():
    import requests

    return requests.get("https://93.184.216.34/", timeout=3, verify=False).status_code  # place: raw_address


def urllib_plain():
    with urllib.request.urlopen(URL, timeout=4) as answer:  # place: urllib_plain
        return answer.status


def urllib_own_context():
    with urllib.request.urlopen(URL, timeout=4, context=ssl.create_default_context()) as answer:  # place: urllib_own_context
        return answer.status


def httplib2_plain():
    import httplib2

    return httplib2.Http(timeout=5).request(URL)[0].status  # place: httplib2_plain


def httpx_plain():
    import httpx

    return httpx.get(URL, timeout=6).status_code  # place: httpx_plain


def httpx_async():
    import httpx

    async def main():
        async with httpx.AsyncClient(timeout=7) as client:
            return (await client.get(URL)).status_code  # place: httpx_async

    return asyncio.run(main())


def aiohttp_plain():
    import aiohttp

    async def main():
        timeout = aiohttp.ClientTimeout(total=8)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(URL) as answer:  # place: aiohttp_plain
            return answer.status

    return asyncio.run(main())


def aiohttp_many():
    import aiohttp

    async def main():
        async with aiohttp.ClientSession() as session:

            async def get(number):
                async with session.get(URL + str(number)) as answer:  # place: aiohttp_many
                    return answer.status

            return set(await asyncio.gather(*[get(number) for number in range(10)]))

    return asyncio.run(main())


def uvloop_plain():
    import httpx
    import uvloop

    async def main():
        async with httpx.AsyncClient(timeout=7) as client:
            return (await client.get(URL)).status_code  # place: uvloop_plain

    return uvloop.run(main())


def smtp():
    smtplib.SMTP("mail.example.com", 25, timeout=3)  # place: smtp


def udp():
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    return sock.sendto(b"x", ("8.8.8.8", 53))  # place: udp


def mysql():
    import pymysql

    pymysql.connect(host="db.genius.example", user="x", password="y", database="z", connect_timeout=2)  # place: mysql


def psycopg2_foreign():
    import psycopg2

    psycopg2.connect("host=10.255.255.1 connect_timeout=2 dbname=x user=y")  # place: psycopg2_foreign


def psycopg3_foreign():
    import psycopg

    psycopg.connect("host=127.0.0.1 connect_timeout=2 dbname=test user=postgres")  # place: psycopg3_foreign


def curl():
    return subprocess.run(["curl", "-sS", "-m", "2", "http://1.1.1.1/"], capture_output=True).stderr  # place: curl


def below_the_patches():
    import _socket

    _socket.socket().connect(("93.184.216.34", 80))  # place: below_the_patches


def unix_socket():
    sock = socket.socket(socket.AF_UNIX)
    sock.connect("/var/run/docker.sock")  # place: unix_socket


def hang():
    import requests

    for _ in range(3):
        try:
            requests.get("https://api.genius.example/hang", timeout=30)  # place: hang
        except requests.Timeout:
            logging.getLogger("crm.sync").warning("timed out")
            time.sleep(60)


def hang_async():
    import httpx

    async def main():
        async with httpx.AsyncClient(timeout=30) as client:
            await client.get("https://api.genius.example/hang")

    asyncio.run(main())


def hang_aiohttp():
    import aiohttp

    async def main():
        async with aiohttp.ClientSession() as session, session.get("https://api.genius.example/hang"):
            pass

    asyncio.run(main())
