"""A question being answered: what has been entered, its lines, its keys."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content

from quizapp.model import Mark, Question, Verdict
from quizapp.text import folded, plural
from quizapp.tui.draw import BLANK, button, clickable, hang, line
from quizapp.tui.signs import SIGNS
from quizapp.tui.widgets.prose import has_blocks, inline

EDGE = 2
"""Cells before the text of a question, for the mark of the current row."""
NUMBER = 3
"""Cells of a number and the space after it."""
DIGITS = "123456789"
NARROW = 60
"""Columns that leave room for a sentence."""


Keys = Sequence[tuple[str, str, str]]
"""Keys for the help: key, label, what it does."""


@dataclass(frozen=True, slots=True)
class Room:
    """The space to draw in."""

    width: int
    is_short: bool
    """Whether rows are scarce."""
    is_tall: bool
    """Whether rows are plentiful."""
    button_style: str
    """The style of the one button that Enter presses."""
    explains_grades: bool = False
    """Whether there is a row for what the grades mean."""

    @property
    def is_narrow(self) -> bool:
        """Whether it is too narrow for a sentence."""
        return self.width < NARROW

    @property
    def text_width(self) -> int:
        """Cells of a line of text."""
        return max(1, self.width - 2 * EDGE)


class Form(ABC):
    """How a kind of question is answered.

    It gets the keys that its screen does not use, and draws itself.
    """

    has_field: ClassVar[bool] = False
    """Whether the answer is typed into a field."""
    is_turned: ClassVar[bool] = False
    """Whether there is nothing to enter: the card is only turned over."""
    own_keys: ClassVar[Keys] = ()
    """The keys of the form, for the help."""

    def __init__(self, question: Question, given: str | None = None) -> None:
        """`given` is what was answered or entered earlier."""
        self.question = question
        self.given: str | None = None
        """The answer, once it is complete."""
        self.text = ""
        """What is in the field, where there is one."""
        self.current_row: int | None = None
        """The line on which the highlighted text was last drawn."""

    # What is entered

    @property
    def draft(self) -> str:
        """What has been entered but not handed in."""
        return ""

    @property
    def enter_label(self) -> str:
        """What Enter does now, as the footer shows it; empty for nothing."""
        return ""

    def key(self, name: str, character: str | None) -> bool:
        """Take a key; False for one that means nothing here."""
        return False

    def take_back(self) -> bool:
        """Take back what was entered last; return whether there was anything."""
        return False

    @abstractmethod
    def confirm(self) -> None:
        """Take what Enter gives."""

    def pick(self, index: int) -> None:
        """Take what was clicked: as if its number had been pressed."""
        self.key(str(index + 1), str(index + 1))

    # What is shown

    def prompt(self, verdict: Verdict | None) -> Content:
        """What is asked."""
        return inline(self.question.prompt, "bold")

    def instruction(self, room: Room) -> str:
        """How to answer."""
        return ""

    @property
    def unclear(self) -> str:
        """Why what is typed cannot be taken yet; empty otherwise."""
        return ""

    @abstractmethod
    def lines(self, room: Room) -> list[Content]:
        """What stands below the question while it waits for an answer."""

    def judged(self, room: Room, verdict: Verdict) -> list[Content]:
        """What stands below the question beside the verdict."""
        return []

    @property
    def stands_above(self) -> bool:
        """Whether the lines above the verdict show the right answer."""
        return bool(self.question.slots)

    def right_answer(self, verdict: Verdict) -> Content:
        """The right answer as the first line of a verdict gives it; may be empty."""
        if self.stands_above or "\n" in verdict.answer or has_blocks(verdict.answer):
            return BLANK
        return line("Answer: ", inline(verdict.answer, "bold"))


class TypeAhead:
    """Finds the text that begins with what is typed."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [folded(inline(text).plain) for text in texts]
        self.run = ""
        """The letters so far."""

    def find(self, letter: str, at: int | None, usable: Sequence[int]) -> int | None:
        """The text found once one more letter is typed; `at` is highlighted now.

        The only text that begins with the letters, or the one that equals them; `None`
        if several do. A letter that is typed again goes to the next text that begins
        with it. A character that is not a letter or a digit only counts if a text
        continues with it.
        """
        letter = folded(letter)
        if longer := self.beginning(self.run + letter, usable):
            self.run += letter
            found = [n for n in longer if self._texts[n] == self.run] or longer
            is_clear = len({self._texts[n] for n in found}) == 1
            return found[0] if is_clear else None
        if not letter.isalnum():
            return at
        if self.run == letter and (found := self.beginning(letter, usable)):
            after = [n for n in found if at is not None and n > at]
            return (after or found)[0]
        self.run += letter
        return None

    def beginning(self, run: str, usable: Sequence[int]) -> Sequence[int]:
        """The texts that begin with `run`."""
        return [n for n in usable if self._texts[n].startswith(run)]


