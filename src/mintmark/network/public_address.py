"""Which addresses on the network are everybody's, and which lead into somebody's own house.

Facts from the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates),
written out here because Python's ``is_global`` changes between patch releases.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

_NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network (RFC 791)
        "10.0.0.0/8",  # private use (RFC 1918)
        "100.64.0.0/10",  # shared, carrier-grade NAT (RFC 6598)
        "127.0.0.0/8",  # loopback (RFC 1122)
        "169.254.0.0/16",  # link local, where clouds keep their metadata (RFC 3927)
        "172.16.0.0/12",  # private use
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.0.2.0/24",  # documentation (RFC 5737)
        "192.88.99.0/24",  # 6to4 relays, withdrawn (RFC 7526)
        "192.168.0.0/16",  # private use
        "198.18.0.0/15",  # benchmarking (RFC 2544)
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast (RFC 5771)
        "240.0.0.0/4",  # reserved, and the broadcast address (RFC 1112, RFC 919)
    )
)
_GLOBAL_UNICAST_6 = IPv6Network("2000::/3")  # the only part given out so far (RFC 4291, 2.4)
_NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID (RFC 2928)
        "2001:db8::/32",  # documentation (RFC 3849)
        "2002::/16",  # 6to4: wraps any IPv4 address, withdrawn (RFC 7526)
        "3fff::/20",  # documentation (RFC 9637)
    )
)
# An IPv4 address in the last 32 bits, reached as such: judged as that address.
_WRAPPERS = (
    IPv6Network("::ffff:0:0/96"),  # IPv4-mapped (RFC 4291, 2.5.5.2)
    IPv6Network("64:ff9b::/96"),  # NAT64 (RFC 6052)
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address is globally reachable unicast, and no way around to one that is not.

    IPv6 is refused unless it is in ``2000::/3`` or wraps a public IPv4 address, so loopback,
    unique local, link local, multicast, IPv4-compatible and local-use NAT64 addresses all fail.
    """
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if any(address in network for network in _WRAPPERS):
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    if address.scope_id is not None or address not in _GLOBAL_UNICAST_6:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)
