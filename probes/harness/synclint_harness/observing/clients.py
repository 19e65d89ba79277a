"""Client libraries that need a word of their own: requests and time-outs that no socket knows, loops and drivers in C."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from .clock import REQUEST_TIMEOUT
from .databases import as_timeout
from .late import when_imported
from .recorder import recorder

#: Functions of drivers that open connections in C, past every hook of Python; module, function, default port.
_DRIVERS = (
    ("MySQLdb", "connect", 3306),
    ("MySQLdb", "Connect", 3306),
    ("pyodbc", "connect", 1433),
    ("pymssql", "connect", 1433),
    ("cx_Oracle", "connect", 1521),
    ("oracledb", "connect", 1521),
    ("ibm_db", "connect", 50000),
    ("grpc", "insecure_channel", 443),
    ("grpc", "secure_channel", 443),
    ("zmq", "Context", 0),
    ("pycurl", "Curl", 443),
)


def install() -> None:
    when_imported("http.client", _patch_http_client)
    when_imported("aiohttp.client", _patch_aiohttp)
    when_imported("aiohttp.resolver", _resolve_in_threads)
    when_imported("httpcore._async.connection_pool", _patch_httpcore)
    when_imported("httpcore._sync.connection_pool", _patch_httpcore_sync)
    when_imported("uvloop", _replace_uvloop)
    for name, function, port in _DRIVERS:
        when_imported(name, _refusing(function, port))


def _sent(method: Any, host: Any, target: Any) -> None:
    if recorder.watching:
        texts = [text.decode("latin-1") if isinstance(text, bytes) else str(text) for text in (method, host, target)]
        recorder.event("sent", method=texts[0].upper(), host=texts[1].lower(), path=urlsplit(texts[2]).path)


def _patch_http_client(module: Any) -> None:
    """Of `urllib`, `requests`, `httplib2` and whatever else stands on the standard library."""
    connection: Any = module.HTTPConnection
    putrequest = connection.putrequest

    def put(self: Any, method: str, url: str, *args: Any, **options: Any) -> Any:
        _sent(method, self.host, url)
        return putrequest(self, method, url, *args, **options)

    connection.putrequest = put


def _patch_aiohttp(module: Any) -> None:
    session: Any = module.ClientSession
    request = session._request

    async def timed(self: Any, *args: Any, **options: Any) -> Any:
        given = options.get("timeout")
        timeout = given if hasattr(given, "total") or isinstance(given, (int, float)) else self.timeout
        value = timeout if isinstance(timeout, (int, float)) else _first(timeout)
        token = REQUEST_TIMEOUT.set(value)
        if len(args) > 1:
            parts = urlsplit(str(args[1]))
            _sent(args[0], parts.hostname or getattr(getattr(self, "_base_url", None), "host", ""), parts.path)
        try:
            return await request(self, *args, **options)
        finally:
            REQUEST_TIMEOUT.reset(token)

    session._request = timed


def _first(timeout: Any) -> float | None:
    """The one that ends a request without an answer."""
    names = ("sock_read", "total", "sock_connect", "connect")
    return next((float(value) for name in names if (value := getattr(timeout, name, None)) is not None), None)


def _patch_httpcore(module: Any) -> None:
    pool: Any = module.AsyncConnectionPool
    handle = pool.handle_async_request

    async def timed(self: Any, request: Any) -> Any:
        _sent(request.method, request.url.host, request.url.target)
        timeouts = request.extensions.get("timeout", {})
        token = REQUEST_TIMEOUT.set(as_timeout(timeouts.get("connect") or timeouts.get("read")))
        try:
            return await handle(self, request)
        finally:
            REQUEST_TIMEOUT.reset(token)

    pool.handle_async_request = timed


def _patch_httpcore_sync(module: Any) -> None:
    pool: Any = module.ConnectionPool
    handle = pool.handle_request

    def observed(self: Any, request: Any) -> Any:
        _sent(request.method, request.url.host, request.url.target)
        return handle(self, request)

    pool.handle_request = observed


def _resolve_in_threads(module: Any) -> None:
    """aiodns asks name servers from C."""
    module.DefaultResolver = module.ThreadedResolver


def _replace_uvloop(module: Any) -> None:
    """Its loop connects from C; the one of the standard library does the same where it can be seen."""
    module.install = lambda: None
    module.new_event_loop = asyncio.new_event_loop
    module.Loop = asyncio.SelectorEventLoop
    module.EventLoopPolicy = asyncio.DefaultEventLoopPolicy
    module.run = lambda main, *, loop_factory=None, debug=None: asyncio.run(main, debug=debug)


def _refusing(function: str, port: int) -> Callable[[ModuleType], None]:
    def patch(module: Any) -> None:
        original = getattr(module, function, None)
        if original is None:
            return

        def refused(*args: Any, **options: Any) -> Any:
            if not recorder.armed:
                return original(*args, **options)
            host = str(options.get("host") or options.get("server") or (args[0] if args else "")) or module.__name__
            # A connection string may hold a password.
            host = host if ";" not in host and "=" not in host and "@" not in host else module.__name__
            number = int(as_timeout(options.get("port")) or port)
            recorder.event("connections", host=host, port=number, how="refused", timeout=_timeout(options))
            raise ConnectionRefusedError(f"synclint does not connect a run through {module.__name__}.{function}")

        setattr(module, function, refused)

    return patch


def _timeout(options: dict[str, Any]) -> float | None:
    names = ("connect_timeout", "timeout", "login_timeout")
    return next((as_timeout(options[name]) for name in names if name in options), None)
