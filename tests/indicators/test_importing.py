"""Reading files: the traps of the official layouts, on small fixtures built from them (not real rows)."""

import gzip
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.indicators.actions import catalogue, importing
from jalons.indicators.comparison import Knowledge
from jalons.indicators.importing import cells, reading, tables
from jalons.indicators.importing.layouts import Mapping
from jalons.indicators.importing.records import (
    Aside,
    FileError,
    Item,
    Options,
    Record,
    Refusal,
    tidy_code,
)
from jalons.indicators.models import DataImport, FormerValue, IndicatorValue
from jalons.territories.enums import Level
from jalons.territories.models import Territory
from tests import cast

EPCI = "248719353"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, options: Options | None = None, mapping: Mapping | None = None) -> list[Item]:
    found = []
    for table in tables.tables(path):
        known = reading.recognise(table, mapping)
        assert known is not None, table.name
        found += [item for _, item in reading.items(known, options or Options())]
    return found


def records(items: list[Item]) -> dict[tuple[str, str, str], Record]:
    return {(i.indicator, i.code, i.vintage): i for i in items if isinstance(i, Record)}


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("1 234,5", 1234.5, Knowledge.PUBLISHED),
        ("1\u202f234,5", 1234.5, Knowledge.PUBLISHED),
        ("1.234,5", 1234.5, Knowledge.PUBLISHED),
        ("12,3 %", 12.3, Knowledge.PUBLISHED),
        ("0", 0.0, Knowledge.PUBLISHED),
        ("s", None, Knowledge.MASKED),
        ("ns", None, Knowledge.MASKED),
        ("<11", None, Knowledge.MASKED),
        ("", None, Knowledge.MISSING),
        ("nd", None, Knowledge.MISSING),
    ],
)
def test_a_secret_a_hole_and_a_zero_are_three_things(
    text: str, value: float | None, status: Knowledge
) -> None:
    assert cells.read(text) == cells.Cell(value, status)


def test_what_is_neither_a_number_nor_a_code_is_refused() -> None:
    with pytest.raises(cells.CellError, match="n’est pas un nombre"):
        cells.read("environ 12")


@pytest.mark.parametrize(
    ("text", "level", "found"),
    [
        ("1001", "", ("01001", "commune")),
        ("2A004", "", ("2A004", "commune")),
        ("248719353.0", "", (EPCI, "epci")),
        ("1", "departement", ("01", "departement")),
        ("09009", "", ("09009", "commune")),
    ],
)
def test_codes_get_back_the_zero_that_a_spreadsheet_lost(
    text: str, level: str, found: tuple[str, str]
) -> None:
    assert tidy_code(text, level) == found


@pytest.mark.parametrize("text", ["Eymoutiers", "12", "1234567"])
def test_a_text_that_no_official_code_looks_like_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="n’est ni un code"):
        tidy_code(text)


def test_filosofi_disp_in_its_layout_semicolon_bom_decimal_comma(tmp_path: Path) -> None:
    text = "\ufeffCODGEO;LIBGEO;NBMEN19;Q219;PPMINI19;PPFAM19\r\n248719353;Vassivière;2500;19 230;3,1;1,9\r\n"
    found = records(read(write(tmp_path, "FILO2019_DISP_EPCI.csv", text)))
    assert found["REV_MED", EPCI, "2019"].value == 19230
    assert found["REV_MINIMA", EPCI, "2019"].value == 3.1


def test_filosofi_cc_keeps_secrets_and_the_floor_of_poverty(tmp_path: Path) -> None:
    text = "CODGEO;NBMENFISC21;MED21;TP6021\n87064;1000;20100;s\n87001;400;nd;5\n87002;300;21000;ns\n"
    found = records(read(write(tmp_path, "cc_filosofi_2021_COM.csv", text)))
    assert found["TX_PAUV", "87064", "2021"].status == Knowledge.MASKED
    assert found["TX_PAUV", "87001", "2021"].status == Knowledge.CENSORED
    assert found["TX_PAUV", "87001", "2021"].value == 5
    assert found["REV_MED", "87001", "2021"].status == Knowledge.MASKED
    assert found["TX_PAUV", "87002", "2021"].value is None


