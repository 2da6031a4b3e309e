from hub_console.console.screens.setup.checks import AGENCY_NAME_LENGTH, letters_fault, name_fault
from hub_console.desk.starter_rosters import starter_rosters
from hub_console.vocabulary import CodedList, load_vocabulary


def test_a_district_has_24_agencies_a_small_table_8_and_the_last_list_none() -> None:
    assert [len(roster.agencies) for roster in starter_rosters()] == [24, 8, 0]


def test_every_agency_would_pass_the_form() -> None:
    for roster in starter_rosters():
        taken: dict[str, str] = {}
        for agency in roster.agencies:
            assert letters_fault(agency.tag, taken) == ""
            assert name_fault(agency.name, "a name", AGENCY_NAME_LENGTH) == ""
            load_vocabulary().require(agency.sector, CodedList.SECTORS)
            taken[agency.tag] = agency.name
