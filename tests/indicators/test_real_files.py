"""The official files of JALONS_DATA, read by the importers: the control values of their notice."""

import csv
import gzip
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from jalons.indicators.comparison import Knowledge
from jalons.indicators.importing import reading, tables
from jalons.indicators.importing.records import Item, Options, Record, Refusal
from jalons.indicators.sums import Part, total

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif("JALONS_DATA" not in os.environ, reason="JALONS_DATA: official files"),
]
ELAN, VASSIVIERE = "200066512", "248719353"
OURS = (ELAN, VASSIVIERE)


def data(name: str) -> Path:
    return Path(os.environ["JALONS_DATA"]) / name


def items(path: Path) -> Iterator[Item]:
    for table in tables.tables(path):
        found = reading.recognise(table)
        assert found is not None, path.name
        for _, item in reading.items(found, Options()):
            yield item


def values(path: Path, indicator: str, code: str) -> dict[str, float | None]:
    return {
        i.vintage: i.value
        for i in items(path)
        if isinstance(i, Record) and (i.indicator, i.code) == (indicator, code)
    }


@pytest.fixture(scope="module")
def communes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The real rows of Haute-Vienne in the census file, in its own layout, and the EPCI of each commune."""
    path = tmp_path_factory.mktemp("rp") / "communes_rp_2011_2016_2022.csv"
    homes = {}
    with gzip.open(data("insee_rp/communes_rp_2011_2016_2022.csv.gz"), "rt", encoding="utf-8") as stream:
        kept = io.StringIO()
        for number, line in enumerate(stream):
            if number == 0 or line.startswith("87"):
                kept.write(line)
    path.write_text(kept.getvalue(), encoding="utf-8")
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            homes[row["code_commune"]] = row["epci_siren"]
    return path, homes


@pytest.mark.parametrize(
    ("siren", "expected"),
    [
        (ELAN, {"2011": 27486, "2016": 27888, "2022": 27459}),
        (VASSIVIERE, {"2011": 5646, "2016": 5610, "2022": 5698}),
    ],
)
def test_population(communes: tuple[Path, dict[str, str]], siren: str, expected: dict[str, int]) -> None:
    path, homes = communes
    found = dict.fromkeys(expected, 0.0)
    for item in items(path):
        if isinstance(item, Record) and item.indicator == "POP_TOT" and homes[item.code] == siren:
            found[item.vintage] += item.value or 0
    assert found == expected


@pytest.mark.parametrize(
    ("siren", "expected"), [(ELAN, {"2011": 20.2, "2022": 24.7}), (VASSIVIERE, {"2011": 32.0, "2022": 34.9})]
)
def test_sixty_five_and_over_from_communes(
    communes: tuple[Path, dict[str, str]], siren: str, expected: dict[str, float]
) -> None:
    path, homes = communes
    for vintage, rate in expected.items():
        parts = [
            Part(i.code, i.numerator, i.denominator)
            for i in items(path)
            if isinstance(i, Record)
            and (i.indicator, i.vintage) == ("AGE_65P", vintage)
            and homes[i.code] == siren
        ]
        assert round(total(parts).rate() or 0, 1) == rate


def test_our_sums_are_those_published_by_epci(communes: tuple[Path, dict[str, str]]) -> None:
    path, homes = communes
    published = {
        (i.indicator, i.vintage, i.code): i.value
        for i in items(data("insee_rp/epci_rp_2011_2016_2022.csv.gz"))
        if isinstance(i, Record) and i.code in OURS and i.indicator != "POP_TOT"
    }
    parts: dict[tuple[str, str, str], list[Part]] = {}
    for i in items(path):
        key = (i.indicator, i.vintage, homes[i.code]) if isinstance(i, Record) else ("", "", "")
        if key in published and isinstance(i, Record):
            parts.setdefault(key, []).append(Part(i.code, i.numerator, i.denominator))
    compared = {key: total(found).rate() for key, found in parts.items()}
    assert len(compared) == 38
    for key, rate in compared.items():
        assert rate == pytest.approx(published[key], abs=0.15 if key[0] == "CSP_AGRI" else 0.01), key


def test_thirty_eight_epci_are_not_whole_in_the_census_file() -> None:
    refused = {
        i.extract for i in items(data("insee_rp/epci_rp_2011_2016_2022.csv.gz")) if isinstance(i, Refusal)
    }
    assert len(refused) == 38


def test_median_income_and_poverty() -> None:
    for year, expected in (("2016", (20270, 18170)), ("2019", (21400, 19230))):
        path = data(f"insee_filosofi/FILO{year}_DISP_EPCI.csv.gz")
        assert tuple(values(path, "REV_MED", siren)[year] for siren in OURS) == expected
    before = data("insee_filosofi/cc_filosofi_2016_EPCI.csv.gz")
    after = data("insee_rp/epci_indicateurs_ptod_2026-01.csv.gz")
    assert tuple(values(before, "TX_PAUV", siren)["2016"] for siren in OURS) == (10.7, 20.3)
    assert tuple(values(after, "TX_PAUV", siren)["2019"] for siren in OURS) == (10.5, 21.2)


def test_neet() -> None:
    path = data("observatoire_territoires/neet_epci_2018.csv")
    assert values(path, "NEET", ELAN) == {"2008": 12.7, "2013": 14.0, "2018": 14.2}
    assert values(path, "NEET", VASSIVIERE) == {"2008": 11.4, "2013": 17.0, "2018": 16.0}


def test_nurseries(communes: tuple[Path, dict[str, str]]) -> None:
    _, homes = communes
    found = dict.fromkeys(OURS, 0.0)
    for item in items(data("insee_bpe/bpe_2018_communes_types.csv.gz")):
        if isinstance(item, Record) and homes.get(item.code) in OURS:
            found[homes[item.code]] += item.value or 0
    assert found == {ELAN: 5, VASSIVIERE: 2}


def test_poverty_2021_is_published_for_three_of_the_thirty_six_communes(
    communes: tuple[Path, dict[str, str]],
) -> None:
    _, homes = communes
    ours = [
        i
        for i in items(data("insee_filosofi/cc_filosofi_2021_COM.csv.gz"))
        if isinstance(i, Record) and i.indicator == "TX_PAUV" and homes.get(i.code) in OURS
    ]
    assert len(ours) == 36
    assert sum(i.value is not None for i in ours) == 3
    assert {i.status for i in ours if i.value is None} == {Knowledge.MASKED}


def test_poverty_under_five_is_censored_at_five() -> None:
    read = [
        i
        for i in items(data("insee_filosofi/cc_filosofi_2016_EPCI.csv.gz"))
        if isinstance(i, Record) and i.indicator == "TX_PAUV" and i.value is not None
    ]
    floor = [i for i in read if i.status == Knowledge.CENSORED]
    assert floor
    assert {i.value for i in floor} == {5.0}
    assert min(i.value or 0 for i in read) == 5.0


def test_a_third_of_the_zeros_of_rsa_are_never_zeros() -> None:
    read = [i for i in items(data("cnaf/rsa_communes_2024.json.gz")) if isinstance(i, Record)]
    unknown = [i for i in read if i.status == Knowledge.MISSING]
    assert 0.33 < len(unknown) / len(read) < 0.35
    assert not [i for i in read if i.value == 0]
    assert {i.status for i in read} == {Knowledge.MISSING, Knowledge.BLURRED}


def test_the_row_of_france_has_no_population_and_no_composite_index_is_read() -> None:
    read = [i for i in items(data("insee_rp/reg_indicateurs_ptod_2026-03.csv.gz")) if isinstance(i, Record)]
    france = {i.indicator for i in read if i.level == "france"}
    assert "POP_SOLDE_NAT" in france
    assert not {i.indicator for i in read if i.indicator.startswith("idx") or i.indicator == "POP_TOT"}
