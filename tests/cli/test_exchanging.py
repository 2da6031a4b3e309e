"""What the commands of the exchange say of cards, bundles and stations, sound or not."""

import json
from datetime import timedelta
from threading import Event

import pytest

from hub_console.bundles.courier import Courier
from hub_console.desk.station import open_station
from hub_console.meeting.acts import discussion, floor, planning
from hub_console.meeting.acts.planning import Draft
from hub_console.meeting.agenda import ItemKind
from hub_console.record import ConsoleLock, unlock
from hub_console.record.errors import Missing
from hub_console.settings import Settings
from tests.cli.station import PASSPHRASE, Station
from tests.cli.town import TABLE, Town, at_table


def test_a_coordinators_station_says_what_to_do_next(bare: Station) -> None:
    said = bare.done("init", "--coordinator", "--station", "Coordinator")

    assert "A coordinator's station is set up on Coordinator" in said
    assert said.endswith(
        "Give its card to the tables (hub-console station card OUT), and enrol theirs.\n"
    )
    assert bare.refused("status") == (
        "This station holds no table yet. Enrol the stations of the tables (hub-console station"
        " enroll CARD), then import what they export."
    )


@pytest.mark.parametrize("told", [(), ("--table", "B-2", "--coordinator")])
def test_a_station_is_a_tables_or_the_coordinators(bare: Station, told: tuple[str, ...]) -> None:
    result = bare.run("init", *told, "--station", "Laptop")

    assert result.exit_code == 2
    assert "Give --table NAME, or --coordinator." in result.stderr
    assert not bare.places.data.exists()


def test_a_coordinator_names_one_of_several_tables(town: Town) -> None:
    town.enrolled()
    at = town.coordinator
    other = Station(town.stick.parent, at.environ | {"HUB_CONSOLE_HOME": f"{town.stick}-other"})
    other.set_up(name="E-13 laptop", table="E-13 Jamaica Plain")
    town.enrol(at, other)
    town.enrol(other, at)
    town.carry(town.recorder, at)
    town.carry(other, at)

    said = at.refused("status")
    assert "B-2 Roxbury" in said
    assert said.endswith("Name one: hub-console --table NAME …")
    assert at.done("--table", "e-13 jamaica plain", "status").startswith("E-13 Jamaica Plain")
    assert "holds no table B-3" in at.refused("--table", "B-3", "status")
    refused = at.refused("--table", TABLE, "agenda", "next")
    assert refused.startswith("A coordinator's station holds no meetings")
    written = [line for line in at.done("export", town.stick).splitlines() if "hubb-" in line]
    assert len(written) == 2
    refused = other.refused("station", "enroll", town.card(town.chair))
    assert refused.startswith(
        "This card is of the table B-2 Roxbury, and this is a station of E-13"
    )


def test_a_card_is_enrolled_only_with_its_words(town: Town) -> None:
    at, card = town.recorder, town.card(town.chair)

    assert "--fingerprint" in at.refused("station", "enroll", card)
    wrong = at.refused("station", "enroll", card, "--fingerprint", "one two three four five six")
    assert wrong.startswith("These are not the six words of this card, so it was not enrolled.")
    assert at.done("station", "list").startswith("No station is enrolled.")
    words = town.chair.done("station", "fingerprint", card).strip()
    assert len(words.split()) == 6
    assert "Chair is enrolled" in at.done("station", "enroll", card, "--fingerprint", words.upper())


def test_a_card_is_never_written_over_what_is_no_card_of_ours(town: Town) -> None:
    mine, other = town.card(town.recorder), town.stick / "notes.toml"
    other.write_text("mine = true", encoding="utf-8")

    assert town.card(town.recorder) == mine
    assert "is there already" in town.recorder.refused("station", "card", other)
    assert "Put the stick in" in town.recorder.refused("station", "card", town.stick / "no" / "x")
    assert "no station's card" in town.recorder.refused("station", "enroll", other)
    assert "gone.toml" in town.recorder.refused("station", "enroll", town.stick / "gone.toml")
    assert town.recorder.run("station", "enroll", mine).exit_code == 1
    assert other.read_text(encoding="utf-8") == "mine = true"


