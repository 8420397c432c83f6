"""The buttons for the grades, and for how sure you are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from textual.content import Content

from quizapp.days import Duration
from quizapp.model import Grade, Sureness
from quizapp.tui.draw import Part, clickable, line
from quizapp.tui.kinds import Room

WIDTH = 20
"""Cells of a button if there is room."""
MEANINGS = {
    Grade.AGAIN: "Again: I did not know it",
    Grade.HARD: "Hard: with effort",
    Grade.GOOD: "Good: I knew it",
    Grade.EASY: "Easy: at once",
}
"""What each grade means."""


def grade_lines(
    spans: Mapping[Grade, Duration], proposed: Grade, room: Room, *, can_claim: bool
) -> list[Content]:
    """The grades, each with the time until the card comes back; Enter takes the filled
    one.

    `can_claim` adds a button for “I was right”.
    """
    if len(spans) == 1:
        labels = [(f"⏎ {grade.label}", grade) for grade in spans]
    else:
        labels = [
            (f"{'▸ ' if grade is proposed else ''}{grade.value} {grade.label}", grade)
            for grade in spans
        ]
    faces: list[tuple[str, Duration | None, str, bool]] = [
        (label, spans[grade], f"screen.grade({grade.value})", grade is proposed)
        for label, grade in labels
    ]
    if can_claim and len(spans) == 1:
        faces.append(("w I was right", None, "screen.claim", False))
    lines = _buttons(faces, room)
    if len(spans) > 1 and room.explains_grades:
        text = "   ".join(MEANINGS[grade] for grade in spans)
        if len(text) <= room.text_width:
            lines += [Content("")] if room.is_tall else []
            lines.append(line("  ", (text, "$quiet")))
    return lines


def sureness_lines(room: Room) -> list[Content]:
    """How sure the learner is, asked before the verdict."""
    faces = [
        (f"{sure.value} {sure.label}", None, f"screen.sure({sure.value})", False)
        for sure in Sureness
    ]
    return [line("  ", ("How sure are you?", "bold")), *_buttons(faces, room)]


def _buttons(
    faces: Sequence[tuple[str, Duration | None, str, bool]], room: Room
) -> list[Content]:
    """Buttons side by side: label, interval, action, whether Enter takes it. Intervals
    are written out if they fit."""
    count = len(faces)
    gap = 2 if count < len(Grade) else 1
    width = min(WIDTH, (room.text_width - gap * (count - 1)) // count)
    for spell in (attrgetter("in_words"), str, lambda _: ""):
        parts = [
            line((label, "bold"), f"  {spell(span)}" if span else "")
            for label, span, _, _ in faces
        ]
        if all(part.cell_length + 2 <= width for part in parts):
            break
    if any(part.cell_length > width for part in parts):
        width, gap = 0, 1
    rows: list[list[Part]] = [[] for _ in range(3 if room.is_tall else 1)]
    for part, (_, _, action, is_taken) in zip(parts, faces, strict=True):
        style = room.button_style if is_taken else "on $cursor"
        space = max(0, width - part.cell_length)
        face = part.pad_left(space // 2).pad_right(space - space // 2)
        for number, row in enumerate(rows):
            is_face = number == len(rows) // 2
            piece = face if is_face else Content(" " * face.cell_length)
            row += [
                " " * gap if row else "",
                clickable(piece.stylize_before(style), action),
            ]
    return [line("  ", *row) for row in rows]
