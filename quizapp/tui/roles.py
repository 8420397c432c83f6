"""The colours of quizapp: a few roles, each with one meaning, and our two themes.

Our themes give the roles by hand. For any other theme they are computed, because a
theme promises nothing about contrast: each role starts as the theme's colour and moves
towards white or black, a little at a time, until it can be read on every background.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

READABLE = 4.5
"""The contrast that WCAG (level AA) asks of text."""
BACKGROUNDS = ("background", "surface", "panel")
TEXT = {
    "ink": "foreground",  # what is said
    "work": "text-primary",  # waiting: due and new
    "right": "text-success",  # right, learned
    "close": "text-warning",  # close, being learned
    "wrong": "text-error",  # wrong
}
"""Each role of text with the variable of the theme that it starts from."""
VERDICTS = ("right", "close", "wrong")
HEAT = (0.3, 0.5, 0.75, 1.0)
"""How much of `$right` the four steps of the year have."""
ANSI = {
    "ink": "ansi_default",
    "quiet": "ansi_default",
    "work": "ansi_blue",
    "right": "ansi_green",
    "close": "ansi_yellow",
    "wrong": "ansi_red",
    **{f"{verdict}-band": "transparent" for verdict in VERDICTS},
    "cursor": "transparent",
    "fill": "ansi_blue",
    "on-fill": "ansi_bright_white",
    "mark": "ansi_default",
    "rule": "ansi_default",
    **{f"heat-{step}": "ansi_green" for step in (1, 2, 3, 4)},
}
"""The roles in the terminal's own colours."""
NIGHT = Theme(
    "quizapp-night",
    dark=True,
    background="#12151c",
    surface="#191d26",
    panel="#191d26",
    foreground="#e9e6df",
    primary="#3d6fdb",
    secondary="#5b6478",
    accent="#86b0ff",
    success="#8bd59b",
    warning="#f2b872",
    error="#ff8c8c",
    variables={
        "ink": "#e9e6df",
        "quiet": "#9aa1b1",
        "work": "#86b0ff",
        "right": "#8bd59b",
        "close": "#f2b872",
        "wrong": "#ff8c8c",
        "right-band": "#1b2b26",
        "close-band": "#2f2822",
        "wrong-band": "#33212a",
        "cursor": "#252b39",
        "fill": "#3a6bd6",
        "on-fill": "#ffffff",
        "mark": "#aab3c8",
        "rule": "#363d4c",
        "heat-1": "#27493a",
        "heat-2": "#3d7152",
        "heat-3": "#5fa176",
        "heat-4": "#8bd59b",
    },
)
PAPER = Theme(
    "quizapp-paper",
    dark=False,
    background="#fdfbf6",
    surface="#f5f1e8",
    panel="#f5f1e8",
    foreground="#22252e",
    primary="#2560cc",
    secondary="#7b8190",
    accent="#1f5bc4",
    success="#1b7440",
    warning="#8f5200",
    error="#b8283a",
    variables={
        "ink": "#22252e",
        "quiet": "#626774",
        "work": "#1f5bc4",
        "right": "#1b7440",
        "close": "#8f5200",
        "wrong": "#b8283a",
        "right-band": "#e3f2e3",
        "close-band": "#faecd2",
        "wrong-band": "#fbe4e2",
        "cursor": "#ece8dc",
        "fill": "#2560cc",
        "on-fill": "#ffffff",
        "mark": "#565c6b",
        "rule": "#d3ccbc",
        "heat-1": "#c4e3c8",
        "heat-2": "#8cc79b",
        "heat-3": "#4b9f68",
        "heat-4": "#1b7440",
    },
)
THEMES = (*BUILTIN_THEMES, NIGHT.name, PAPER.name)
"""The names of all themes."""


def roles(theme: Mapping[str, str]) -> Mapping[str, str]:
    """The roles as TCSS variables, computed from a theme's own variables.

    Nothing for our themes, which hold them already.
    """
    if theme["background"].startswith("ansi"):
        return ANSI
    if "on-fill" in theme:
        return {}
    backgrounds = [Color.parse(theme[name]) for name in BACKGROUNDS]
    ink = Color.parse(theme["foreground"]).with_alpha(1)
    cursor = backgrounds[1].blend(ink, 0.12)
    under_text = [*backgrounds, cursor]
    found = {
        role: _readable(Color.parse(theme[name]), under_text)
        for role, name in TEXT.items()
    }
    for verdict in VERDICTS:
        band = backgrounds[0].blend(found[verdict], 0.16)
        found[f"{verdict}-band"] = band
        found[verdict] = _readable(found[verdict], [*under_text, band])
    bands = [found[f"{verdict}-band"] for verdict in VERDICTS]
    found["ink"] = _readable(found["ink"], [*under_text, *bands])
    found["quiet"] = _quiet(found["ink"], [*under_text, *bands])
    found["cursor"] = cursor
    found["fill"], found["on-fill"] = _filled(Color.parse(theme["primary"]))
    found["mark"] = backgrounds[0].blend(found["ink"], 0.7)
    found["rule"] = backgrounds[0].blend(found["ink"], 0.22)
    for step, share in enumerate(HEAT, 1):
        found[f"heat-{step}"] = backgrounds[0].blend(found["right"], share)
    return {role: colour.hex for role, colour in found.items()}


def with_roles(theme: Mapping[str, str]) -> dict[str, str]:
    """A theme's variables with the roles, also for the rows of Textual's own lists."""
    found = {**theme, **roles(theme)}
    for name in ("block-cursor", "block-cursor-blurred"):
        found[f"{name}-background"] = found["cursor"]
        found[f"{name}-foreground"] = found["ink"]
    return found


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1)."""
    linear = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    weights = (0.2126, 0.7152, 0.0722)
    return sum(weight * part for weight, part in zip(weights, linear, strict=True))


def _worst(colour: Color, backgrounds: Sequence[Color]) -> float:
    return min(contrast(colour, background) for background in backgrounds)


def _readable(colour: Color, backgrounds: Sequence[Color]) -> Color:
    """The colour nearest to `colour` that can be read on all backgrounds."""
    ends = (Color(255, 255, 255), Color(0, 0, 0))
    end = max(ends, key=lambda each: _worst(each, backgrounds))
    start = colour.with_alpha(1)
    steps = (start.blend(end, step / 20) for step in range(21))
    return next((each for each in steps if _worst(each, backgrounds) >= READABLE), end)


def _filled(fill: Color) -> tuple[Color, Color]:
    """The background of a button, and the text on it: white if that is readable."""
    white, black = Color(255, 255, 255), Color(0, 0, 0)
    for share in (0, 0.05, 0.1, 0.15):
        darker = fill.with_alpha(1).blend(black, share)
        if contrast(white, darker) >= READABLE:
            return darker, white
    return fill.with_alpha(1), black


def _quiet(ink: Color, backgrounds: Sequence[Color]) -> Color:
    """Ink, as faint as can still be read."""
    for share in (0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05):
        quiet = ink.blend(backgrounds[0], share)
        if _worst(quiet, backgrounds) >= READABLE:
            return quiet
    return ink
