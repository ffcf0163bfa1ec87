"""The address of this machine on the Wi-Fi of the hall, and its square for the terminal."""

import fcntl
import io
import socket
import struct
import sys

import segno

_GET_ADDRESS = 0x8915
_WIRELESS_FIRST = ("wl", "ap", "en", "eth", "usb")


def found() -> list[str]:
    """IPv4 addresses that other devices may reach, the wireless ones first."""
    names = [name for _, name in socket.if_nameindex()]
    here = [(name, address) for name in names if (address := _of(name)) and not address.startswith("127.")]
    return [address for _, address in sorted(here, key=lambda one: _rank(one[0]))]


def _rank(name: str) -> int:
    return next(
        (n for n, prefix in enumerate(_WIRELESS_FIRST) if name.startswith(prefix)), len(_WIRELESS_FIRST)
    )


def _of(name: str) -> str:
    if sys.platform != "linux":
        return _guessed()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            answer = fcntl.ioctl(probe, _GET_ADDRESS, struct.pack("256s", name.encode()[:15]))
        except OSError:
            return ""
    return socket.inet_ntoa(answer[20:24])


def _guessed() -> str:
    """The address that a datagram would leave from; none is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def square(url: str) -> str:
    """The square to photograph, in the characters of a terminal."""
    drawing = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(drawing, border=2, compact=True)
    return drawing.getvalue()
