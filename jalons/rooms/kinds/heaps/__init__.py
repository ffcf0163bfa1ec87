"""Regroupement par les tables: each table heaps its own cards on its tablet, names the heaps, says yes.

The heaps are the table's; the wall of the démarche starts from them and stays free (domain.md §5.2).
"""

from jalons.rooms.kinds.base import Kind, Production
from jalons.rooms.kinds.heaps.result import heaps

KIND = Kind(
    code="heaps",
    label="Regrouper les cartes, par table",
    description="Chaque table rassemble ses cartes qui se ressemblent, nomme chaque tas, et valide.",
    production=Production.NOTHING,
    default_minutes=30,
    default_prompt="Quelles cartes vont ensemble ? Donnez un nom à chaque tas.",
    is_by_table=True,
    result=heaps,
)
