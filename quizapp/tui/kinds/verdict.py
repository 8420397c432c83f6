"""The verdict and its explanation, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from quizapp.cards.judging.normal import normal
from quizapp.cards.questions import KINDS
from quizapp.model import Card, Mark, Question, Value, Verdict
from quizapp.tui.draw import BLANK, Part, hang, line
from quizapp.tui.kinds.form import Form, Room
from quizapp.tui.kinds.letters import Comparison, compare
from quizapp.tui.signs import SIGNS
from quizapp.tui.widgets.prose import fact, has_blocks, inline, quotation

HEADS = {
    Mark.RIGHT: "Right",
    Mark.CLOSE: "Close",
    Mark.WRONG: "Wrong",
    Mark.UNKNOWN: "Didn't know",
}
BANDS = {
    Mark.RIGHT: "on $right-band",
    Mark.CLOSE: "on $close-band",
    Mark.WRONG: "on $wrong-band",
    Mark.UNKNOWN: "on $cursor",
}
"""The background of the first line."""
HINTED = "Hints lowered the suggested grade."
LABEL, WIDEST_LABEL = 12, 16
"""Cells of the labels, at least and at most: a longer one stands out alone."""
COMPARED = 11
"""The same in a narrow window, for texts that are compared letter by letter."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The verdict on an answer, and what goes with it."""

    verdict: Verdict
    related: Card | None = None
    """A card on the same subject."""
    is_graded: bool = True
    """Whether a grade is suggested."""
    leech: str = ""
    """What to do about a leech; empty for any other card."""


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled text below the verdict."""

    label: str
    text: Content
    rank: int
    """Where there is no room for all, the highest rank is cut or left out first."""


@dataclass(frozen=True, slots=True)
class Said:
    """The verdict, wrapped: its head, and below it what explains it."""

    mark: Mark
    room: Room
    head: Sequence[Content]
    blocks: Sequence[tuple[Block, list[Content]]]

    @property
    def _gap(self) -> list[Content]:
        return [] if self.room.is_short or not self.blocks else [BLANK]

    @property
    def rows(self) -> int:
        """How many lines it has if nothing is cut."""
        explained = sum(len(lines) for _, lines in self.blocks)
        return len(self.head) + len(self._gap) + explained

    def lines(self, rows: int) -> list[Content]:
        """The verdict in about `rows` lines: always its head, and as much of the rest
        as fits."""
        gap = self._gap
        shown = _fitting(self.blocks, self.room, rows - len(self.head) - len(gap))
        body = [each for block in shown for each in block]
        if not body:
            gap = []
        style = SIGNS[self.mark][1]
        lines = [line(("▌ ", style), each) for each in [*self.head, *gap, *body]]
        if band := BANDS.get(self.mark):
            for number in range(len(self.head)):
                each = lines[number]
                each = each.pad_right(max(0, self.room.width - each.cell_length))
                lines[number] = each.stylize_before(band)
        return lines


def verdict_said(form: Form, feedback: Feedback, room: Room) -> Said:
    """The verdict on an answer, to be shown in this room."""
    question, verdict = form.question, feedback.verdict
    found = _comparison(question, verdict)
    is_close = verdict.mark is Mark.CLOSE
    head = _head(form, feedback, found if is_close else None, room)
    blocks = _blocks(form, feedback, found)
    widths = (len(block.label) + 2 for block in blocks)
    column = max((width for width in widths if width <= WIDEST_LABEL), default=0)
    column = max(LABEL, column)
    wrapped = [(block, _wrap(block, room, column)) for block in blocks]
    return Said(verdict.mark, room, head, wrapped)


def _head(
    form: Form, feedback: Feedback, found: Comparison | None, room: Room
) -> list[Content]:
    """The mark and the right answer; for a card that was turned over, the answer."""
    verdict, mark = feedback.verdict, feedback.verdict.mark
    if mark is Mark.OPEN:
        answer = BLANK if has_blocks(verdict.answer) else inline(verdict.answer, "bold")
        return list(answer.wrap(room.text_width)) if answer else []
    sign, style = SIGNS[mark]
    answer = BLANK
    if mark in (Mark.WRONG, Mark.UNKNOWN):
        answer = form.right_answer(verdict) or inline(_count(form, verdict))
    elif mark is Mark.RIGHT and _says_more(form.question, verdict):
        answer = form.right_answer(verdict)
    stop = "." if answer else ""
    parts: list[Part] = [(f"{sign} {HEADS[mark]}{stop}", _bold(style))]
    if answer:
        parts += ["  ", answer]
    elif found and found.text:
        parts.append((f"   {found.text}", "$quiet"))
    head = line(*parts)
    if form.question.hints and feedback.is_graded and mark in (Mark.RIGHT, Mark.CLOSE):
        more = line(head, (f"   {HINTED}", "$quiet"))
        if more.cell_length <= room.text_width:
            head = more
    return list(head.wrap(room.text_width))


def _count(form: Form, verdict: Verdict) -> str:
    """How many places are right, where that is all there is to say."""
    is_short = bool(form.question.slots) and "\n" not in verdict.remark
    return verdict.remark if is_short else ""


def _bold(style: str) -> str:
    return f"bold {style}" if style != "$quiet" else "bold"


def _says_more(question: Question, verdict: Verdict) -> bool:
    """Whether a right answer was typed otherwise than the card has it."""
    is_typed = KINDS[question.kind].is_typed and not question.slots
    return is_typed and verdict.given.strip() != verdict.answer


def _comparison(question: Question, verdict: Verdict) -> Comparison | None:
    """What was typed beside what is right, where that helps."""
    card = question.card
    if not (verdict.is_slip or verdict.mark is Mark.WRONG) or question.slots:
        return None
    if not verdict.nearest or card.fields.value is not Value.TEXT:
        return None
    given = verdict.given.strip()
    return compare(given, verdict.nearest, accents=card.rules.accents)


def _blocks(form: Form, feedback: Feedback, found: Comparison | None) -> list[Block]:
    """What explains the verdict, in the order it is shown."""
    blocks: list[Block] = []
    question, verdict = form.question, feedback.verdict
    mark, fields = verdict.mark, question.card.fields
    if found and found.text:
        blocks += [Block("You typed", found.given, 0), Block("Answer", found.answer, 0)]
    elif _needs_answer(form, verdict):
        answer = inline(verdict.nearest or verdict.answer, "bold")
        blocks.append(Block("Answer", answer, 0))
    is_shown = verdict.is_slip and found and found.text
    if verdict.remark and not is_shown and not _count(form, verdict):
        is_choice = mark is Mark.WRONG and question.choices and not question.slots
        label = "You chose" if is_choice else ""
        blocks.append(Block(label, inline(verdict.remark), 2))
    if fields.own_words and not _is_above(fields.own_words, form, verdict):
        blocks.append(Block(*fact(question.card), 1))
    if fields.quote and not _is_above(fields.quote, form, verdict):
        rank = 3 if fields.own_words else 1
        blocks.append(Block(*quotation(question.card), rank))
    if fields.note:
        blocks.append(Block("Note", inline(fields.note), 4))
    if feedback.related:
        blocks.append(Block(*fact(feedback.related, "See also"), 5))
    if feedback.leech:
        blocks.append(Block("Leech", line((feedback.leech, "$close")), 1))
    return blocks


def _is_above(text: str, form: Form, verdict: Verdict) -> bool:
    """Whether the question, with its blanks filled in, says the same words."""
    if has_blocks(form.question.prompt):  # its blanks stay empty
        return False
    rules = form.question.card.rules
    asked = normal(form.prompt(verdict).plain, rules)
    return f" {normal(text, rules)} " in f" {asked} "


def _needs_answer(form: Form, verdict: Verdict) -> bool:
    """Whether the right answer is neither above the verdict nor in its first line."""
    if form.stands_above or has_blocks(verdict.answer):
        return False
    if verdict.mark is Mark.CLOSE:
        return True
    is_missed = verdict.mark in (Mark.WRONG, Mark.UNKNOWN)
    return is_missed and not form.right_answer(verdict)


def _fitting(
    blocks: Sequence[tuple[Block, list[Content]]], room: Room, rows: int
) -> list[list[Content]]:
    """The lines of each block that fit; blocks of rank 0 always do. A blank line
    follows a comparison where there is a row to spare."""
    wrapped = [(block, [*lines]) for block, lines in blocks]
    for rank in (5, 4, 3, 2, 1):
        over = sum(len(lines) for _, lines in wrapped) - rows
        if over <= 0:
            break
        for block, lines in wrapped:
            if block.rank == rank:
                del lines[max(0, len(lines) - over) :]
                if lines and lines[-1].cell_length + 2 > room.text_width:
                    lines[-1] = lines[-1][: lines[-1].plain.rfind(" ")]
                lines[-1:] = [line(each, " …") for each in lines[-1:]]
        wrapped = [pair for pair in wrapped if pair[1]]
    shown = [lines for _, lines in wrapped]
    needed = sum(block.rank == 0 for block, _ in wrapped)
    if 1 < needed < len(shown) and sum(map(len, shown)) < rows and not room.is_short:
        shown.insert(needed, [BLANK])
    return shown


def _wrap(block: Block, room: Room, column: int) -> list[Content]:
    if not block.label:
        return list(block.text.wrap(room.text_width))
    label = line((f"{block.label} ", "$quiet"))
    if room.is_narrow:
        label = label.pad_right(COMPARED - label.cell_length if block.rank == 0 else 1)
        return list(line(label, block.text).wrap(room.text_width))
    return hang(block.text, room.text_width, label, column)
