from pathlib import Path
from random import Random

from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import differences
from hub_console.record import Action, open_record
from hub_console.record.exchange.arrived import Touch
from hub_console.record.exchange.parcel import ParcelKind
from tests.builders import HOUR, TEN, some_agencies
from tests.record.exchange.laptops import Laptop, laptops
from tests.record.keeping import KEY


def a_meeting_on(laptop: Laptop) -> Laptop:
    """Agencies, an agenda with an opening and a situation, and the situation has the floor."""
    laptop.do(room.set_roster, some_agencies(6))
    laptop.do(planning.plan_meeting, Schedule(TEN, TEN + HOUR), [])
    laptop.do(planning.add_item, Draft(ItemKind.NEW, originating="SD"))
    return laptop.do(floor.begin_next)


def test_a_second_laptop_has_the_table_after_one_parcel(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    a_meeting_on(recorder).do(discussion.pick_code, "risk_factors", "msa")

    arrived = chair.takes(recorder.parcel())

    assert differences(recorder.seen, chair.seen) == ()
    assert (arrived.kind, arrived.known) == (ParcelKind.FULL, 0)
    assert arrived.count(Touch.NEW) == len(arrived.touched)
    assert "2026-001" in {each.number for each in arrived.touched}
    assert chair.record.refold().equal
    assert all(finding.sound for finding in chair.record.check())


def test_what_both_mark_reaches_both_and_their_digests_agree(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    chair.takes(a_meeting_on(recorder).parcel())
    recorder.do(discussion.pick_code, "risk_factors", "msa")
    chair.do(discussion.pick_code, "risk_factors", "hna")

    there = recorder.takes(chair.delta_for(recorder))
    back = chair.takes(recorder.delta_for(chair))

    (situation,) = recorder.seen.situations.values()
    assert set(situation.risk_factors) == {"msa", "hna"}
    assert differences(recorder.seen, chair.seen) == ()
    assert not there.conflicts
    assert not back.disagrees
    assert [each.parallel for each in there.touched] == [True]
    again = recorder.takes(chair.delta_for(recorder))
    assert (again.kind, again.entries) == (ParcelKind.ACKNOWLEDGEMENT, 0)
    assert not again.disagrees


def test_to_only_look_changes_nothing(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    parcel = a_meeting_on(recorder).parcel()

    looked = chair.takes(parcel, only_look=True)

    assert chair.seen.agencies == {}
    assert chair.record.exchange.log() == []
    assert chair.takes(parcel) == looked
    assert len(chair.seen.agencies) == 6


def test_the_same_parcel_twice_is_taken_once(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    parcel = a_meeting_on(recorder).parcel()
    chair.takes(parcel)

    again = chair.takes(parcel)

    assert (again.again, again.entries) == (True, 0)
    assert len(chair.record.exchange.log()) == 1


def test_what_comes_too_early_waits_and_is_named(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    first = a_meeting_on(recorder).parcel()
    chair.takes(first)
    seen = recorder.holds
    recorder.do(discussion.pick_code, "risk_factors", "msa")
    lost = recorder.parcel(seen)
    held_from = recorder.holds
    recorder.do(discussion.pick_code, "risk_factors", "hna")

    early = chair.takes(recorder.parcel(held_from))

    (waits,) = early.waits
    assert (waits.station, waits.gap.missing, waits.gap.waiting) == ("recorder", 1, 1)
    assert next(iter(chair.seen.situations.values())).risk_factors == {}
    late = chair.takes(lost)
    assert late.waits == ()
    assert set(next(iter(chair.seen.situations.values())).risk_factors) == {"msa", "hna"}
    assert not late.disagrees
    assert chair.record.refold().equal


def test_a_station_that_is_not_enrolled_is_left_out_until_it_is(tmp_path: Path) -> None:
    recorder, chair, stranger = (
        Laptop(tmp_path / f"{name}.hub", name, random=Random(name))
        for name in ("recorder", "chair", "stranger")
    )
    recorder.knows(chair, stranger)
    chair.knows(recorder)
    stranger.knows(recorder)
    stranger.takes(a_meeting_on(recorder).parcel())
    stranger.do(discussion.pick_code, "risk_factors", "msa")
    recorder.takes(stranger.parcel())

    without = chair.takes(recorder.parcel())

    (left,) = without.left
    assert (left.name, left.entries) == ("stranger", 1)
    assert next(iter(chair.seen.situations.values())).risk_factors == {}
    chair.knows(stranger)
    assert chair.takes(recorder.parcel()).left == ()
    assert differences(recorder.seen, chair.seen) == ()


def test_a_conflict_is_chosen_once_and_the_choice_travels(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    chair.takes(a_meeting_on(recorder).parcel())
    recorder.do(discussion.set_field, "type", "person")
    chair.do(discussion.set_field, "type", "family")

    (conflict,) = recorder.takes(chair.parcel()).conflicts

    assert conflict.number == "2026-001"
    assert {(v.values, v.station) for v in conflict.voices} == {
        (("person",), "recorder"),
        (("family",), "chair"),
    }
    (person,) = (v for v in conflict.voices if v.values == ("person",))
    recorder.record.write(Action("choose", recorder.now, conflict.chosen(person)))
    assert recorder.record.conflicts() == []
    chair.takes(recorder.parcel())
    assert chair.record.conflicts() == []
    assert next(iter(chair.seen.situations.values())).type == "person"


def test_two_ways_to_decide_are_one_choice(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    a_meeting_on(recorder).do(discussion.pass_filter)
    chair.takes(recorder.parcel())
    recorder.do(discussion.conclude, "lowered", "connected-to-services")
    chair.do(discussion.conclude, "other", "relocated")

    (conflict,) = recorder.takes(chair.parcel()).conflicts

    assert conflict.fields == ("grouping", "reason")


def test_a_number_given_twice_is_told_apart_the_same_way_everywhere(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    chair.takes(a_meeting_on(recorder).parcel())
    for laptop in (recorder, chair):
        laptop.do(planning.add_item, Draft(ItemKind.NEW, originating="PD"))
        assert sorted(s.number or "" for s in laptop.seen.situations.values())[1] == "2026-002"

    arrived = recorder.takes(chair.parcel())
    chair.takes(recorder.parcel())

    assert arrived.renumbered == (("2026-002", "2026-002b"),)
    numbers = [
        {id_: s.number for id_, s in each.seen.situations.items()} for each in (recorder, chair)
    ]
    assert numbers[0] == numbers[1]
    assert sorted(map(str, numbers[0].values())) == ["2026-001", "2026-002", "2026-002b"]
    again = recorder.record.situation("2026-002b")
    assert again is not None
    assert numbers[0][again.id] == "2026-002b"
    assert recorder.record.conflicts() == []
    recorder.do(planning.add_item, Draft(ItemKind.NEW, originating="PD"))
    assert "2026-003" in {s.number for s in recorder.seen.situations.values()}


def test_what_one_rejects_shows_no_detail_that_another_adds_meanwhile(tmp_path: Path) -> None:
    recorder, chair = laptops(tmp_path, "recorder", "chair")
    a_meeting_on(recorder).do(discussion.pick_code, "risk_factors", "msa")
    chair.takes(recorder.parcel())
    chair.do(discussion.pick_code, "risk_factors", "hna")
    recorder.do(discussion.reject, "not-enough-risk-factors")

    arrived = recorder.takes(chair.parcel())

    (situation,) = recorder.seen.situations.values()
    assert (situation.state, situation.risk_factors) == ("rejected", {})
    assert not arrived.conflicts
    recorder.do(planning.close_meeting)
    closed = chair.takes(recorder.parcel())
    assert closed.erased == 1
    assert next(iter(chair.seen.situations.values())).risk_factors == {}
    (touched,) = (each for each in closed.touched if each.touch is Touch.ERASED)
    assert touched.number == "2026-001"
    assert {change.kind for change in touched.changes} == {"situation"}
    assert not recorder.takes(chair.parcel()).disagrees


def test_a_seal_over_what_is_not_here_yet_is_not_called_broken(tmp_path: Path) -> None:
    recorder, chair, stranger = (
        Laptop(tmp_path / f"{name}.hub", name, random=Random(name))
        for name in ("recorder", "chair", "stranger")
    )
    recorder.knows(chair, stranger)
    chair.knows(recorder)
    stranger.knows(recorder).takes(a_meeting_on(recorder).parcel())
    recorder.takes(stranger.do(discussion.pick_code, "risk_factors", "msa").parcel())
    recorder.do(planning.close_meeting)
    chair.takes(recorder.parcel())

    verified = chair.record.verify()

    assert (verified.seals, verified.broken, len(verified.waiting)) == (1, (), 1)
    chair.knows(stranger).takes(recorder.parcel())
    assert chair.record.verify().waiting == ()
    assert recorder.record.verify() == chair.record.verify()


def test_the_coordinator_holds_two_tables_apart(tmp_path: Path) -> None:
    one = Laptop(tmp_path / "one.hub", "one", "B-2 Roxbury", random=Random(1))
    other = Laptop(tmp_path / "other.hub", "other", "C-11 Dorchester", random=Random(2))
    city = Laptop(tmp_path / "city.hub", "city", "", random=Random(3)).knows(one, other)
    for laptop in (one, other):
        a_meeting_on(laptop.knows(city))
        city.takes(laptop.parcel())

    assert sorted(city.record.exchange.tables().values()) == ["B-2 Roxbury", "C-11 Dorchester"]
    for laptop in (one, other):
        city.record.close()
        city.record = open_record(
            city.path, key=KEY, person="x", entropy=city.random.randbytes, home=laptop.home
        )
        assert differences(laptop.seen, city.seen) == ()
        assert {line.station for line in city.record.history()} == {laptop.name}
    assert city.record.refold().equal
