from threading import Event

from textual import events

from hub_console.console.screens.unlock import UnlockScreen
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

SMALLEST = (80, 24)
PHRASE = "copper kettle on tuesday"


class NotThis(Exception):
    pass


def opens(passphrase: str) -> str:
    if passphrase != PHRASE:
        raise NotThis(f"{HOSTILE}\x1b[2J opens nothing here. Try again.")
    return "the table"


async def settled(app: Stand) -> None:
    """Wait for the thread that opens."""
    for worker in list(app.workers):
        await worker.wait()


async def test_the_passphrase_opens_the_table() -> None:
    app = Stand(UnlockScreen("B-2 Roxbury", opens, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        assert "B-2 Roxbury" in text_of(app)
        await spell(pilot, PHRASE)
        assert PHRASE not in text_of(app)
        await press(pilot, "enter")
        await settled(app)
        await pilot.pause()

    assert app.answer == "the table"


async def test_a_wrong_one_is_told_and_asked_for_again() -> None:
    app = Stand(UnlockScreen("B-2 Roxbury", opens, NotThis))
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
    app = Stand(UnlockScreen("B-2 Roxbury", opens, NotThis))
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

    app = Stand(UnlockScreen("B-2 Roxbury", slowly, NotThis))
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
    app = Stand(UnlockScreen("B-2 Roxbury", opens, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        app.pop_screen()
        app.push_screen(UnlockScreen("B-2 Roxbury", opens, NotThis), app._take)
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

    app = Stand(UnlockScreen("B-2 Roxbury", slowly, NotThis))
    async with app.run_test(size=SMALLEST) as pilot:
        assert app.answer is UNANSWERED
        await write(pilot, PHRASE, "enter")
        await press(pilot, "escape")
        left.set()
        await settled(app)
        await pilot.pause()

    assert app.answer is None


async def test_in_ascii_it_is_all_ascii() -> None:
    app = Stand(UnlockScreen("B-2 Roxbury", opens, NotThis, ascii=True))
    async with app.run_test(size=SMALLEST) as pilot:
        await write(pilot, "copper")
        assert "******" in text_of(app)
        assert text_of(app).isascii()
