from contextlib import suppress
from datetime import timedelta
from threading import Event

from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from hub_console.console.screens.unlock import UnlockScreen
from hub_console.record import RecordError
from hub_console.record.recovery import new_recovery_key, recovery_bytes
from tests.console.picture import text_of
from tests.console.screens.stages import (
    HOSTILE,
    UNANSWERED,
    Stand,
    cut_off,
    entry_with_focus,
    press,
    spell,
    write,
)
from tests.desks import MovedClock

SMALLEST = (80, 24)
PHRASE = "copper kettle on tuesday"


class NotThis(Exception):
    pass


def opens(passphrase: str) -> str:
    if passphrase != PHRASE:
        raise NotThis(f"{HOSTILE}\x1b[2J opens nothing here. Try again.")
    return "the table"


async def settled(app: Stand) -> None:
    """Wait for the thread that opens; the screen may be left as soon as it has spoken."""
    for worker in list(app.workers):
        with suppress(WorkerCancelled):
            await worker.wait()


async def test_the_passphrase_opens_the_table() -> None:
    app = Stand(UnlockScreen("", opens, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        assert "The table is locked." in text_of(app)
        await spell(pilot, PHRASE)
        assert PHRASE not in text_of(app)
        await press(pilot, "enter")
        await settled(app)
        await pilot.pause()

    assert app.answer == "the table"


async def test_a_wrong_one_is_told_and_asked_for_again() -> None:
    app = Stand(UnlockScreen("", opens, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, "copper", "enter")
        await settled(app)
        await pilot.pause()
        assert f"{HOSTILE}␛[2J opens nothing here." in text_of(app).replace("\n", "")
        assert list(cut_off(app)) == []
        assert entry_with_focus(app).value == ""
        await write(pilot, PHRASE, "enter")
        await settled(app)
        await pilot.pause()

    assert app.answer == "the table"


async def test_nothing_typed_is_refused_without_trying() -> None:
    app = Stand(UnlockScreen("", opens, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        await press(pilot, "enter")
        assert "Type the passphrase" in text_of(app)
        assert not list(app.workers)


async def test_it_says_that_it_is_opening_and_tries_once() -> None:
    tried, go = list[str](), Event()

    def slowly(passphrase: str) -> str:
        tried.append(passphrase)
        go.wait(10)
        return "the table"

    app = Stand(UnlockScreen("", slowly, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, PHRASE, "enter")
        assert "opening…" in text_of(app)
        await spell(pilot, "more", "enter")
        go.set()
        await settled(app)
        await pilot.pause()

    assert tried == [PHRASE]
    assert app.answer == "the table"


async def test_keys_from_before_the_first_frame_are_kept() -> None:
    app = Stand(UnlockScreen("", opens, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        app.pop_screen()
        app.push_screen(UnlockScreen("", opens, NotThis), app._take)
        for letter in PHRASE:
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        app.post_message(events.Key("enter", None))
        await pilot.pause()
        await settled(app)
        await pilot.pause()

    assert app.answer == "the table"


async def test_what_is_typed_can_be_seen_on_demand() -> None:
    app = Stand(UnlockScreen(HOSTILE, opens, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        assert HOSTILE in text_of(app)
        await write(pilot, HOSTILE + "\x1b[31m\x00")
        await press(pilot, "ctrl+r")
        assert text_of(app).count(HOSTILE) == 2
        assert "\x1b" not in text_of(app)
        await press(pilot, "ctrl+r")
        assert text_of(app).count(HOSTILE) == 1


async def test_escape_leaves_even_while_it_is_opening() -> None:
    left = Event()

    def slowly(_: str) -> str:
        left.wait(10)
        return "the table"

    app = Stand(UnlockScreen("", slowly, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        assert app.answer is UNANSWERED
        await write(pilot, PHRASE, "enter")
        await press(pilot, "escape")
        left.set()
        await settled(app)
        await pilot.pause()

    assert app.answer is None


async def test_in_ascii_it_is_all_ascii() -> None:
    app = Stand(UnlockScreen("", opens, NotThis, ascii=True))
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, "copper")
        assert "******" in text_of(app)
        assert text_of(app).isascii()


async def test_it_says_how_the_table_came_to_be_locked() -> None:
    said = "Locked at 10:39. The wall is blank. 123 marks are saved."
    app = Stand(UnlockScreen(said, opens, NotThis))
    async with app.run_test(size=SMALLEST):
        assert said in text_of(app)


async def test_after_wrong_tries_it_counts_down_and_keeps_what_is_typed(clock: MovedClock) -> None:
    until = clock.now() + timedelta(seconds=4)

    def wait() -> float:
        return max(0, (until - clock.now()).total_seconds())

    app = Stand(UnlockScreen("", opens, NotThis, wait=wait))
    async with app.run_test(size=SMALLEST) as pilot:
        assert "It was wrong too often. The next try is in 4 seconds." in text_of(app)
        await write(pilot, PHRASE, "enter")
        assert "The next try is in 4 seconds." in text_of(app)
        assert not list(app.workers)
        clock.pass_by(2.5)
        await until_it_says(pilot, "The next try is in 2 seconds.")
        clock.pass_by(0.7)
        await until_it_says(pilot, "The next try is in one second.")
        clock.pass_by(1)
        await until_it_says(pilot, "Forgotten? Type the recovery key")
        await press(pilot, "enter")
        await settled(app)
        await pilot.pause()

    assert app.answer == "the table"


async def test_a_wrong_try_that_must_wait_is_told_with_its_reason() -> None:
    waits = [0.0]

    def opens_later(passphrase: str) -> str:
        waits[0] = 8
        return opens(passphrase)

    app = Stand(UnlockScreen("", opens_later, NotThis, wait=lambda: waits[0]))
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, "copper", "enter")
        await settled(app)
        await pilot.pause()
        said = " ".join(text_of(app).split())
        assert "opens nothing here. Try again. The next try is in 8 seconds." in said
        await spell(pilot, "again", "backspace")
        assert entry_with_focus(app).value == "agai"


async def test_a_mistyped_recovery_key_stays_to_be_mended() -> None:
    key = new_recovery_key(bytes)

    def opens_with_the_key(typed: str) -> bytes:
        return recovery_bytes(typed)

    app = Stand(UnlockScreen("", opens_with_the_key, RecordError))
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, f"1{key[1:]}", "enter")
        await settled(app)
        await pilot.pause()
        assert "Group 1 of the recovery key is mistyped." in text_of(app)
        await press(pilot, "home", "delete", "0", "enter")
        await settled(app)
        await pilot.pause()
        said = " ".join(text_of(app).split())
        assert "Opened with the recovery key. Make a new passphrase today" in said
        assert "hub-console keys change" in said
        assert app.answer is UNANSWERED
        await press(pilot, "enter")

    assert app.answer == bytes(16)


async def until_it_says(pilot: Pilot[None], words: str) -> None:
    """Wait until the screen has counted on."""
    for _ in range(1000):
        if words in text_of(pilot.app):
            return
        await pilot.pause(0.02)
    raise AssertionError(text_of(pilot.app))