def test_filosofi_long_reads_confidentiality_from_its_columns(tmp_path: Path) -> None:
    columns = "GEO GEO_OBJECT FILOSOFI_MEASURE UNIT_MEASURE UNIT_MULT CONF_STATUS OBS_STATUS TIME_PERIOD"
    head = ";".join([*columns.split(), "OBS_VALUE\n"])
    text = (
        head
        + f"{EPCI};EPCI;MED_SL;EUR_YR;0;F;A;2023;21500\n"
        + f"{EPCI};EPCI;PR_MD60;PT;0;C;;2023;\n"
        + f"{EPCI};EPCI;D9_SL;EUR_YR;0;F;A;2023;38000\n"
    )
    items = read(write(tmp_path, "DS_FILOSOFI_CC_2023_data.csv", text))
    found = records(items)
    assert found["REV_MED", EPCI, "2023"].value == 21500
    assert found["TX_PAUV", EPCI, "2023"].status == Knowledge.MASKED
    assert sum(isinstance(item, Aside) for item in items) == 1


def test_base_cc_gives_counts_for_each_year_of_the_file(tmp_path: Path) -> None:
    text = (
        "CODGEO;P22_POP;P22_POP0014;P22_POP65P;P22_POP7589;P22_POP90P;P16_POP;P16_POP0014\n"
        "87064;2000;300;600;250;50;2100;310\n"
    )
    found = records(read(write(tmp_path, "base-cc-evol-struct-pop-2022.CSV", text)))
    assert found["AGE_65P", "87064", "2022"].value == 30
    assert (found["AGE_75P", "87064", "2022"].numerator, found["AGE_75P", "87064", "2022"].value) == (300, 15)
    assert found["AGE_0_14", "87064", "2016"].denominator == 2100
    assert found["POP_TOT", "87064", "2016"].value == 2100


def test_base_cc_housing_subtracts_households_with_a_car(tmp_path: Path) -> None:
    text = "CODGEO;P22_LOG;P22_RP;P22_LOGVAC;P22_RP_VOIT1P\n87064;1000;800;100;700\n"
    found = records(read(write(tmp_path, "base-cc-logement-2022.csv", text)))
    assert found["MOTOR_0", "87064", "2022"].value == 12.5
    assert found["LOG_VAC", "87064", "2022"].value == 10


def test_a_share_above_its_whole_is_refused_and_the_rest_of_the_line_stays(tmp_path: Path) -> None:
    text = "CODGEO;P22_POP;P22_POP0014;P22_POP65P\n87064;200;300;60\n"
    items = read(write(tmp_path, "base-cc.csv", text))
    assert [i.reason for i in items if isinstance(i, Refusal)] == [
        "AGE_0_14, 2022 : 300 n’est pas une part de 200."
    ]
    assert records(items)["AGE_65P", "87064", "2022"].value == 30


def test_cnaf_counts_leave_totals_aside_and_never_read_a_blurred_zero(tmp_path: Path) -> None:
    text = (
        "NOMEPCI;NUMEPCI;DTREF;NB_Allocataires;NB_Enfants\n"
        "FRANCE ENTIERE;999999999;31/12/2022;13000000;1\n"
        "METROPOLE;XXXX;31/12/2022;12000000;1\n"
        "CC PORTES DE VASSIVIERE;248719353;31/12/2022;812;0\n"
    )
    items = read(write(tmp_path, "NIVTOTALEPCI2022.csv", text, "cp1252"))
    found = records(items)
    assert {key[1] for key in found} == {EPCI}
    assert found["ALLOC_NB", EPCI, "2022"].status == Knowledge.BLURRED
    assert found["ENF_COUV", EPCI, "2022"].value is None
    assert found["ENF_COUV", EPCI, "2022"].status == Knowledge.MASKED
    assert [i.reason for i in items if isinstance(i, Aside)] == ["ligne de total", "ligne de total"]


