"""The console's own themes; Textual's reach no contrast that a projected room can read."""

from typing import Any

from textual.app import App
from textual.theme import Theme

DEFAULT = "dark"

PREFIX = "hub-"
"""Before the names that the settings use, so that none is taken for one of Textual's."""


def _theme(name: str, *, dark: bool, **inks: str) -> Theme:
    """A theme from its inks.

    Args:
        name: What the settings call it.
        dark: Whether the ground is dark.
        inks: ``ground``, ``ink`` for text, ``bright`` for what the room decides by, ``dim``,
            ``accent``, ``rule`` for frames, ``row`` behind the live row, ``on_time``, ``wrap_up``,
            and ``over`` with ``over_ink`` on it; where these cannot be read on the ground,
            ``wrap_up_ink`` on ``wrap_up_ground``, and ``over_drawn`` for digits and bars.
    """
    ground, ink, accent = inks.pop("ground"), inks["ink"], inks.pop("accent")
    return Theme(
        name=PREFIX + name,
        primary=accent,
        secondary=accent,
        accent=accent,
        foreground=ink,
        background=ground,
        surface=ground,
        panel=ground,
        warning=inks["wrap_up"],
        error=inks["over"],
        success=inks["on_time"],
        dark=dark,
        text_alpha=1.0,
        variables={
            "on-accent": ground,
            "alert": "#F0E442",
            "on-alert": "#0B0E11",
            "wrap-up-ink": inks["wrap_up"],
            "wrap-up-ground": ground,
            "over-drawn": inks["over"],
            **{key.replace("_", "-"): colour for key, colour in inks.items()},
        },
    )


THEMES = (
    _theme(
        "dark",
        dark=True,
        ground="#0B0E11",
        ink="#D8DCE0",
        bright="#FFFFFF",
        dim="#A0A0A0",
        accent="#56B4E9",
        rule="#59636E",
        row="#111D27",
        on_time="#56B4E9",
        wrap_up="#F0E442",
        over="#E18B47",
        over_ink="#0B0E11",
    ),
    _theme(
        "light",
        dark=False,
        ground="#FBFBF8",
        ink="#24292E",
        bright="#000000",
        dim="#4A4F55",
        accent="#003C8F",
        rule="#6A727A",
        row="#EEF2F7",
        on_time="#003C8F",
        wrap_up="#2E2600",
        wrap_up_ink="#141000",
        wrap_up_ground="#F0E442",
        over="#E18B47",
        over_ink="#000000",
        over_drawn="#8A2F00",
    ),
    _theme(
        "contrast",
        dark=True,
        ground="#000000",
        ink="#FFFFFF",
        bright="#FFFFFF",
        dim="#D0D0D0",
        accent="#00FFFF",
        rule="#C0C0C0",
        row="#00005F",
        on_time="#FFFFFF",
        wrap_up="#FFFF00",
        over="#FFFFFF",
        over_ink="#000000",
    ),
    _theme(
        "traffic",
        dark=True,
        ground="#0B0E11",
        ink="#D8DCE0",
        bright="#FFFFFF",
        dim="#A0A0A0",
        accent="#56B4E9",
        rule="#59636E",
        row="#111D27",
        on_time="#4FD08A",
        wrap_up="#F0E442",
        over="#FF7B6B",
        over_ink="#0B0E11",
    ),
)
"""Every theme, in the order in which the palette goes through them."""

NAMES = tuple(theme.name.removeprefix(PREFIX) for theme in THEMES)


def install(app: App[Any], name: str = DEFAULT) -> None:
    """Make the themes known to an app, and show one of them."""
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = PREFIX + (name if name in NAMES else DEFAULT)
