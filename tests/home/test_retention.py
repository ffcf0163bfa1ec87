import pytest

from jalons.home.retention import UnknownRetentionError, table


def kept(overrides: dict[str, int]) -> dict[str, str]:
    return {row.what: row.kept for row in table(overrides)}


def test_durations_are_written_in_years_when_they_are_whole() -> None:
    assert kept({})["Factures"] == "10 ans"
    assert kept({})["Journaux de connexion"] == "1 an"
    assert kept({"connections": 6})["Journaux de connexion"] == "6 mois"


def test_an_installation_may_choose_other_durations() -> None:
    training = "Dossiers, émargements et attestations de formation"
    assert (kept({})[training], kept({"training": 120})[training]) == ("3 ans", "10 ans")


def test_a_kind_of_data_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownRetentionError, match="photos"):
        table({"photos": 3})
