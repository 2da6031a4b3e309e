"""What two stations said differently is chosen with one key each; stations are enrolled and not."""

from dataclasses import replace
from pathlib import Path

from hub_console.meeting.acts import discussion
from hub_console.record.conflicts import Conflict
from tests.console.exchange.conftest import To
from tests.console.neighbours import CHAIR, COORDINATOR, RECORDER, Visit, Way, at_console, neighbour
from tests.desks import MovedClock

HOSTILE = "[@click=app.exit]x[/red]"


async def taken_in(at: Visit) -> None:
    """The chair's bundle is taken in, and two things were said differently."""
    await at.command("imp")
    await at.until("1 bundle")
    await at.press("enter")
    await at.until("What it brings")
    await at.press("enter")
    await at.until("Taken in")
    await at.press("enter")
    await at.until("1 bundle")
    await at.press("escape")
    await at.until("≠ 2 conflicts")


def conflicts(way: Way) -> list[Conflict]:
    """What is still to be chosen, as the file has it."""
    found = way.opened(read_only=True)
    left = found.record.conflicts()
    found.record.close()
    return left


async def test_a_digit_chooses_and_the_next_one_shows(to: To) -> None:
    async def story(at: Visit) -> None:
        await taken_in(at)
        await at.command("conf")
        shown = await at.until("Said differently, 1 of 2", "2026-003   age band")
        assert "18-24   shows until then" in shown
        assert "Sam Okafor on B-2 chair, Mon 23 Nov 2026, 10:21" in shown
        assert "Dana Reyes on B-2 laptop, Mon 23 Nov 2026, 10:19" in shown
        await at.press("7")
        await at.until("There is no 7 here")
        await at.press("2")
        await at.until("2 of 2", "2026-003, age band: 12-17.", "YS")
        await at.press("1")
        await at.until("All is chosen. It travels with the next bundle.")
        await at.press("enter")
        shown = await at.until("ROSTER")
        assert "conflict" not in shown
        told = [each.text for each in at.desk.told[:2]]
        assert "lead YS" in told[0]
        assert "12-17" in told[1]

    way = to(RECORDER)
    await at_console(way, story)
    assert conflicts(way) == []


async def test_esc_leaves_the_rest_for_later(to: To) -> None:
    async def story(at: Visit) -> None:
        await taken_in(at)
        await at.command("conf")
        await at.until("1 of 2")
        await at.press("1")
        await at.until("2 of 2")
        await at.press("escape")
        await at.until("≠ 1 conflict to choose")

    way = to(RECORDER)
    await at_console(way, story)
    assert len(conflicts(way)) == 1


async def test_a_mark_settles_it_too_and_is_no_longer_counted(to: To) -> None:
    async def story(at: Visit) -> None:
        await taken_in(at)
        await at.press("p")
        at.desk.do(discussion.set_lead, "MH")
        await at.press("escape")
        await at.until("≠ 1 conflict to choose")

    await at_console(to(RECORDER), story)


