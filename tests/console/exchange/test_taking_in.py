"""Bundles in and out at the console: looked at, taken in, written; no stick holds up a mark."""

from pathlib import Path
from threading import Event

from hub_console.bundles.courier import Courier
from hub_console.console.app import ConsoleApp
from hub_console.console.look import Look
from hub_console.console.screens.exchange.errand import Errand
from hub_console.console.screens.exchange.picking import PickScreen, Row, Shelf
from hub_console.console.screens.exchange.telling import TellingScreen
from hub_console.console.screens.table import TableScreen
from hub_console.meeting.acts import discussion
from hub_console.settings import Settings
from tests.console.exchange.conftest import To
from tests.console.neighbours import CHAIR, OTHER, RECORDER, Visit, Way, at_console
from tests.desks import MovedClock

HOSTILE = "[@click=app.exit]go[red]"


def errand(at: Visit) -> Errand:
    """An errand of the table's screen, as one of its commands makes it."""
    table = at.app.screen_stack[-1]
    assert isinstance(table, TableScreen)
    courier = Courier(at.way.places, 9, at.way.clock.now)
    return Errand(at.app, at.desk, courier, at.way.settings, table._keyboard.keys, table.run)


async def test_the_newest_bundle_is_taken_in_with_two_keys_after_the_command(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.command("imp")
        shown = await at.until("hubb-B-2-chair-20261123-1.hubb")
        assert "23 Nov 10:37" in shown
        assert "inbox" in shown
        await at.press("enter")
        shown = await at.until("What it brings")
        assert "10 new marks from B-2 chair" in shown
        assert "Said differently" in shown
        assert "Also changed here meanwhile" in shown
        assert at.desk.conflicts == 0
        await at.press("enter")
        await at.until("Taken in", "10 new marks from B-2 chair")
        await at.press("enter")
        await at.until("1 bundle", "B-2 chair")
        await at.press("escape")
        await at.until("≠ 2 conflicts", "item 2 began")

    await at_console(to(RECORDER), story)


async def test_what_was_left_is_not_taken_in_and_the_list_says_from_whom_it_is(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.command("imp")
        await at.until("1 bundle")
        await at.press("enter")
        await at.until("What it brings")
        await at.press("escape")
        shown = await at.until("1 bundle", "B-2 chair")
        assert "taken in" not in shown

    way = to(RECORDER)
    await at_console(way, story)
    found = way.opened(read_only=True)
    assert len(found.record.exchange.log()) == 1  # last week's
    found.record.close()


async def test_a_bad_bundle_says_its_sentence_and_the_next_one_is_taken_in(to: To) -> None:
    way = to(RECORDER)
    good = next(way.places.inbox.iterdir())
    bad = way.places.inbox / f"{HOSTILE}.hubb"
    bad.write_bytes(good.read_bytes()[:-1])

    async def story(at: Visit) -> None:
        await at.command("imp")
        shown = await at.until("2 bundles")
        assert "[@click=app.exit]go" in shown
        await at.press("enter")
        await at.until("is cut off", "2 bundles")
        await at.press("down", "enter")
        await at.until("What it brings")

    await at_console(way, story)
    assert len(list(way.places.quarantine.iterdir())) == 2


async def test_a_path_is_typed_without_leaving_the_list_first(to: To) -> None:
    way = to(RECORDER)
    path = way.places.inbox.parent / "a stick" / "one.hubb"
    path.parent.mkdir()
    next(way.places.inbox.iterdir()).rename(path)

    async def story(at: Visit) -> None:
        await at.command("imp")
        await at.until("no bundle yet")
        await at.press(*("space" if key == " " else key for key in str(path)), "enter")
        await at.until("What it brings")
        await at.press("escape")
        await at.until("no bundle yet")
        await at.press(*"/nowhere.hubb", "enter")
        await at.until("/nowhere.hubb: No such file")

    await at_console(way, story)


async def test_a_stick_that_is_plugged_in_later_shows_by_itself(to: To, clock: MovedClock) -> None:
    rows: list[Row] = []

    async def story(at: Visit) -> None:
        shelf = Shelf(lambda: list(rows), "bundle", "no stick")
        screen = PickScreen("Import", "Which?", shelf, "take it", errand(at))
        await at.app.push_screen(screen)
        await at.until("no stick")
        rows.append(Row(Path("/media/KINGSTON/a.hubb"), "a.hubb", "KINGSTON"))
        await at.until("1 bundle", "KINGSTON")

    await at_console(to(RECORDER), story)


async def test_a_stick_that_never_answers_holds_up_nothing(to: To) -> None:
    never = Event()

    async def story(at: Visit) -> None:
        def dead() -> list[Row]:
            never.wait()
            return []

        screen = PickScreen("Import", "Which?", Shelf(dead, "no"), "take it", errand(at))
        await at.app.push_screen(screen)
        await at.until("looking")
        await at.press(*"/a.hubb", "enter")
        assert await screen.answer == Path("/a.hubb")
        at.desk.do(discussion.set_lead, "MH")
        at.desk.settle()
        assert at.desk.pending == 0

    await at_console(to(RECORDER), story)  # and the console ends
    never.set()


async def test_what_lasts_shows_how_far_it_is_and_marks_wait_for_it(to: To) -> None:
    async def story(at: Visit) -> None:
        there, go_on = errand(at), Event()
        telling = TellingScreen("Import", "A large one", (), "go", there)
        asking = there.ask(telling)
        at.app.run_worker(asking)
        await at.until("A large one")

        def task(record: object) -> None:
            there.progress(1, 2)
            go_on.wait()

        working = at.app.run_worker(there.do("Taking it in", task))
        shown = await at.until("Taking it in")
        assert "▕████████████████████░░░░░░░░░░░░░░░░░░░░▏" in shown
        at.desk.do(discussion.set_lead, "MH")
        assert at.desk.pending == 1
        go_on.set()
        await working.wait()
        at.desk.settle()
        assert at.desk.pending == 0

    await at_console(to(RECORDER), story)


async def test_an_export_goes_to_the_outbox_when_there_is_no_stick(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.command("exp")
        shown = await at.until("2 of 2 stations")
        assert "✓ B-2 chair" in shown
        await at.press("space", "down", "space", "enter")
        await at.until("Tick one station at least")
        await at.press("space", "enter")
        await at.until("For City laptop", "the outbox folder")
        await at.press("end", "enter")
        shown = await at.until("It is safe to remove the stick.")
        assert "for City laptop" in shown
        assert "everything:" in shown
        await at.press("enter")
        await at.until("ROSTER")

    way = to(RECORDER)
    await at_console(way, story)
    assert [path.name for path in way.places.outbox.iterdir()] == [
        "hubb-B-2-laptop-20261123-1.hubb"
    ]


async def test_a_place_that_is_not_there_is_said_and_another_can_be_named(to: To) -> None:
    async def story(at: Visit) -> None:
        await at.command("exp")
        await at.until("2 of 2 stations")
        await at.press("enter")
        await at.until("the outbox folder")
        await at.press(*"/no/where", "enter")
        await at.until("/no is not there", "the outbox folder")

    await at_console(to(RECORDER), story)


async def test_nobody_enrolled_is_told_what_to_do(town: Path, clock: MovedClock) -> None:
    async def story(at: Visit) -> None:
        peers = at.way.opened().record.exchange
        for peer in peers.peers():
            peers.revoke(peer, clock.now())
        await at.command("exp")
        await at.until("No station is enrolled that could open this bundle.")
        await at.press("escape")
        await at.until("ROSTER")

    await at_console(Way(town, OTHER, clock), story)


async def test_a_console_that_only_watches_exchanges_nothing(to: To) -> None:
    async def story(at: Visit) -> None:
        for command in ("import", "export", "stations", "conflicts"):
            await at.command(command)
            await at.until("here it can only be watched")

    await at_console(to(CHAIR, watching=True), story)


async def test_the_demo_exchanges_nothing(to: To) -> None:
    way = to(RECORDER)
    app = ConsoleApp(way, Look(Settings(), demo=True))
    async with app.run_test(size=(80, 24)) as pilot:
        at = Visit(app, pilot, way)
        await at.until("ROSTER")
        for command in ("import", "export", "stations", "conflicts"):
            await at.command(command)
            await at.until("The demo exchanges nothing.")
    at.desk.close()
