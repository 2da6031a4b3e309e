"""Three laptops that never met exchange files until they say the same; a fourth opens nothing."""

import json

from hub_console.meeting.acts import discussion, floor
from tests.cli.town import TABLE, Town, acts, at_table, digest, standing

AGENDA = """
[[item]]
kind = "new"
originating = "SD"
type = "person"
sex = "F"
age_band = "12-17"
"""


def test_three_stations_agree_whatever_was_said_on_each(town: Town) -> None:
    town.enrolled()
    recorder, chair, coordinator = town.all
    recorder.done("agenda", "import", recorder.file("agenda.toml", AGENDA))
    with recorder.at_desk() as desk:
        desk.do(floor.begin_next)
        desk.do(floor.begin_next)
        desk.do(discussion.pass_filter)
    (number,) = (each["number"] for each in standing(recorder)["situations"])
    at_chair, at_coordinator = town.carry(recorder, chair, coordinator)
    assert "Taken in. " in at_chair
    assert f"from Recorder, about {TABLE}" in at_coordinator
    assert number in at_chair

    recorder.act(discussion.set_lead, "HC")
    chair.act(discussion.set_lead, "SD")
    chair.act(discussion.pick_code, "risk_factors", "msa")
    (at_recorder,) = town.carry(chair, recorder)
    town.carry(recorder, chair, coordinator)
    assert "Said differently" in at_recorder
    for each in town.all:
        (conflict,) = json.loads(at_table(each, "conflicts", "--json"))
        assert (conflict["number"], conflict["fields"]) == (number, ["lead"])
        assert {voice["person"] for voice in conflict["voices"]} == {"Ann", "Ben"}
        (situation,) = standing(each)["situations"]
        assert situation["conflicts"] == 1

    words = at_table(chair, "conflicts")
    (healthy,) = (line.split()[0] for line in words.splitlines() if "HC" in line)
    assert "HC" in chair.done("conflicts", "choose", 1, healthy)
    town.carry(chair, recorder, coordinator)
    town.carry(recorder, chair, coordinator)

    for each in town.all:
        assert at_table(each, "conflicts") == "The stations agree.\n"
        (situation,) = standing(each)["situations"]
        assert (situation["lead"], situation["risk_factors"]) == ("HC", ["msa"])
        assert standing(each) == standing(recorder)
        assert acts(each) == acts(recorder)
        assert digest(each) == digest(recorder)
    assert acts(recorder)[-1] == ("Ben", "Chair", "chosen: lead HC")


def test_who_is_not_enrolled_opens_nothing(town: Town) -> None:
    town.enrolled()
    bundle, stranger = town.bundle(town.recorder), town.stranger()
    before = stranger.done("history")

    assert "not enrolled here" in stranger.run("import", bundle).stderr
    town.enrol(stranger, town.recorder)
    assert "sealed for other stations" in stranger.run("import", bundle).stderr
    assert stranger.done("history") == before
    for word in (b"Roxbury", b"Police", b"Recorder", b"Ann"):
        assert word not in bundle.read_bytes()
