"""How often the salience kernel calls a territory unlike others when it is like them, and what it misses.

Printed for several sizes of groups and parts of chance: the share of accidents divided by what was promised
(1 is exact, under 1 cautious), then the share found of planted effects. Truth is simulated, seeds are fixed.
"""

import time

import numpy as np

from jalons.indicators.salience import spread
from jalons.indicators.salience.scale import Placed

RUNS = 2000
PROMISED = (0.10, 0.01)
EFFECTS = (3.0, 5.0, 7.0)


def main() -> None:
    print("groupe  hasard   accidents observés / promis      effets trouvés à 1 %, par taille")
    print("                 " + "".join(f"à {level:<10.0%}" for level in PROMISED) + "   3 σ    5 σ    7 σ")
    started = time.perf_counter()
    for known in (6, 8, 12, 20, 40):
        for chance in (0.05, 1.0, 5.0):
            print(_line(known, chance))
    each = (time.perf_counter() - started) / (15 * RUNS * (1 + len(EFFECTS)))
    print(f"une question : {each * 1e3:.2f} ms")


def _line(known: int, chance: float) -> str:
    accidents = _p_values(known, chance, effect=0.0)
    observed = [np.mean(accidents < level) / level for level in PROMISED]
    found = [np.mean(_p_values(known, chance, effect=effect) < 0.01) for effect in EFFECTS]
    return (
        f"{known:>6}  {chance:>6}   "
        + "".join(f"{part:<12.2f}" for part in observed)
        + "".join(f"{part:>7.0%}" for part in found)
    )


def _p_values(known: int, chance: float, *, effect: float) -> np.ndarray:
    rng = np.random.default_rng(known)
    found = []
    for _ in range(RUNS):
        luck = rng.uniform(0.2 * chance, chance, known + 1)
        deviations = np.sqrt(1 + luck**2)
        at = rng.normal(0, deviations)
        at[0] += effect * deviations[0]
        placed = [Placed(float(a), float(e) ** 2) for a, e in zip(at, luck, strict=True)]
        group = spread.group_of(placed[1:])
        if group is None:
            raise AssertionError("the groups of this benchmark are large enough")
        found.append(spread.distance(placed[0], group).p_value)
    return np.array(found)


if __name__ == "__main__":
    main()