def test_a_card_that_cannot_be_written_makes_no_key_for_the_quarter(town: Town) -> None:
    at = town.recorder
    key = unlock(at.places.keys, PASSPHRASE)
    record = open_station(at.places, key, Settings(), at.clock).record
    courier = Courier(at.places, 12, lambda: at.clock.now() + timedelta(days=100))
    kept = record.exchange.kept_identity().sealing

    with pytest.raises(Missing, match="Put the stick in"):
        courier.write_card(record, town.stick / "no" / "x")
    assert record.exchange.kept_identity().sealing == kept
    courier.write_card(record, town.stick)
    assert record.exchange.kept_identity().sealing[:-1] == kept
    record.close()


@pytest.mark.parametrize("named", ["chair", "chair.card", "chair.card.toml"])
def test_a_card_is_called_a_card_once(town: Town, named: str) -> None:
    town.chair.done("station", "card", town.stick / named)

    assert [path.name for path in town.stick.iterdir()] == ["chair.card.toml"]


def test_who_is_revoked_sends_and_opens_nothing_more(town: Town) -> None:
    town.enrolled()
    bundle = town.bundle(town.chair)

    assert "--yes" in town.recorder.refused("station", "revoke", "chair")
    assert "every other station" in town.recorder.done("station", "revoke", "CHAIR", "--yes")
    assert "revoked" in town.recorder.done("station", "list")
    assert "revoked" in town.recorder.run("import", bundle).stderr
    assert "for Coordinator" in town.recorder.done("export", town.stick)
    unknown = town.recorder.refused("export", town.stick, "--to", "chair")
    assert unknown == "No station here is called chair. Enrolled and trusted: Coordinator."


def test_a_bundle_for_one_station_opens_there_alone(town: Town) -> None:
    town.enrolled()
    bundle = town.bundle(town.recorder, "--to", "chair", "--full")

    assert "sealed for other stations" in town.coordinator.run("import", bundle).stderr
    assert "Taken in" in town.chair.done("import", bundle)


def test_nothing_is_exported_to_nowhere_or_nobody(town: Town) -> None:
    assert "enrol them" in town.recorder.refused("export", town.stick)
    town.enrolled()
    there = town.bundle(town.recorder)
    before = there.read_bytes()

    assert "Put the stick in" in town.recorder.refused("export", town.stick / "no" / "b.hubb")
    assert "is there already" in town.recorder.refused("export", there)
    assert there.read_bytes() == before
    assert list(town.stick.iterdir()) == [there]


def test_one_bad_file_stops_no_other_and_is_laid_aside(town: Town) -> None:
    town.enrolled()
    good = town.bundle(town.recorder)
    bad = town.stick / "a-bad.hubb"
    bad.write_bytes(good.read_bytes()[:-9])
    (town.stick / "b-empty.hubb").touch()

    result = town.chair.run("import", town.stick)
    assert result.exit_code == 1
    assert f"{good.name}: Taken in." in result.stdout
    *refused, last = result.stderr.splitlines()
    assert last == "Not taken in: a-bad.hubb, b-empty.hubb. Why, is said above."
    assert [line.partition(":")[0] for line in refused] == ["a-bad.hubb", "b-empty.hubb"]
    assert "is cut off" in refused[0]
    assert list(town.chair.places.quarantine.glob("*.hubb"))
    doctor = town.chair.run("doctor")
    assert doctor.exit_code == 1
    assert "WRONG  Laid aside: 1 bad bundle is in" in doctor.stdout
    again = town.chair.done("import", good)
    assert "was taken in before. Nothing changes." in again


def test_a_directory_without_bundles_is_said_so(town: Town) -> None:
    assert "holds no bundle" in town.chair.refused("import", town.stick)
    assert "gone.hubb" in town.chair.run("import", town.stick / "gone.hubb").stderr


