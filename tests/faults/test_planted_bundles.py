"""What was said of a rejected situation is nowhere, once the closing has come to all."""

from pathlib import Path

from hub_console.meeting.acts import discussion
from tests.faults import planted_bundles
from tests.record.exchange.laptops import Laptop
from tests.record.exchange.test_taking import a_meeting_on
from tests.record.keeping import KEY

RUNS = 10


def test_nobody_who_heard_of_it_holds_it() -> None:
    assert set(planted_bundles.losses_of_bundles(RUNS)) == {""}


def test_what_is_not_erased_would_be_found(tmp_path: Path) -> None:
    laptop = a_meeting_on(Laptop(tmp_path / "table.hub", "recorder"))
    laptop.do(discussion.write_note, "zebrafinch")
    for _ in range(2):
        pages = b"".join(planted_bundles.plain_pages(laptop.path, KEY))
        assert b"zebrafinch" in pages
        laptop.record.close()
    assert b"zebrafinch" not in laptop.path.read_bytes()
