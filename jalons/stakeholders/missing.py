"""Who is not around the table (domain.md §3.9, §10 rule 28). Pure: no Django here.

Categories and communes are counted apart and never crossed: two counts go in, two lists come out, so
that nobody can be told from « jeune » and « Augne » together (rule 17).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FAINT_SHARE = 0.05
"""Under one in twenty, a category is said to be faint: present, hardly heard."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Categories and communes without anybody, and categories hardly there, as they were named."""

    categories: tuple[str, ...]
    faint: tuple[str, ...]
    communes: tuple[str, ...]
    people: int

    @property
    def is_nobody(self) -> bool:
        return not (self.categories or self.faint or self.communes)


def missing(
    *,
    by_category: Mapping[str, int],
    by_commune: Mapping[str, int],
    categories: Iterable[str],
    communes: Iterable[str],
) -> Missing:
    """Compare two counts with what one hopes to see. Order is that of `categories` and `communes`."""
    hoped = list(categories)
    people = sum(by_category.values())
    absent = tuple(one for one in hoped if not by_category.get(one))
    faint = tuple(one for one in hoped if by_category.get(one) and by_category[one] < FAINT_SHARE * people)
    return Missing(
        categories=absent,
        faint=faint,
        communes=tuple(one for one in communes if not by_commune.get(one)),
        people=people,
    )
