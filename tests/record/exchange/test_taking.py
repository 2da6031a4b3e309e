from pathlib import Path

from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.acts.planning import Draft, Schedule
from hub_console.meeting.agenda import ItemKind
from hub_console.meeting.change import differences
from hub_console.record.exchange.arrived import Touch
from hub_console.record.exchange.parcel import ParcelKind
from tests.builders import HOUR, TEN, some_agencies
from tests.record.exchange.laptops import Laptop, laptops


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
