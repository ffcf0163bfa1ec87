"""A pocket geography, in the format of the artefact that ships."""

import json
import lzma
from pathlib import Path
from typing import Any

YEARS = [2016, 2017, 2018, 2019, 2020, 2021, 2022]
TWO_SQUARES = {
    "scale": 10000,
    # the border that both squares share, then the rest of each
    "arcs": [
        [18000, 457000, 0, 1000],
        [18000, 458000, -1000, 0, 0, -1000, 1000, 0],
        [18000, 458000, 1000, 0, 0, -1000, -1000, 0],
    ],
    "rings": {"87064": [[0, 1]], "87104": [[0, 2]]},
    "areas": {"87064": 71.1, "87104": 38.2},
}


def content(**changes: Any) -> dict[str, Any]:
    """Two communes of an EPCI, one island without, a former commune, Corsica."""
    rows = {
        "perimeters": 2026,
        "years": YEARS,
        "france": [-66132540, None, None, -66988403, -67162154, None, -67760573],
        "regions": [["75", "Nouvelle-Aquitaine", 3, [None] * 7], ["94", "Corse", 0, [None] * 7]],
        "departements": [
            ["87", "Haute-Vienne", 3, "75", [-373274, None, -373199, -372359, -372123, -371691, -372438]],
            ["2A", "Corse-du-Sud", 3, "94", [None] * 7],
        ],
        "epci": [
            [
                "248719353",
                "CC des Portes de Vassivière",
                "CC",
                ["87064", "87104"],
                [2506, 2518, 2509, 2510, -2512, 2515, 2522],
            ],
            ["242000495", "CA du Pays Ajaccien", "CA", ["2A004"], [None] * 7],
        ],
        "communes": [
            ["87064", "Eymoutiers", 1, "87", "75", [2061, None, 2064, 2077, 2087, 2094, 2067]],
            ["87104", "Nedde", 0, "87", "75", [445, None, 445, 433, -425, 421, 455]],
            ["2A004", "Ajaccio", 1, "2A", "94", [69075, None, 70817, 71361, 72647, 73822, 75343]],
            ["22016", "Île-de-Bréhat", 1, "22", "53", [364, None, None, 352, 377, None, 427]],
        ],
        "former": [["87999", "Le Vieux-Bourg", "87104"]],
        "outlines": TWO_SQUARES,
    }
    return rows | changes


def artefact(folder: Path, **changes: Any) -> Path:
    path = folder / "geography.json.xz"
    path.write_bytes(lzma.compress(json.dumps(content(**changes)).encode()))
    return path
