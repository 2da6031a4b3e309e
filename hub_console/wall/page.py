"""The one widget of the wall: the view that is on, painted line by line."""

from collections.abc import Callable, Mapping

from textual.content import Content

from hub_console.console.text import fit
from hub_console.console.widgets.painted import Page, Painted
from hub_console.wall.pages import blank_page, check_in_page, report_backs_page, timer_page
from hub_console.wall.situation_page import situation_page
from hub_console.wall.view import WallView

PAGES: Mapping[str, Callable[[WallView, int, int], list[Content]]] = {
    "check-in": check_in_page,
    "report-backs": report_backs_page,
    "situation": situation_page,
    "timer only": timer_page,
}


class WallPage(Painted[WallView]):
    """Shows what the wall paints."""

    DEFAULT_CSS = "WallPage { width: 100%; height: 100%; }"

    def page_of(self, view: WallView, width: int, height: int) -> Page:
        """The page of the view that is on."""
        page = blank_page if view.frame.blank else PAGES.get(view.view, timer_page)
        return Page(tuple(fit(row, width) for row in page(view, width, height)))
