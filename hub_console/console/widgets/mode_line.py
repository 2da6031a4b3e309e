"""The mode line: what the keys do now, and what was just said."""

from dataclasses import dataclass

from textual.content import Content

from hub_console.console import shapes
from hub_console.console.text import line, literal, spread
from hub_console.console.views import NormalView, Scene, TagsView, Tone
from hub_console.console.widgets.key_names import hints_within
from hub_console.console.widgets.painted import Page, Painted


@dataclass(frozen=True, slots=True)
class ModeLineView:
    """What the mode line shows.

    Attributes:
        mode: The word.
        normal: Whether keys act on the live item.
        typed: What was typed of a tag; None where none is typed.
        sentence: What the keys do, or what was said.
        tone: How it was said.
        hints: What can be pressed.
        trouble: Why marks cannot be written; the sentence gives way to it unless it is one itself.
    """

    mode: str
    normal: bool
    typed: str | None
    sentence: str
    tone: Tone
    hints: str
    trouble: str


class ModeLine(Painted[ModeLineView]):
    """The last line."""

    def view_of(self, scene: Scene) -> ModeLineView:
        """The part of the scene that the mode line shows."""
        mode, said = scene.mode, scene.said
        hints, typed = "", None
        if isinstance(mode, TagsView):
            hints, typed = mode.hints, mode.prefix
        default = _default(scene) + _conflicts(scene) + _blank(scene)
        sentence = said.text if said else "" if typed is not None else default
        return ModeLineView(
            scene.mode_name,
            isinstance(mode, NormalView),
            typed,
            sentence,
            said.tone if said else Tone.PLAIN,
            hints,
            "" if said and said.tone is Tone.TROUBLE else scene.trouble,
        )

    def page_of(self, view: ModeLineView, width: int, height: int) -> Page:
        """The mode, the sentence, and trouble at the end of the line."""
        ink = "bold $accent on $row" if view.normal else "bold $on-accent on $accent"
        chip = literal(f" {view.mode} ", ink)
        parts: list[Content] = [literal(" "), chip, literal("  ")]
        if view.typed is not None:
            parts += [literal(view.typed, "bold $bright"), literal("_", "bold $accent")]
            parts.append(literal("  "))
        if view.sentence:
            parts.append(_said(view.sentence, view.tone))
        trouble = literal("")
        if view.trouble:
            trouble = literal(f" {shapes.URGENT} {view.trouble} ", "bold $over-ink on $over")
        if view.hints:
            parts.append(literal("   " if view.sentence else ""))
            taken = sum(part.cell_length for part in parts)
            parts.append(hints_within(view.hints, width - taken - trouble.cell_length - 1))
        return Page((spread(line(*parts), trouble, width),))


def _said(sentence: str, tone: Tone) -> Content:
    match tone:
        case Tone.DONE:
            return line((f"{shapes.DONE} ", "bold $accent"), (sentence, "$bright"))
        case Tone.REFUSED:
            return line((f"{shapes.STOPPED} {sentence}", "bold $wrap-up"))
        case Tone.TROUBLE:
            return line((f" {shapes.URGENT} {sentence} ", "bold $over-ink on $over"))
        case Tone.PLAIN:
            return literal(sentence)


def _default(scene: Scene) -> str:
    """What the keys act on while nothing was said."""
    live = scene.table.live if scene.table else None
    meeting = scene.table.meeting if scene.table else None
    if meeting is not None and meeting.closed is not None and live is None:
        return f"closed and sealed: {scene.sealed}" if scene.sealed else "closed"
    if scene.table is None or live is None:
        return "no item is live" if isinstance(scene.mode, NormalView) else ""
    situation = scene.table.situation_of(live)
    named = (situation.number or "a new situation") if situation else live.title
    item = f"item {live.position} · {named}"
    if not isinstance(scene.mode, NormalView):
        return item
    if not scene.table.amending:
        return f"keys act on {item}"
    palette = scene.keys.get("palette")
    return f"amending {item}" + (f"   {palette} close ends it" if palette else "")


def _blank(scene: Scene) -> str:
    """That the room sees nothing, and the key that ends it; after a lock it is easily forgotten."""
    key = scene.keys.get("show")
    if key is None or not isinstance(scene.mode, NormalView):
        return ""
    return f"   the wall is blank: {key} shows it" if scene.table and scene.table.paused else ""


def _conflicts(scene: Scene) -> str:
    """How many conflicts wait for somebody to choose; they wait quietly."""
    if not scene.conflicts or not isinstance(scene.mode, NormalView):
        return ""
    counted = "1 conflict" if scene.conflicts == 1 else f"{scene.conflicts} conflicts"
    return f"   {shapes.CONFLICT} {counted} to choose"