async def test_where_all_agree_it_says_so(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.command("conf")
        await at.until("The stations agree.")
        await at.press("escape")
        await at.until("ROSTER")

    await at_console(to(CHAIR), story)


async def test_a_coordinator_marks_nothing_and_chooses_at_the_table_that_it_opened(
    to: To, town: Path
) -> None:
    (bundle,) = (town / RECORDER / "inbox").iterdir()
    bundle.rename(town / COORDINATOR / "inbox" / "chair.hubb")

    async def story(at: Visit) -> None:
        await at.press("i")
        await at.until("2 bundles")
        for keys in (("enter",), ("down", "enter")):
            await at.press(*keys)
            await at.until("What it brings")
            await at.press("enter")
            await at.until("Taken in")
            await at.press("enter")
            await at.until("2 bundles")
        await at.press("escape")
        await at.until("All together")
        await at.press("enter")
        await at.until("ROSTER")
        await at.press("l")
        await at.until("A coordinator's station marks nothing; it chooses in conflicts.")
        await at.press("escape")
        await at.command("conf")
        await at.until("1 of 2")
        await at.press("2")
        await at.until("2 of 2")
        await at.press("2")
        await at.until("All is chosen.")
        await at.press("enter")
        await at.until("ROSTER")
        await at.press("q")
        await at.until("All together")

    way = to(COORDINATOR)
    await at_console(way, story)
    found = way.opened(read_only=True)
    assert [each.conflicts for each in found.record.exchange.overview()] == [0, 0, 0]
    found.record.close()


async def test_a_coordinators_console_opens_on_its_tables_and_sums_them_up(to: To) -> None:
    async def story(at: Visit) -> None:
        shown = await at.until("3 tables")
        rows = {row[2:20].strip(): row[21:78].split() for row in shown.splitlines() if row}
        assert rows["B-2 Roxbury"] == ["2", "16", "Nov", "16", "Nov", "1", "2", "–"]
        assert rows["C-11 Dorchester"] == ["1", "02", "Nov", "02", "Nov", "3", "1", "–"]
        assert rows["All together"] == ["4", "18", "Nov", "16", "Nov", "5", "6", "–"]
        await at.press("down", "enter")
        shown = await at.until("HUB C-11", "ROSTER", "here it is only read: q")
        assert " 1 item ━" in shown
        assert "1 report-back, 1 with no" in shown
        assert "Press n" not in shown
        assert "next agenda" not in shown
        await at.command("tables")
        await at.until("3 tables")
        await at.press("enter")
        await at.until("HUB C-11", "ROSTER")
        await at.press("q", "escape")
        await at.pilot.pause()

    app = await at_console(to(COORDINATOR), story)
    assert app._exit


async def test_a_coordinator_exports_one_bundle_of_each_table(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.press("e")
        await at.until("4 of 4 stations")
        await at.press("enter")
        await at.until("the outbox folder")
        await at.press("end", "enter")
        await at.until("safe to remove", "for C-11 laptop", "for E-13 laptop")

    way = to(COORDINATOR)
    await at_console(way, story)
    assert len(list(way.places.outbox.iterdir())) == 3


async def test_a_coordinator_that_holds_nothing_yet_is_told_how_to_begin(
    tmp_path: Path, clock: MovedClock
) -> None:
    neighbour(tmp_path, "City laptop", "", "Kim Walsh").laptop.record.close()

    async def story(at: Visit) -> None:
        await at.until("No table has sent anything yet. Enrol the stations of the tables (s)")
        await at.press("enter", "s")
        await at.until("Nobody is enrolled yet.")
        await at.press("r")
        await at.until("There is no station to revoke.")
        await at.press("escape", "e")
        await at.until("No station is enrolled that could open this bundle.")

    await at_console(Way(tmp_path, COORDINATOR, clock), story)


async def test_a_table_of_its_own_offers_no_others(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.press(":", *"tables")
        await at.until("nothing matches")

    await at_console(to(RECORDER), story)


async def test_who_is_behind_and_how_to_get_it_is_told_of_each_station(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.command("stat")
        shown = await at.until("2 enrolled", "This is B-2 laptop")
        assert "1 meeting missing; lacks" in shown
        await at.until("heard Mon 16 Nov 2026; 1 meeting missing: ask for its latest bundle")
        await at.press("down")
        await at.until("City laptop, B-2 Roxbury: not heard yet; lacks")

    await at_console(to(RECORDER), story)


async def test_a_station_is_revoked_by_r_and_y_and_stands_last(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.command("stat")
        await at.until("2 enrolled")
        await at.press("r")
        await at.until("Trust B-2 chair no more?", "What it sent before stays.")
        await at.press("escape")
        await at.until("2 enrolled")
        await at.press("r")
        await at.until("Trust B-2 chair no more?")
        await at.press("y")
        shown = await at.until("1 enrolled", "B-2 chair is revoked here.")
        assert shown.index("City laptop") < shown.index("B-2 chair ")
        await at.press("end", "r")
        await at.until("B-2 chair is revoked already.")

    await at_console(to(RECORDER), story)


async def test_a_card_of_another_table_is_refused_with_a_sentence(to: To, town: Path) -> None:
    other = Way(town, "e-13-laptop", to(RECORDER).clock)

    async def give(at: Visit) -> None:
        await at.command("stat")
        await at.until("This is E-13 laptop")
        await at.press("c")
        await at.until("the outbox folder")
        await at.press("end", "enter")
        await at.until("The card of E-13 laptop", "six words")

    await at_console(other, give)
    card = next(other.places.outbox.iterdir())
    card.rename(town / RECORDER / "inbox" / card.name)

    async def take(at: Visit) -> None:
        await at.command("stat")
        await at.until("2 enrolled")
        await at.press("e")
        await at.until("E-13-laptop.card.toml")
        await at.press("enter")
        await at.until("is of the table E-13 Jamaica Plain", "E-13-laptop.card.toml")

    await at_console(to(RECORDER), take)


async def test_names_from_elsewhere_are_shown_as_they_are(to: To) -> None:
    way = to(RECORDER)
    found = way.opened()
    exchange = found.record.exchange
    for peer in exchange.peers():
        exchange.enroll(replace(peer, name=f"{peer.name[:4]}{HOSTILE}", table=HOSTILE))
    found.record.close()

    async def story(at: Visit) -> None:
        await at.command("stat")
        assert HOSTILE in await at.until("2 enrolled")
        await at.press("r")
        await at.until(f"Trust B-2 {HOSTILE} no more?")
        await at.press("escape", "escape")
        await at.command("exp")
        await at.until(f"✓ B-2 {HOSTILE}")
        await at.press("escape")
        await at.command("imp")
        await at.until("1 bundle")
        await at.press("enter")
        await at.until(f"from B-2 {HOSTILE}")

    await at_console(way, story, (120, 35))
