"""The console when the room sees it: the scene with what the room may see, and no more."""

from dataclasses import replace

from hub_console.console.views import (
    Choice,
    EventLine,
    LineView,
    ListView,
    ModeView,
    NormalView,
    ReadBackLine,
    ReadBackView,
    Said,
    Scene,
    TagsView,
    Tone,
    WhichKeyView,
)
from hub_console.meeting.seen import seen_table

HIDDEN = "marked; not shown while this screen is projected"
DOT = "•"


def as_projected(scene: Scene) -> Scene:
    """A scene as the room may see it: no note, nothing that is typed, no mark in words."""
    events = tuple(EventLine(each.at, HIDDEN, each.pending) for each in scene.events[:1])
    return replace(
        scene,
        table=seen_table(scene.table) if scene.table else None,
        events=events,
        mode=_mode(scene.mode, scene.mode_name),
        said=_said(scene.said, scene.mode),
        projected=True,
    )


def _mode(mode: ModeView, name: str) -> ModeView:
    match mode:
        case LineView():
            return replace(mode, value=DOT * len(mode.value), suspects=())
        case ListView():
            choices = tuple(
                Choice(c.code, c.title, hint=c.hint, label=c.label) for c in mode.choices
            )
            typed = DOT * len(mode.query)
            return replace(mode, query=typed, choices=choices, picked=(), title=name)
        case WhichKeyView():
            return replace(mode, title=name)
        case ReadBackView():
            lines = tuple(
                ReadBackLine(each.place, each.number, "", "", "", None, False)
                for each in mode.lines
            )
            return replace(mode, lines=lines, missing=(), rare=())
        case NormalView() | TagsView():
            return mode


def _said(said: Said | None, mode: ModeView) -> Said | None:
    """What is said unless it may repeat a mark, or what was typed."""
    if said is None or said.tone is Tone.TROUBLE:
        return said
    if said.tone is Tone.REFUSED and not isinstance(mode, LineView | ListView):
        return said
    return replace(said, text="Done.") if said.tone is Tone.DONE else None
