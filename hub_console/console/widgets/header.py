"""The header: the table, the time, what is saved, what the wall shows, who sits here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from hub_console.console import times
from hub_console.console.text import cut, fit, line, literal
from hub_console.console.views import Scene
from hub_console.console.widgets.painted import Page, Painted
from hub_console.desk.wall_feed import WallSeen
from hub_console.meeting.agenda import Meeting


@dataclass(frozen=True, slots=True)
class HeaderView:
    """What the header shows."""

    table: str
    day: date
    time: str
    saved: str
    saving: bool
    trouble: str
    wall: tuple[str, ...]
    blank: bool
    remark: tuple[str, ...]
    place: str
    role: str
    undo: int
    demo: bool
    watching: bool
    amending: bool
    projected: bool


class Header(Painted[HeaderView]):
    """The first line: what the recorder must never be wrong about."""

    def view_of(self, scene: Scene) -> HeaderView:
        """The part of the scene that the header shows."""
        meeting = scene.table.meeting if scene.table else None
        return HeaderView(
            table=scene.table.home.name if scene.table else "",
            day=scene.now.astimezone().date(),
            time=times.second(scene.now),
            saved=times.second(scene.saved),
            saving=scene.pending > 0,
            trouble=scene.trouble,
            wall=_wall(meeting),
            blank=meeting is not None and meeting.wall_blank,
            remark=() if scene.projected else _remark(scene.wall),
            place=_place(scene),
            role=scene.role,
            undo=scene.undo,
            demo=scene.demo,
            watching=scene.watching,
            amending=scene.table is not None and scene.table.amending,
            projected=scene.projected,
        )

    def page_of(self, view: HeaderView, width: int, height: int) -> Page:
        """The roomiest wording that fits."""
        left, right = [literal("")], literal("")
        for left, right in _wordings(view):
            needed = sum(part.cell_length for part in left) + 2 * len(left) + right.cell_length
            if needed <= width:
                break
        return Page((_spaced(left, right, width),))


def _wordings(view: HeaderView) -> Iterator[tuple[list[Content], Content]]:
    """The header in fewer and fewer words."""
    chips = [literal(f" {chip} ", "bold $on-accent on $accent") for chip in _chips(view)]
    name = line((" HUB", "bold $accent"), (f" {view.table}", "bold $bright"))
    short_name = line((" HUB", "bold $accent"), (" " + view.table.split(" ")[0], "bold $bright"))
    clock = literal(view.time, "bold $bright")
    dated = line((times.day(view.day) + "  ", ""), clock)
    undo = line(("undo ", "$dim"), (str(view.undo), "")) if view.undo else literal("")
    role = line(("role ", "$dim"), view.role)
    saved, place = _saved(view), line(("item ", "$dim"), view.place) if view.place else literal("")
    full, brief = _on_the_wall(view, 3), _on_the_wall(view, 1)
    end = line(undo, " ")
    yield [name, *chips, dated, saved, full, role], end
    yield [name, *chips, dated, saved, _on_the_wall(view, 2), role], end
    yield [short_name, *chips, dated, saved, _on_the_wall(view, 2)], end
    yield [short_name, *chips, clock, saved, full, place], end
    yield [short_name, *chips, clock, saved, _on_the_wall(view, 2), place], end
    yield [short_name, *chips, clock, saved, _on_the_wall(view, 2)], end
    yield [short_name, *chips, clock, saved, brief], end
    yield [literal(""), *chips, clock, saved, brief], literal("")


def _chips(view: HeaderView) -> list[str]:
    chips = (
        ("DEMO", view.demo),
        ("PROJECTED", view.projected),
        ("WATCHING", view.watching),
        ("AMENDING", view.amending),
    )
    return [chip for chip, on in chips if on]


def _saved(view: HeaderView) -> Content:
    if view.trouble:
        return literal(" NOT SAVED ", "bold $over-ink on $over")
    if view.saving:
        return literal(f"{'saving…':<14}", "bold $wrap-up")
    if view.saved == "–":
        return literal("nothing to save", "$dim")
    return line(("saved ", "$dim"), view.saved)


def _on_the_wall(view: HeaderView, words: int) -> Content:
    label = ("WALL ", "$dim")
    if not view.wall:
        return line(label, ("–", "$dim"))
    remark = literal("")
    if view.remark:
        said = view.remark[0 if words > 1 else 1]
        remark = line(" ", (f" {said} ", "bold $wrap-up-ink on $wrap-up-ground"))
    if view.blank:
        return line(label, (" BLANK ", "bold $on-alert on $alert"), remark)
    shown = view.wall[: words - 1]
    return line(label, ("live", "bold $bright"), (" " + ", ".join(shown) if shown else ""), remark)


def _remark(seen: WallSeen | None) -> tuple[str, ...]:
    """What the recorder must know of the wall itself, in words and in a word."""
    if seen is None:
        return ()
    if not seen.running:
        return "NO WALL", "NONE"
    if seen.lags:
        return "LAGS", "LAGS"
    return (f"READS TO {seen.short_of}".replace(" of ", " OF "), "SMALL") if seen.short_of else ()


def _wall(meeting: Meeting | None) -> tuple[str, ...]:
    """What the wall shows: the view, and how much of the factors."""
    return (meeting.shown_view, meeting.wall_detail) if meeting else ()


def _place(scene: Scene) -> str:
    live = scene.table.live if scene.table else None
    return f"{live.position}/{len(scene.table.agenda)}" if scene.table and live else ""


def _spaced(parts: list[Content], right: Content, width: int) -> Content:
    """The parts with even gaps between them, and one at the right end."""
    parts = [part for part in parts if part]
    room = width - right.cell_length
    free = room - sum(part.cell_length for part in parts) - 2
    gap = max(1, min(4, free // max(1, len(parts) - 1))) if parts else 1
    left = literal(" " * gap).join(parts)
    return line(fit(cut(left, room), room), right)
