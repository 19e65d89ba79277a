"""TLS: the simulator's certificate authority is trusted by every context, and the system's need not be read.

Reading a bundle of 140 authorities costs 15 to 40 milliseconds for each context; no run talks to anybody they vouch for.
"""

from __future__ import annotations

import os
import ssl
from typing import Any

from .recorder import recorder


def install(authority: str) -> None:
    context: Any = ssl.SSLContext
    load, wrap_socket, wrap_bio = context.load_verify_locations, context.wrap_socket, context.wrap_bio
    load_default, set_default = context.load_default_certs, context.set_default_verify_paths

    def trust(self: Any) -> None:
        if authority and not getattr(self, "_synclint_trusts", False):
            load(self, cadata=authority)
            self._synclint_trusts = True

    def wrap_socket_trusting(self: Any, *args: Any, **options: Any) -> Any:
        trust(self)
        return wrap_socket(self, *args, **options)

    def wrap_bio_trusting(self: Any, *args: Any, **options: Any) -> Any:
        trust(self)
        return wrap_bio(self, *args, **options)

    def load_nothing(self: Any, cafile: Any = None, capath: Any = None, cadata: Any = None) -> None:
        if cadata is not None or recorder.allow_hosts or (cafile is None and capath is None):
            return load(self, cafile, capath, cadata)
        for path in (cafile, capath):
            if path is not None:
                os.stat(path)  # a missing file is the project's mistake and stays one
        return None

    def load_default_nothing(self: Any, purpose: Any = ssl.Purpose.SERVER_AUTH) -> None:
        if recorder.allow_hosts:
            load_default(self, purpose)

    def set_default_nothing(self: Any) -> None:
        if recorder.allow_hosts:
            set_default(self)

    context.wrap_socket, context.wrap_bio = wrap_socket_trusting, wrap_bio_trusting
    context.load_verify_locations = load_nothing
    context.load_default_certs, context.set_default_verify_paths = load_default_nothing, set_default_nothing
