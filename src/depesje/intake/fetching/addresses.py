"""Which network addresses may be connected to.

A page or feed may name any host, and a host's name may lead anywhere: to this machine, to its network, to the service
where a cloud keeps a machine's credentials. So every address that a name leads to is looked up here before a connection
is made to it, and to none other (see ``network``).
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

# IANA's registries of special-purpose addresses, RFC 6890 and its updates, as of November 2026. What an allowance can open:
_PRIVATE = tuple(
    map(
        ip_network,
        "10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.168.0.0/16 ::1/128 fc00::/7".split(),
    )
)
# What nothing opens: this network, link-local (with the clouds' metadata service), protocol assignments, documentation,
# benchmarks, multicast, reserved.
_NEVER = tuple(
    map(
        ip_network,
        "0.0.0.0/8 169.254.0.0/16 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24"
        " 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32 fd00:ec2::/32"
        " 2001::/23 2001:db8::/32 2002::/16 3fff::/20".split(),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052; the local prefix, 64:ff9b:1::/48, is not global
_COMPATIBLE = IPv6Network("::/96")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?", re.IGNORECASE)


def refusal(address: str, *, private: bool = False) -> str | None:
    """Why nothing may be fetched from a numeric address, in words; None where it may.

    ``private`` opens the networks of a house and this machine itself, but nothing else that is not public.
    """
    if "%" in address:
        return "a link-local address"
    try:
        found = _embedded(ip_address(address))
    except ValueError:
        return "no address"
    if any(found in network for network in _NEVER if network.version == found.version):
        return "a reserved address"
    if any(found in network for network in _PRIVATE if network.version == found.version):
        return None if private else "a private address"
    if isinstance(found, IPv6Address) and found not in _GLOBAL_6:
        return "a reserved address"
    return None


def odd_host(host: str) -> str | None:
    """Why a host is none that a page on the web has: a number that is written to hide an address; None where it is fit."""
    if ":" in host or not _NUMERIC.fullmatch(host.rstrip(".").rpartition(".")[2] or "x"):
        return None
    try:
        IPv4Address(host)
    except ValueError:
        return "a number that hides an address"
    return None


def _embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 one leads to, where it does."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
