"""Which addresses on the network may be spoken to."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# The IANA registries of special-purpose addresses, written out: what Python's own properties (is_global and so on)
# say of them differs between its versions.
_PRIVATE = {
    "a loopback address": "127.0.0.0/8 ::1/128",
    "a link-local address": "169.254.0.0/16 fe80::/10 fec0::/10",
    "a private address": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 198.18.0.0/15",
    "a shared private address": "100.64.0.0/10",
}
# Where clouds tell their machines their keys: no news is published there, so no flag opens them.
_NEVER = {
    "an address where clouds keep their keys": "169.254.169.254/32 169.254.170.2/32 100.100.100.200/32 "
    "168.63.129.16/32 192.0.0.192/32 fd00:ec2::254/128",
    "an unspecified address": "0.0.0.0/8 ::/128",
    "a multicast address": "224.0.0.0/4 ff00::/8",
    "a reserved address": "192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 "
    "2001:db8::/32 3fff::/20",
    "a tunnelled address": "2001::/23 64:ff9b:1::/48",
}
_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out for use on the internet."""
_SIX_TO_FOUR = IPv6Network("2002::/16")
_HOLDS_IPV4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("::ffff:0:0:0/96"), IPv6Network("64:ff9b::/96"))
_COMPATIBLE = IPv6Network("::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def _table(named: dict[str, str]) -> tuple[tuple[Network, str], ...]:
    return tuple((ip_network(one), name) for name, ones in named.items() for one in ones.split())


_PRIVATE_NETWORKS, _NEVER_NETWORKS = _table(_PRIVATE), _table(_NEVER)


def refusal_of(address: Address, *, allow_private: bool) -> str:
    """Say why an address may not be spoken to, "" when it may.

    ``allow_private`` opens loopback, private, shared (100.64.0.0/10) and link-local addresses; multicast,
    unspecified, reserved and Teredo ones, and those where clouds keep their keys, stay closed. An IPv6 address that
    stands for an IPv4 one (mapped, translated, compatible, NAT64, 6to4, ISATAP) is judged as that one.
    """
    plain = IPv6Address(int(address)) if isinstance(address, IPv6Address) else address  # no name of a network card
    inner = _embedded(plain)
    if inner is not None and (reason := refusal_of(inner, allow_private=allow_private)):
        return f"{reason} inside an IPv6 address"
    if inner is not None and plain not in _UNICAST and not _kind(plain, _PRIVATE_NETWORKS):
        return ""
    return _kind(plain, _NEVER_NETWORKS) or _unless(plain, allow_private=allow_private)


def _unless(address: Address, *, allow_private: bool) -> str:
    private = _kind(address, _PRIVATE_NETWORKS)
    if private:
        return "" if allow_private else private
    return "a reserved address" if isinstance(address, IPv6Address) and address not in _UNICAST else ""


def _kind(address: Address, networks: Sequence[tuple[Network, str]]) -> str:
    """Return the name of the first network that the address is in, "" for none."""
    return next((name for network, name in networks if address in network), "")


def _embedded(address: Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for, None when it stands for none."""
    if isinstance(address, IPv4Address):
        return None
    number = int(address)
    if address in _SIX_TO_FOUR:
        return IPv4Address(number >> 80 & 0xFFFFFFFF)
    inside = any(address in network for network in _HOLDS_IPV4) or (address in _COMPATIBLE and number > 1)
    isatap = number >> 32 & 0xFFFFFFFF in _ISATAP
    return IPv4Address(number & 0xFFFFFFFF) if inside or isatap else None
