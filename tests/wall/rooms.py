"""Moments of a meeting, as the wall shows them."""

from collections.abc import Callable, Mapping

from hub_console.meeting.acts import discussion, floor, wall
from hub_console.wall.view import WallView
from tests.console import scenes
from tests.console.scenes import Room
from tests.wall.stage import view_of


def at_filter_two() -> Room:
    """The next one is presented, and codes are marked."""
    room = scenes.in_the_midst().do(floor.begin_next)
    for code in ("drb", "hna"):
        room.do(discussion.pick_code, "risk_factors", code)
    return room.at(40)


def planning() -> Room:
    return scenes.in_the_midst().do(discussion.pass_filter)


def rejected() -> Room:
    return scenes.in_the_midst().do(discussion.reject, "single-agency")


def in_full() -> Room:
    return scenes.in_the_midst().do(wall.next_detail).do(wall.next_detail)


def counted() -> Room:
    return scenes.in_the_midst().do(wall.next_detail)


def over() -> Room:
    return scenes.in_the_midst().at(41.9)


def paused() -> Room:
    return scenes.in_the_midst().do(floor.toggle_pause)


def blank() -> Room:
    return scenes.in_the_midst().do(wall.blank_wall)


VIEWS: Mapping[str, Callable[[], WallView]] = {
    "check-in-before": lambda: view_of(scenes.planned(), "check-in"),
    "check-in": lambda: view_of(scenes.opening(), "check-in"),
    "check-in-sixty": lambda: view_of(scenes.in_the_midst(60, 30), "check-in"),
    "report-backs": lambda: view_of(scenes.opening(), "report-backs"),
    "before": lambda: view_of(scenes.planned(), "situation"),
    "standing": lambda: view_of(scenes.opening(), "situation"),
    "filter-2": lambda: view_of(at_filter_two()),
    "filter-3": lambda: view_of(scenes.in_the_midst()),
    "filter-4": lambda: view_of(planning()),
    "rejected": lambda: view_of(rejected()),
    "full": lambda: view_of(in_full()),
    "count": lambda: view_of(counted()),
    "over": lambda: view_of(over()),
    "timer": lambda: view_of(scenes.in_the_midst(), "timer only"),
    "timer-paused": lambda: view_of(paused(), "timer only"),
    "timer-over": lambda: view_of(over(), "timer only"),
    "blank": lambda: view_of(blank()),
}
"""Each view, and what it shows at each filter."""
