"""Which addresses are asked for, and where a name may lead."""

from __future__ import annotations

import pytest

from broadsheet.collect.addresses import RefusedError, address, is_public
from broadsheet.collect.network import allowed, public

PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"]
PRIVATE = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1
    224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1
    ::ffff:192.168.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:2::1
    2001:10::1 2001:db8::1 2002:7f00:1:: 2002:c0a8:1::1 3fff::1 4000::1 5f00::1 fc00::1 fd12::1
    fe80::1 fe80::1%eth0 fec0::1 ff02::1 not-an-address 1.2.3 1.2.3.4.5
    """


@pytest.mark.parametrize("ip", PUBLIC)
def test_an_address_of_the_public_internet(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize("ip", PRIVATE.split())
def test_an_address_of_somebody_s_own_net(ip: str) -> None:
    assert not is_public(ip)


def test_one_private_place_among_public_ones_is_a_trap() -> None:
    with pytest.raises(RefusedError, match=r"leads to 10\.0\.0\.1"):
        allowed((("8.8.8.8", 80), ("10.0.0.1", 80)))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "0x7f.1", "2130706433"])
def test_the_system_s_resolver_is_checked(host: str) -> None:
    with pytest.raises((RefusedError, OSError)):
        public(host, 80)


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("HTTP://Ellery.Example:80/a b?q=ä#part", "http://ellery.example/a%20b?q=%C3%A4"),
        ("https://ellery.example:443", "https://ellery.example/"),
        ("https://ellery.example:8443/x", "https://ellery.example:8443/x"),
        ("https://bücherei.example/", "https://xn--bcherei-n2a.example/"),
        ("https://ellery.example./x", "https://ellery.example/x"),
        ("http://[2606:4700::1]:80/", "http://[2606:4700::1]/"),
        ("http://ellery.example/%7Ea%2Fb", "http://ellery.example/%7Ea%2Fb"),
        ("../c", "http://ellery.example/c"),
        ("//gull.example/x", "http://gull.example/x"),
        ("?page=2", "http://ellery.example/a/b?page=2"),
    ],
)
def test_an_address_is_made_plain(given: str, plain: str) -> None:
    assert address(given, "http://ellery.example/a/b") == plain
    assert address(plain) == plain


@pytest.mark.parametrize(
    "given",
    [
        *("ftp://ellery.example/", "file:///etc/passwd", "javascript:alert(1)", "data:,x", ""),
        *("http://", "http:///x", "http://user@ellery.example/", "http://a:b@ellery.example/"),
        *("http://ellery.example:99999/", "http://[::1", "http://a..b/", "http://-a.example/"),
        *("http://ellery.example/" + "x" * 3000, "http://" + "a" * 300 + ".example/"),
        *("http://ellery example/", "gopher://x/", "mailto:a@b.example", "http://a\\b@c.example/"),
    ],
)
def test_what_is_no_address_to_ask_for(given: str) -> None:
    with pytest.raises(RefusedError):
        address(given)