def test_cnaf_coverage_by_epci_is_read_and_by_commune_is_not(tmp_path: Path) -> None:
    by_epci = write(
        tmp_path, "txcouv_pe_epci.csv", f"annee;numepci;nomepci;txcouv_epci\n2022;{EPCI};CC;71,4\n"
    )
    by_commune = write(
        tmp_path, "txcouv_pe_com.csv", "annee;numcom;nomcom;txcouv_com\n2022;87064;Eymoutiers;90\n"
    )
    assert records(read(by_epci))["TC_AJE", EPCI, "2022"].value == 71.4
    assert records(read(by_commune)) == {}


def test_bpe_in_its_official_columns_asks_for_its_year(tmp_path: Path) -> None:
    text = "DEPCOM;TYPEQU;NB_EQUIP\n87064;D502;1\n87064;A203;2\n"
    assert records(read(write(tmp_path, "bpe24.csv", text), Options(vintage="2024")))[
        "EAJE_NB", "87064", "2024"
    ]
    with pytest.raises(FileError, match="donnez le millésime"):
        read(write(tmp_path, "bpe.csv", text))


def test_drees_workbook_has_titles_above_its_table(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "APL_2023"
    for row in (
        ["Accessibilité potentielle localisée"],
        [],
        ["Code commune INSEE", "Commune", "APL aux infirmières", "Population standardisée 2021"],
        [None, None, "ETP pour 100 000", None],
        [1001, "L’Abergement", 120.5, 800.0],
    ):
        sheet.append(row)
    path = tmp_path / "apl.xlsx"
    book.save(path)
    found = records(read(path))
    assert found["APL_INF", "01001", "2023"].numerator == pytest.approx(0.964)


def test_two_character_codes_ask_whether_they_are_departements_or_regions(tmp_path: Path) -> None:
    text = "codgeo;libgeo;an;part_non_inseres\n75;Nouvelle-Aquitaine ou Paris ?;2018;15,4\n"
    with pytest.raises(FileError, match="dites lesquels"):
        read(write(tmp_path, "neet.csv", text))
    found = records(read(write(tmp_path, "neet_region_2018.csv", text)))
    assert found["NEET", "75", "2018"].level == "region"


def test_a_caf_table_is_described_column_by_column(tmp_path: Path) -> None:
    text = "Commune,Libellé,QF1,Foyers\n87064,Eymoutiers,35,140\n87001,Augne,nc,12\nTotal,,35,152\n"
    mapping = Mapping(
        "QF_TRANCHES",
        "Commune",
        "caf-locale",
        numerator_column="QF1",
        denominator_column="Foyers",
        vintage="2024",
    )
    items = read(write(tmp_path, "qf.csv", text), mapping=mapping)
    found = records(items)
    assert found["QF_TRANCHES", "87064", "2024"].value == 25
    assert found["QF_TRANCHES", "87001", "2024"].status == Knowledge.MASKED
    assert [i.reason for i in items if isinstance(i, Aside)] == ["ligne de total"]


def test_zip_and_gz_are_opened_and_dictionaries_left_aside(tmp_path: Path) -> None:
    text = "CODGEO;P22_POP;P22_POP0014\n87064;2000;300\n"
    packed = tmp_path / "base-cc.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("meta_base-cc.CSV", "COD_VAR;LIB\nP22_POP;Population\n")
        archive.writestr("base-cc.CSV", text)
    squeezed = tmp_path / "base-cc.csv.gz"
    squeezed.write_bytes(gzip.compress(text.encode()))
    assert records(read(packed)).keys() == records(read(squeezed)).keys()


@pytest.mark.parametrize("name", ["abime.zip", "abime.csv.gz", "abime.json", "image.png"])
def test_a_broken_or_unknown_file_says_so_in_french(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match=name.split(".", maxsplit=1)[0]):
        list(tables.tables(write(tmp_path, name, "rien de tel")))


# --- into the base ---


@pytest.fixture
def base(db: None) -> Territory:
    """The catalogue, one EPCI of two communes in its département, région and France."""
    catalogue.load(by=SOFTWARE)
    epci = cast.epci(code=EPCI)
    for code in ("87064", "87001"):
        home = cast.commune(f"Commune {code}", epci=epci)
        Territory.objects.filter(pk=home.pk).update(code=code, department_code="87", region_code="75")
    return epci


SHARES = "CODGEO;P22_POP;P22_POP0014\n87064;2000;300\n87001;1000;50\n"


def test_epci_rates_are_rebuilt_from_counts_never_from_rates(base: Territory, tmp_path: Path) -> None:
    run = importing.import_file(write(tmp_path, "base-cc.csv", SHARES), by=SOFTWARE)
    value = IndicatorValue.objects.get(indicator__code="AGE_0_14", territory=base)
    assert (value.numerator, value.denominator) == (350, 3000)
    assert float(value.value or 0) == pytest.approx(11.6667)  # the mean of both rates would be 10
    assert IndicatorValue.objects.get(indicator__code="POP_TOT", territory=base).value == 3000
    assert (run.written, run.refused) == (6, 0)


def test_a_repeated_import_changes_nothing(base: Territory, tmp_path: Path) -> None:
    path = write(tmp_path, "base-cc.csv", SHARES)
    first = importing.import_file(path, by=SOFTWARE)
    again = importing.import_file(path, by=SOFTWARE)
    assert (again.written, again.corrected, again.unchanged) == (0, 0, first.written)


def test_a_corrected_figure_keeps_the_former_one(base: Territory, tmp_path: Path) -> None:
    importing.import_file(write(tmp_path, "base-cc.csv", SHARES), by=SOFTWARE)
    mended = write(tmp_path, "base-cc.csv", SHARES.replace("2000;300", "2000;320"))
    run = importing.import_file(mended, by=SOFTWARE)
    assert (run.written, run.corrected) == (0, 2)  # the commune and its EPCI
    former = FormerValue.objects.get(current__territory=base)
    assert former.numerator == 350
    assert former.replaced_by == run


def test_a_hidden_commune_bounds_the_rate_of_its_epci(base: Territory, tmp_path: Path) -> None:
    text = SHARES.replace("1000;50", "1000;s")
    importing.import_file(write(tmp_path, "base-cc.csv", text), by=SOFTWARE)
    value = IndicatorValue.objects.get(indicator__code="AGE_0_14", territory=base)
    assert value.value is None
    assert value.status == "masked"
    assert value.note == "Entre 10,0 et 43,3 : communes sous secret, 1"


def test_an_absent_commune_leaves_its_epci_without_figure(base: Territory, tmp_path: Path) -> None:
    text = "CODGEO;P22_POP;P22_POP0014\n87064;2000;300\n"
    importing.import_file(write(tmp_path, "base-cc.csv", text), by=SOFTWARE)
    assert not IndicatorValue.objects.filter(territory=base).exists()


def test_a_commune_nouvelle_gathers_what_it_took_in(base: Territory, tmp_path: Path) -> None:
    into = Territory.objects.get(level=Level.COMMUNE, code="87001")
    former = cast.commune("Ancienne")
    Territory.objects.filter(pk=former.pk).update(code="87999", successor=into, is_current=False)
    text = SHARES + "87999;500;100\n"
    importing.import_file(write(tmp_path, "base-cc.csv", text), by=SOFTWARE)
    value = IndicatorValue.objects.get(indicator__code="AGE_0_14", territory=into)
    assert (value.numerator, value.denominator, value.value) == (150, 1500, 10)
    assert value.note == "Somme des communes d’avant la fusion"


def test_each_refused_line_is_kept_with_its_reason(base: Territory, tmp_path: Path) -> None:
    text = SHARES + "99999;10;1\nEymoutiers;10;1\n"
    run = importing.import_file(write(tmp_path, "base-cc.csv", text), by=SOFTWARE)
    assert [(r["line"], r["reason"]) for r in run.refusals] == [
        (4, "La commune 99999 n’existe pas, ou plus, dans la géographie chargée."),
        (5, "« Eymoutiers » n’est ni un code de commune (5 caractères) ni un SIREN (9 chiffres)."),
    ]


def test_a_file_of_no_known_form_says_what_to_do(base: Territory, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="Décrivez ses colonnes"):
        importing.import_file(write(tmp_path, "x.csv", "a;b\n1;2\n"), by=SOFTWARE)
    assert DataImport.objects.get().status == "failed"
