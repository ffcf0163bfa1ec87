"""The forms of file that Jalons knows, from the most particular to the most general."""

from collections.abc import Sequence

from jalons.indicators.importing.layouts.base import Layout
from jalons.indicators.importing.layouts.census import BaseCC, CommuneShares, EpciShares, PublishedRates
from jalons.indicators.importing.layouts.cnaf import Counts, Coverage
from jalons.indicators.importing.layouts.filosofi import Complete, Distribution, Long
from jalons.indicators.importing.layouts.mapping import Mapping
from jalons.indicators.importing.layouts.places import Access, AccessSheets, Equipment, RsaShares, Series

LAYOUTS: tuple[Layout, ...] = (
    CommuneShares(),
    EpciShares(),
    PublishedRates(),
    BaseCC(),
    Long(),
    Complete(),
    Distribution(),
    Equipment(),
    Access(),
    AccessSheets(),
    Series(),
    RsaShares(),
    Coverage(),
    Counts(),
)


def layout_of(header: Sequence[str], name: str) -> Layout | None:
    """The known form that this header has, or None."""
    tidy = [column.strip() for column in header]
    return next((layout for layout in LAYOUTS if layout.recognises(tidy, name)), None)


__all__ = ["LAYOUTS", "Layout", "Mapping", "layout_of"]