class PickForm(Form):
    """A form whose answer is made of listed texts. Arrows or first letters highlight
    one; a number picks one."""

    noun: ClassVar[str] = "choice"
    """What a listed text is called."""

    def __init__(self, question: Question, given: str | None = None) -> None:
        super().__init__(question, given)
        self._texts = [choice.text for choice in question.choices]
        self._ahead = TypeAhead(self._texts)
        self._at: int | None = None
        """The number of the current text."""

    @property
    @abstractmethod
    def _usable(self) -> Sequence[int]:
        """The numbers of the texts that can be picked now."""

    @abstractmethod
    def pick(self, index: int) -> None:
        """Pick a text."""

    def take_back(self) -> bool:
        """Take back the letters typed."""
        if not self._ahead.run:
            return False
        self._at, self._ahead.run = None, ""
        return True

    def key(self, name: str, character: str | None) -> bool:
        """A number, an arrow, a letter."""
        if character and character in DIGITS:
            self.pick(DIGITS.index(character))
        elif name in ("up", "down"):
            self._move(1 if name == "down" else -1)
        elif name == "backspace":
            self._at, self._ahead.run = None, ""
        elif character and character.isprintable():
            before = self._ahead.run
            self._at = self._ahead.find(character, self._at, self._usable)
            return character.isalnum() or self._ahead.run != before
        else:
            return False
        return True

    @property
    def unclear(self) -> str:
        """Why the letters typed highlight nothing: no text begins with them, or several
        do. Empty otherwise."""
        run = self._ahead.run
        if not run or self._at is not None:
            return ""
        if found := self._ahead.beginning(run, self._usable):
            begin = "begins" if len(found) == 1 else "begin"
            texts = f"{plural(len(found), self.noun)} {begin}"
            return f"{texts} with “{run.rstrip()}”. Type more, or press ↓."
        return f"Nothing begins with “{run.rstrip()}”. Backspace clears it."

    def _move(self, by: int) -> None:
        usable = list(self._usable)
        begun = self._ahead.beginning(self._ahead.run, usable) or usable
        self._ahead.run = ""
        if self._at not in usable:
            self._at = begun[0 if by > 0 else -1]
            return
        place = usable.index(self._at) + by
        self._at = usable[max(0, min(len(usable) - 1, place))]


def row(
    first: Content,
    text: Content,
    room: Room,
    *,
    is_current: bool = False,
    index: int | None = None,
) -> list[Content]:
    """A row that begins with a number or a sign, wrapped; the current one has a bar and
    a background, and a click picks it if it has an index."""
    wrapped = hang(text, room.text_width, first, NUMBER)
    rows = []
    for each in wrapped:
        if is_current:
            full = line(("▌ ", "$mark"), each)
            full = full.pad_right(max(0, room.width - full.cell_length))
            full = full.stylize_before("bold on $cursor")
        else:
            full = line(" " * EDGE, each)
        rows.append(full if index is None else clickable(full, f"screen.pick({index})"))
    return rows


def corrected(
    answers: Sequence[str], verdict: Verdict, verb: str
) -> Iterator[tuple[Content, Content]]:
    """For each part of an answer its sign, and what is right, with what was given
    instead: `Quito   you put Lima`, where `verb` is “put”."""
    parts = verdict.parts or [Mark.UNKNOWN] * len(answers)
    given = [*verdict.given.split("\n"), *[""] * len(answers)]
    for right, said, part in zip(answers, given, parts, strict=False):
        sign, style = SIGNS[part]
        is_right = part is Mark.RIGHT
        text = inline(right, "bold $right" if is_right else "bold")
        if said.strip() and not is_right:
            text = line(text, (f"   you {verb} ", "$quiet"), inline(said, style))
        yield line((sign, style)), text


def indented(text: Content, room: Room) -> list[Content]:
    """Text at the text's edge, wrapped."""
    return [line(" " * EDGE, each) for each in text.wrap(room.text_width)]


def enter_button(room: Room, label: str, remark: str = "") -> list[Content]:
    """The button that Enter presses, with a remark after it if there is room."""
    face = line(("⏎ " + label, "bold"))
    pressed = button(face, "app.simulate_key('enter')", style=room.button_style)
    shown = line(" " * EDGE, *pressed)
    after = line(shown, "   ", (remark, "$quiet"))
    return [after if remark and after.cell_length <= room.width else shown]
