"""The widget that asks a question: at the top the question, below it the answer, and
then the verdict.

Two sheets compare the lines they draw, so a turn sends only what changed. The field
lies over the lower one, which draws its frame, and is the first child, so that showing
or hiding it moves no other widget.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from quizapp.model import Question
from quizapp.tui.base import BaseScreen
from quizapp.tui.draw import BLANK, hang, line
from quizapp.tui.kinds import Form, Room, form_of
from quizapp.tui.kinds.form import EDGE, indented
from quizapp.tui.kinds.verdict import Feedback, verdict_said
from quizapp.tui.widgets.input import UndoInput
from quizapp.tui.widgets.lines import Sheet
from quizapp.tui.widgets.prose import (
    for_markdown,
    has_blocks,
    is_right_to_left,
    markdown_widget,
)

SHORT, USUAL, TALL = 20, 24, 30
"""Rows of a screen: below the first, rows are scarce; the second is the common height;
from the third on, they are plentiful."""
UNLIMITED = 1_000_000
"""More rows than any verdict has."""
Buttons = Callable[[Room], Sequence[Content]]
"""Draws what is last and always visible: grades, or one button."""


def no_buttons(_: Room) -> Sequence[Content]:
    """No buttons."""
    return ()


class AnswerField(UndoInput):
    """The field for an answer. It takes nothing while no answer is awaited."""

    virtual_size = Reactive(Size(0, 0))  # Textual's lays out the screen at each letter

    def __init__(self, hand_in: Callable[[], Awaitable[None]]) -> None:
        super().__init__(id="field", select_on_focus=False)
        self.cursor_blink = False
        self._hand_in = hand_in
        self.shown_at = 0.0
        """When its question appeared."""

    async def key_enter(self, event: events.Key) -> None:
        """Hand in here and now, or what is typed ahead for the next question would be
        added to this answer. An Enter pressed before the question appeared counts only
        if something was typed."""
        event.stop()
        event.prevent_default()
        if self.can_focus and (self.value or event.time >= self.shown_at):
            await self._hand_in()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Look the same with and without the focus: the sheet draws the frame.
        Matching all style rules at each change would cost a tenth of a turn."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Take what is typed, but only while the question waits for an answer."""
        if self.can_focus:
            super().insert_text_at_cursor(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is the screen's: its label is in the footer."""
        return action != "submit"


class AnswerSheet(Sheet):
    """The lower sheet. If its lines do not fit, the last ones stay visible."""

    pinned = 0
    """How many lines stay."""

    def show(self) -> None:
        """Draw again; all of it where the last lines are pinned."""
        super().show()
        if len(self.lines) > self.scrollable_content_region.height:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line, or one of those that stay."""
        height = self.scrollable_content_region.height
        if len(self.lines) > height and y >= height - self.pinned:
            at = len(self.lines) - (height - y)
            return self.strip(self.lines[at], self.room)
        return super().render_line(y)


class Blocks(VerticalScroll, can_focus=False):
    """Markdown that cannot be shown as lines; calls `resized` when its size changes."""

    def __init__(self, place: str, resized: Callable[[], None]) -> None:
        super().__init__(markdown_widget(), classes=f"blocks {place}")
        self._resized = resized

    def on_resize(self) -> None:
        """The text has been laid out, so its height is known."""
        self._resized()


class QuestionView(Vertical):
    """Shows one question after another; `form` holds what is entered."""

    def __init__(self, hand_in: Callable[[], Awaitable[None]]) -> None:
        """`hand_in` is called when Enter is pressed in the field."""
        super().__init__()
        self._field = AnswerField(hand_in)
        self._asked = Sheet(self._draw_question, id="asked")
        self._answers = AnswerSheet(self._draw_answers, id="answers")
        self.form: Form | None = None
        self.problem = ""
        """Why what was given cannot be judged."""
        self._feedback: Feedback | None = None
        self._is_whole = False
        """Whether the whole verdict is shown, and scrolls."""
        self._buttons: Buttons = no_buttons
        self._blocks: dict[str, Blocks] = {}
        """The widgets that show Markdown, by place; made for the first such card."""

    def compose(self) -> ComposeResult:
        """The field, the question, the rest."""
        yield self._field
        yield self._asked
        yield self._answers

    # What is shown

    async def ask(self, question: Question, given: str | None = None) -> None:
        """Ask a question, with what was `given` earlier."""
        self.form = form_of(question, given)
        self._feedback, self._buttons, self.problem = None, no_buttons, ""
        self._is_whole = False
        await self._turn()
        for sheet in (self._asked, self._answers):
            sheet.scroll_home(animate=False)

    async def show_verdict(self, feedback: Feedback, buttons: Buttons) -> None:
        """Show the verdict on the question, and what can be pressed then."""
        self._feedback, self._buttons, self.problem = feedback, buttons, ""
        if self.form and self.form.has_field:
            self._set_field(feedback.verdict.given.split("\n")[0])
        await self._turn()

    def offer(self, buttons: Buttons) -> None:
        """Show something to press below what is entered; the field is closed."""
        self._buttons = buttons
        self._update_field()
        self.show()

    def hint(self, question: Question) -> None:
        """Show the question with one more hint."""
        if self.form:
            self.form.question = question
            self.show()

    def refuse(self, problem: str) -> None:
        """Leave what was given in place, and say why it cannot be judged."""
        if self.form:
            self.form.given = None
        self.problem = problem
        self.show()

    def note_shown(self, at: float) -> None:
        """Note when what is shown now appeared."""
        self._field.shown_at = at

    @property
    def awaits_answer(self) -> bool:
        """Whether something can be entered."""
        return self._feedback is None and self._buttons is no_buttons

    @property
    def draft(self) -> str:
        """What has been entered but not handed in."""
        if not self.form or not self.awaits_answer:
            return ""
        self._read_field()
        return self.form.draft

    @property
    def enter_label(self) -> str:
        """What Enter does now."""
        return self.form.enter_label if self.form and self.awaits_answer else ""

    async def _turn(self) -> None:
        form = self.form
        assert form
        if form.has_field and not self._feedback:
            self._set_field(form.text)
        verdict = self._feedback.verdict if self._feedback else None
        prompt = form.question.prompt
        answer = verdict.answer if verdict and not form.question.choices else ""
        await self._show_blocks("question", prompt if has_blocks(prompt) else "")
        await self._show_blocks("answer", answer if has_blocks(answer) else "")
        if self.is_attached:  # the app may have ended while blocks were made
            self._update_field()
            self._place()
            self.show()

    def show(self) -> None:
        """Draw again; only lines that changed are sent."""
        self._asked.show()
        self._answers.show()
        form = self.form
        if form and self._feedback is None and form.current_row is not None:
            if len(self._answers.lines) > self._answers.size.height:
                region = Region(0, form.current_row, 1, 2)
                self._answers.scroll_to_region(region, animate=False)

    def on_resize(self) -> None:
        """Place the question for the current height."""
        if self.form:
            self._place()
            self.show()

    # The field

    def _set_field(self, text: str) -> None:
        with self._field.prevent(Input.Changed):  # the form has this text already
            self._field.begin(text)

    def _update_field(self) -> None:
        """Show the field where one is used, and let it have the focus while an answer
        is awaited. After a verdict it stays only with what was typed."""
        field, form, feedback = self._field, self.form, self._feedback
        is_used = bool(form and form.has_field)
        if form and feedback:
            is_used &= bool(feedback.verdict.given) and not form.question.slots
            is_used &= not self._is_whole
        is_open = is_used and self.awaits_answer
        field.can_focus = is_open
        if field.display is not is_used:
            field.display = is_used
        self.screen.set_focus(field if is_open else None, scroll_visible=False)

    def _read_field(self) -> None:
        if self.form and self.form.has_field:
            self.form.text = self._field.value

    # Keys

    def key(self, name: str, character: str | None) -> bool:
        """Take a key that nothing else has taken; return whether it means anything."""
        return self._let_form(lambda form: form.key(name, character))

    def take_back(self) -> bool:
        """Take back what was entered last; return whether there was anything."""
        if self._field.can_focus and self._field.undo():
            self._read_field()
            return True
        return self._let_form(lambda form: form.take_back())

    def confirm(self) -> None:
        """Enter."""
        self._let_form(lambda form: form.confirm())

    def pick(self, index: int) -> None:
        """The text of this number was clicked."""
        self._let_form(lambda form: form.pick(index))

    def _let_form(self, what: Callable[[Form], bool | None]) -> bool:
        """Let the form take something, and show the result."""
        form = self.form
        if not form or not self.awaits_answer:
            return False
        self._read_field()
        is_taken = what(form) is not False
        if is_taken:
            self.problem = ""
            if form.has_field and form.given is None:
                self._set_field(form.text)
            if form.given is None:
                self.show()
        return is_taken

    def scroll_page(self, by: int) -> None:
        """Scroll what does not fit, if anything."""
        if self._feedback and not self._is_whole:
            self._is_whole = True
            self._answers.show()
            self._is_whole = len(self._answers.lines) > self._answers.size.height
            self._update_field()
            self.show()
        blocks = [each for each in self._blocks.values() if each.display]
        for each in (*blocks, self._asked, self._answers):
            if each.display and each.max_scroll_y:
                page = each.size.height - 1
                if each is self._answers:
                    page -= self._answers.pinned
                each.scroll_relative(y=by * page, animate=False, force=True)

    # Layout

    def _place(self) -> None:
        """Let the question end on the same row whatever its kind; a longer one begins
        higher up, and a very long one scrolls."""
        rows, height = self.screen.size.height, self.size.height
        usual = min(5 + max(0, rows - USUAL), rows * 3 // 10)
        usual = 2 if rows < SHORT else usual  # one row more takes at most one
        width = self._asked.room
        lines = len(self._question_lines(self._room_of(width)))
        most = max(usual, height - max(5, height * 2 // 5))
        if lines > most:  # what the answer leaves free
            most = max(most, height - len(self._draw_answers(width, height)))
        ends = min(most, max(usual, lines + (0 if rows < SHORT else 1)))
        asked = self._blocks.get("question")
        if asked and asked.display:
            asked.styles.max_height = most
            ends = asked.outer_size.height or usual
        elif self._asked.size.height != ends:
            self._asked.styles.height = ends
        in_frame = 0 if rows < SHORT else 1
        self._field.styles.offset = (in_frame, ends + in_frame)
        # A margin would change the size of what it lies over, and repaint all of it.
        self._field.styles.width = self.size.width - 2 * in_frame

    def _room_of(self, width: int) -> Room:
        screen = self.screen
        assert isinstance(screen, BaseScreen)
        rows = screen.size.height
        return Room(
            width or self.size.width,
            is_short=rows < SHORT,
            is_tall=rows >= TALL,
            button_style=screen.button_style,
        )

    def _question_lines(self, room: Room) -> list[Content]:
        form = self.form
        if not form:
            return []
        prompt = form.prompt(self._feedback.verdict if self._feedback else None)
        lines = indented(prompt, room)
        if is_right_to_left(form.question.prompt):
            edge = room.width - 2
            lines = [each.pad_left(max(0, edge - each.cell_length)) for each in lines]
        return lines

    def _draw_question(self, width: int, height: int) -> list[Content]:
        """The question, ending above the last line, or on it if rows are scarce."""
        room = self._room_of(width)
        lines = self._question_lines(room)
        if not room.is_short:
            lines.append(BLANK)
        return [*[BLANK] * (height - len(lines)), *lines]

    def _draw_answers(self, width: int, height: int) -> list[Content]:
        """The answer, then the verdict, then what can be pressed."""
        form = self.form
        if not form:
            return []
        room = self._room_of(width)
        if self._feedback:
            return self._draw_verdict(form, self._feedback, room, height)
        last = self._last(room)
        lines = self._framed(form.lines(room), room)
        below = [] if last else self._instruction(room)
        if below and not (form.has_field or room.is_short):
            below = [BLANK, *below]
        if room.is_short and not (self.problem or form.unclear or form.question.hints):
            rows = len(self._question_lines(room)) + len(lines) + len(below)
            if rows > self.size.height:
                below = []  # rather than the end of the question
        return [*lines, *below, *last]

    def _draw_verdict(
        self, form: Form, feedback: Feedback, room: Room, height: int
    ) -> list[Content]:
        """The answer, the verdict, the grades: in the roomiest way in which nothing is
        cut. What is cut is the end of the explanation, then that of the answer."""
        said = verdict_said(form, feedback, room)
        for is_tall in (True, False) if room.is_tall else (False,):
            room = replace(room, is_tall=is_tall, explains_grades=True)
            lines, last = self._judged(form, feedback, room), self._last(room)
            if len(lines) + said.rows + len(last) < height:
                break
        else:
            last = self._last(replace(room, explains_grades=False))
        rows = UNLIMITED if self._is_whole else height - len(lines) - len(last)
        shown = said.lines(rows)
        if len(shown) > rows and not self._field.display:
            lines = _cut(lines, len(shown) - rows)
        return [*lines, *shown, *last]

    def _judged(self, form: Form, feedback: Feedback, room: Room) -> list[Content]:
        lines = self._framed(form.judged(room, feedback.verdict), room)
        if self._is_whole and form.has_field and not form.question.slots:
            given = Content(feedback.verdict.given)
            lines = indented(given, room)  # the field does not scroll
        return [*lines, BLANK] if lines and not room.is_short else lines

    def _last(self, room: Room) -> list[Content]:
        """The buttons, which stay in view."""
        last = list(self._buttons(room))
        if last and not room.is_short:
            last = [BLANK, *last]
        self._answers.pinned = len(last)
        return last

    def _framed(self, lines: list[Content], room: Room) -> list[Content]:
        """The lines of a form, with a frame where the field lies over them."""
        if room.is_short or not self._field.display:
            return lines
        is_open, width = self._field.can_focus, room.width - 2
        rows = ("╭─╮", "│ │", "╰─╯")
        if is_open and self.app.no_color:
            rows = ("┏━┓", "┃ ┃", "┗━┛")
        style = "$mark" if is_open else "$rule"
        frame = [line((row[0] + row[1] * width + row[2], style)) for row in rows]
        return [*frame, *lines[len(frame) :]]

    def _instruction(self, room: Room) -> list[Content]:
        """How to answer, or the hints given so far; and why an answer was refused, or
        what is typed cannot be taken."""
        form = self.form
        assert form
        hints = []
        for number, hint in enumerate(form.question.hints):
            label = line(("" if number else "Hint", "$quiet"))
            hung = hang(Content(hint), room.text_width, label, 6)
            hints += [line(" " * EDGE, each) for each in hung]
        text = self.problem or form.unclear
        if not (text or hints):
            text = form.instruction(room)
        style = "$close" if self.problem else "$quiet"
        said = indented(line((text, style)), room) if text else []
        return [*said, *hints] if room.is_short else [*hints, *said]

    # Cards with tables, lists and code

    async def _show_blocks(self, place: str, text: str) -> None:
        """Show Markdown in a place, or hide it for a text that is shown as lines."""
        from textual.widgets import Markdown

        area = self._blocks.get(place)
        if not text:
            if area and area.display:
                area.display = False
                if place == "question":
                    self._asked.display = True
            return
        if area is None:
            area = Blocks(place, self._place)
            before = self._asked if place == "question" else self._answers
            await self.mount(area, before=before)
            self._blocks[place] = area  # known to others once it can be shown
        await area.query_one(Markdown).update(for_markdown(text))
        area.scroll_home(animate=False)
        area.display = True
        if place == "question":
            self._asked.display = False


def _cut(lines: list[Content], over: int) -> list[Content]:
    """The lines without the last `over`, and a line that says so."""
    kept = lines[: max(0, len(lines) - over - 1)]
    more = (f"{'':5}… {len(lines) - len(kept)} more: ctrl+↓", "$quiet")
    return [*kept, line(more)]