def test_looking_changes_nothing(town: Town) -> None:
    town.enrolled()
    town.recorder.act(planning.add_item, Draft(ItemKind.STANDING, title="Updates"))
    bundle = town.bundle(town.recorder)
    damaged = town.stick / "damaged.hubb"
    damaged.write_bytes(bundle.read_bytes()[:-9])
    before, history = town.chair.content(), at_table(town.chair, "history")

    found = json.loads(town.chair.done("inspect", bundle, "--json"))
    assert (found["station"], found["table"], found["taken_in"]) == ("Recorder", TABLE, False)
    assert (found["recipients"], found["carries"], found["refused"]) == (2, "full", None)
    assert "is cut off" in town.chair.refused("inspect", damaged)
    said = town.chair.done("import", "--dry-run", bundle)
    assert "Would be taken in." in said
    assert said.endswith("Nothing was taken in: this was a dry run.\n")
    assert at_table(town.chair, "history") == history
    assert town.chair.content() == before


def test_who_is_behind_is_told_until_it_has_caught_up(town: Town) -> None:
    def of_chair() -> str:
        lines = town.recorder.done("station", "list").splitlines()
        return next(line for line in lines if line.startswith("Chair"))

    town.enrolled()
    assert "not heard yet" in of_chair()
    assert "ask for its bundle" in of_chair()
    town.carry(town.recorder, town.chair)
    town.carry(town.chair, town.recorder)
    assert of_chair().endswith("has what is here")

    town.recorder.act(floor.begin_next)
    assert "export for it" in of_chair()
    assert json.loads(town.recorder.done("station", "list", "--json"))[0]["lacks"] > 0
    town.carry(town.recorder, town.chair)
    town.carry(town.chair, town.recorder)
    assert of_chair().endswith("has what is here")


def test_a_console_that_is_open_shows_what_an_import_brought(town: Town) -> None:
    town.enrolled()
    town.recorder.act(planning.add_item, Draft(ItemKind.STANDING, title="Updates"))
    bundle = town.bundle(town.recorder)

    lock = ConsoleLock(town.chair.places.lock)
    assert lock.take()
    try:
        told = Event()
        with town.chair.at_desk(told.set) as desk:
            told.clear()
            assert "Taken in" in town.chair.done("import", bundle)
            shown: list[str] = []
            while "Updates" not in shown:
                assert told.wait(20)
                told.clear()
                desk.receive()
                shown = [item.title for item in desk.table.agenda] if desk.table else []
    finally:
        lock.release()


def test_the_coordinator_may_choose_as_well(town: Town) -> None:
    town.enrolled()
    recorder, chair, coordinator = town.all
    recorder.act(planning.add_item, Draft(ItemKind.NEW, originating="SD"))
    recorder.act(floor.begin_next)
    recorder.act(floor.begin_next)
    town.carry(recorder, chair)
    recorder.act(discussion.set_field, "sex", "F")
    chair.act(discussion.set_field, "sex", "M")
    town.carry(recorder, coordinator)
    town.carry(chair, coordinator)

    assert "no such conflict" in coordinator.refused("conflicts", "choose", 2, 1)
    assert "sex" in coordinator.done("conflicts", "choose", 1, 2)
    assert coordinator.done("conflicts") == "The stations agree.\n"
    town.carry(coordinator, recorder, chair)
    assert at_table(recorder, "history").splitlines()[-1].count("Cy") == 1
    assert at_table(recorder, "conflicts") == at_table(chair, "conflicts")


def test_the_coordinator_is_told_of_each_record_by_its_name(town: Town) -> None:
    town.enrolled()
    town.recorder.act(planning.add_item, Draft(ItemKind.STANDING, title="Updates"))
    town.carry(town.recorder, town.coordinator)
    town.recorder.act(floor.begin_next)
    (said,) = town.carry(town.recorder, town.coordinator)

    assert "item 1 Opening and roll call: item 1 began" in said
