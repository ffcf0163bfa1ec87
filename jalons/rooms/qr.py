"""The square to photograph: an SVG without a single style attribute, drawn by segno."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 2


def svg(address: str) -> SafeString:
    """The QR code of an address as an SVG element of class « qr », named for screen readers."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=QUIET_ZONE, omitsize=True, xmldecl=False, svgns=True, svgclass="qr",
        lineclass=None, nl=False, title="Carré à photographier pour rejoindre la salle",
    )  # fmt: skip
    return mark_safe(drawing.getvalue().decode().replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 - drawn by segno from our own address
