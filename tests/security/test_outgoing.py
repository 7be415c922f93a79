"""Addresses that somebody typed never lead back into the house: whatever they are spelt, wherever their names lead."""

import socket

import pytest

from core import outgoing
from tests.api.receiver import Receiver

# Twenty and more ways to write “this machine”, the cloud's metadata, or a neighbour in the local network.
SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "017700000001", "0x7f000001", "0x7f.0.0.1",  # noqa: S104
    "0177.0.0.1", "127.0.0.1.", "localhost", "LOCALHOST", "localhost.", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]",
    "[fec0::1]", "[fd00:ec2::254]", "169.254.169.254", "10.0.0.7", "172.16.5.4", "192.168.1.1", "100.64.0.1",
    "198.18.0.1", "192.0.0.1", "224.0.1.1", "240.0.0.1", "255.255.255.255", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
    "user@127.0.0.1", "example.com@127.0.0.1", "127.0.0.1#@example.com", "127.0.0.1\\@example.com", "%31%32%37.0.0.1",
    " 127.0.0.1", "127.0.0.1\t", "exa mple.com", "ex%00ample.com", "",
]  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_an_inner_address_is_asked(host):
    with Receiver() as canary:
        place = f"{host}:{canary.port}" if host and "#" not in host and "\\" not in host else host
        for scheme in ("http", "https"):
            with pytest.raises(outgoing.Refused):
                outgoing.post(f"{scheme}://{place}/", b"{}", {}, plain=True, seconds=3)
        assert canary.heard == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "//example.com/", "example.com",
        "javascript:alert(1)", "https:example.com", "https://example.com:0/", "https://example.com:99999/",
        "https://example.com/\r\nHost: inner", "https://" + "a" * 600 + ".com/",
    ],
)  # fmt: skip
def test_only_plain_web_addresses_are_taken(url):
    with pytest.raises(outgoing.Refused):
        outgoing.target(url, plain=True)


def test_without_leave_nothing_goes_out_unencrypted():
    with pytest.raises(outgoing.Refused):
        outgoing.target("http://example.com/")
    assert outgoing.target("https://erp.example.com:8443/a?b=1").named == "erp.example.com:8443"


def test_a_name_that_leads_inside_is_refused_even_beside_an_outer_address(monkeypatch):
    """Rebinding: the name server answers with one address of the open net and one of ours."""
    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 443)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **facts: answers)
    with pytest.raises(outgoing.Refused, match=r"10\.1\.2\.3"):
        outgoing.post("https://rebind.example.com/", b"{}", {})


def test_the_address_that_was_judged_is_the_one_that_is_called(monkeypatch):
    """The name is asked for once: a second, different answer of the name server changes nothing."""
    asked, called = [], []
    real = socket.getaddrinfo

    def answer(host, *rest, **facts):
        if host != "turning.example.com":
            return real(host, *rest, **facts)
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]

    def connect(address, timeout=None, **facts):
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(OSError):
        outgoing.post("http://turning.example.com/", b"{}", {}, plain=True)
    assert asked == ["turning.example.com"] and called == [("93.184.216.34", 80)]


def test_a_redirect_is_told_and_not_followed():
    with Receiver() as canary, Receiver((302,), location=canary.url) as outer:
        answer = outgoing.post(outer.url, b"{}", {}, private_hosts=["127.0.0.1"], plain=True)
        assert answer.code == 302 and canary.heard == []


def test_a_host_named_as_our_own_may_be_called_but_no_metadata_service():
    with Receiver() as inner:
        assert outgoing.post(inner.url, b"{}", {}, private_hosts=["127.0.0.1"], plain=True).code == 200
    with pytest.raises(outgoing.Refused):
        outgoing.post("http://169.254.169.254/", b"", {}, private_hosts=["169.254.169.254"], plain=True)


def test_one_that_does_not_answer_in_time_is_let_go():
    with Receiver(seconds=2) as slow, pytest.raises(TimeoutError):
        outgoing.post(slow.url, b"{}", {}, private_hosts=["127.0.0.1"], plain=True, seconds=0.3)


def test_one_that_drips_its_answer_is_let_go_too():
    """A limit on each reading alone would never end."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"

    def drip():
        import time

        one, _address = listener.accept()
        one.recv(4096)
        try:
            for _turn in range(40):
                one.sendall(b"H")
                time.sleep(0.1)
        except OSError:
            pass
        one.close()

    import threading

    threading.Thread(target=drip, daemon=True).start()
    with pytest.raises(TimeoutError):
        outgoing.post(url, b"{}", {}, private_hosts=["127.0.0.1"], plain=True, seconds=0.5)
    listener.close()
