"""The square to photograph, for papers: black on white, a clear margin, no style attribute."""

from io import BytesIO

import segno

QUIET_ZONE = 2


def svg(address: str) -> str:
    """The QR code of an address as SVG text. Level M: a crease or a stain does not kill it."""
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", border=QUIET_ZONE, omitsize=True, xmldecl=False, svgns=True, nl=False
    )
    return drawing.getvalue().decode()
