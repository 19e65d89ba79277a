"""What has to be so of the network before anything runs."""

from __future__ import annotations

from collections.abc import Collection

from synclint_harness import loopback, relay
from synclint_harness.protocol import CannotBoot


def prepare(isolate: bool, kept: Collection[int]) -> relay.Relay | None:
    """Sees to it that there is a loopback interface; with `isolate` to another one, and a way from there to the simulator.

    `kept` are descriptors of the harness that the process on that way must not hold. Raises `CannotBoot`.
    """
    try:
        loopback.bring_up()
    except OSError as error:
        remedy = "the simulated API is asked over it: bring it up by `ip link set lo up`, or see that probes may do so"
        raise CannotBoot("loopback", error, remedy) from error
    if not isolate:
        return None
    way_out = relay.start(kept)
    try:
        loopback.enter_namespace()
    except OSError as error:
        remedy = (
            "leave out `--isolate`, or let this user make network namespaces: Linux forbids it by the settings "
            "`user.max_user_namespaces`, `kernel.unprivileged_userns_clone` and `kernel.apparmor_restrict_unprivileged_userns`, "
            "containers by their seccomp profile"
        )
        raise CannotBoot("namespace", error, remedy) from error
    return way_out
