"""The screen on which the learner reads an article sentence by sentence and makes cards
of it."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Container
from textual.content import Content
from textual.widgets import TextArea

from quizapp.errors import QuizappError, UsageError
from quizapp.study.article import ArticleReading, Place, Span
from quizapp.study.workspace import Workspace
from quizapp.text import one_line, short
from quizapp.tui.article.card import card_lines
from quizapp.tui.article.text import ArticleView
from quizapp.tui.base import BaseScreen
from quizapp.tui.dialogs.ask import ask_text
from quizapp.tui.dialogs.dialog import ConfirmScreen, confirm
from quizapp.tui.draw import count, line, sentence
from quizapp.tui.keys.article import ARTICLE
from quizapp.tui.keys.verb import bindings, relabelled
from quizapp.tui.study.flow import study
from quizapp.tui.widgets.key_line import KeyLine
from quizapp.tui.widgets.lines import Sheet
from quizapp.tui.widgets.panel import TopLine
from quizapp.tui.write.field import LineArea

if TYPE_CHECKING:
    from quizapp.cards.identity import Changes
    from quizapp.tui.app import QuizApp

TITLES = {"edit": "The sentence", "ask": "The question", "annotate": "The note"}
"""The title of the text area, by the method of the reading that takes the text."""
EXAMPLE = (
    "An example: “Canberra was founded in 1913.” Press tab until 1913 is marked, "
    "then ⏎. From now on you are asked “Canberra was founded in _____.”",
    "Is too little marked? ← and → add a word on that side; shift+→ drops the first "
    "word, shift+← the last. Space marks any word. Does the sentence say “he”? e lets "
    "you put the name there. Q writes a question in place of the blank, u undoes.",
)


class ArticleScreen(BaseScreen[None]):
    """The text with one sentence highlighted, and the card of what is chosen in it.

    Each fact is on the disk at once; the deck is made on leaving or studying.
    """

    CSS_PATH = "article.tcss"
    BINDINGS = bindings(ARTICLE)
    help_text = EXAMPLE
    _text = getters.query_one(ArticleView)
    _card = getters.query_one("#card", Sheet)
    _top = getters.query_one(TopLine)

    def __init__(
        self,
        workspace: Workspace,
        reading: ArticleReading,
        *,
        can_study: bool = True,
        said: str = "",
    ) -> None:
        """`can_study` is false in a sitting, to which the screen returns. `said` is
        shown until the first key."""
        super().__init__()
        self._workspace = workspace
        self._reading = reading
        self._can_study = can_study
        self._said = said
        self._writes = ""
        """What is being written: a key of `TITLES`, or empty."""
        self._left: dict[tuple[str, Place, Span | None], str] = {}
        """What was written but not kept, by what it was for."""
        self._proposed = ""
        """The text with which writing began."""
        self._sought = ""
        self._keys: object = None
        """What decides which keys are shown."""
        self._problem = ""
        """The latest message about the deck."""

    def compose(self) -> ComposeResult:
        """The text, the card, and a place to write."""
        yield TopLine(self._draw_top)
        with Container(id="article"):
            yield ArticleView(self._reading, id="text")
            with Container(id="below"):
                yield Sheet(self._draw_card, id="card")
        yield KeyLine()

    def on_mount(self) -> None:
        """The text has the keys."""
        self._text.focus()
        self._top.say(self._said)

    @property
    def current_deck(self) -> str:
        """The name of the deck that is made from this article, once there is one."""
        path = self._reading.file.deck_path
        decks = self._workspace.decks.items()
        return next((name for name, deck in decks if deck.path == path), "")

    # What is drawn

    def _draw_top(self, _: int) -> tuple[Content, Content]:
        reading, number = self._reading, self._reading.cards
        right = sentence(
            count(number),
            " card · " if number == 1 else " cards · ",
            "¶ ",
            count(reading.at.place.paragraph + 1),
            f" of {reading.article.count:,}",
        )
        is_short = self.has_class("-short")  # the place to write has no frame then
        title = TITLES.get(self._writes, "") if is_short else ""
        return line((title or one_line(reading.title), "bold")), right

    def _draw_card(self, width: int, height: int) -> list[Content]:
        reading, written = self._reading, self._written
        card = reading.asked(
            question=written if self._writes == "ask" else None,
            statement=written if self._writes == "edit" else "",
        )
        return card_lines(reading, card, width, height)

    @property
    def _written(self) -> str:
        return one_line(self.query_one(LineArea).text) if self._writes else ""

    @property
    def _is_unkept(self) -> bool:
        """Whether something new is being written."""
        return bool(self._writes) and self._written not in ("", self._proposed)

    def _show(self, said: str = "", *, keeps: bool = False) -> None:
        """Show the current place, with a message, or keep the one that is shown."""
        self._text.show_place()
        self._card.show()
        self._top.show()
        if not keeps:
            self._top.say(said)
        reading = self._reading
        keys = (
            self._writes,
            reading.at.chosen is None,
            reading.at.is_made,
            reading.at.marked is None,
            reading.can_edit,
            reading.can_undo,
            reading.can_remove,
            reading.at.draft is None,
            reading.cards > 0,
        )
        if keys != self._keys:
            self._keys = keys
            self.refresh_bindings()

    def _do(self, act: Callable[[], str]) -> bool:
        """Do something, and say what was done or why it failed; return whether it
        worked."""
        try:
            said, is_done = act(), True
        except UsageError as error:
            said, is_done = str(error), False
        except (QuizappError, OSError) as error:
            self.app.notify(str(error), severity="error", timeout=15)
            said, is_done = "", False
        self._show(said)
        return is_done

    def come_back(self) -> None:
        """Back from a sitting, from the facts, or from a dialog."""
        self._read_again()

    async def reread(self, changes: Changes) -> None:  # noqa: ARG002 - any may be ours
        """Take over what was done to the facts elsewhere."""
        self._read_again()

    def _read_again(self) -> None:
        try:
            self._reading.read_again()
        except QuizappError as error:
            self.app.notify(str(error), severity="error", timeout=15)
        if not self._writes:
            self._show(keeps=True)

    # Keys

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, with what they come to now."""
        writes, labels = self._writes, {}
        if writes == "ask":
            labels["article.take"] = "Ask this" if self._written else "Blank this"
        if self._reading.question:
            labels["article.ask"] = "Edit question"
        if not self._reading.at.chosen:
            labels["article.ask"] = ""
        if not self._reading.at.marked:
            labels["article.remove"] = "Remove edit"
        found = relabelled(super().active_bindings, labels)
        tab = found.get("tab")
        if tab and self._reading.at.is_made:  # Enter says “Next” there
            found["tab"] = tab._replace(binding=replace(tab.binding, show=False))
        return found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is being written, it can only be kept or cancelled."""
        reading = self._reading
        if action in VERBS:
            if bool(self._writes) != (action in ("take", "cancel")):
                return False
            match action:
                case "blank":
                    return bool(reading.at.chosen and not reading.at.is_made)
                case "next":
                    return reading.at.is_made
                case "edit":
                    return reading.can_edit
                case "undo":
                    return reading.can_undo
                case "remove":
                    return reading.can_remove
                case "note":
                    return reading.at.draft is not None
                case "study" | "read":
                    return self._can_study and reading.cards > 0
        return super().check_action(action, parameters)

    # Moves

    def _move(self, move: Callable[[int], object], by: int) -> None:
        move(by)
        self._show()

    def action_down(self) -> None:
        """The next sentence."""
        self._move(self._reading.at.go, 1)

    def action_up(self) -> None:
        """The previous sentence."""
        self._move(self._reading.at.go, -1)

    def action_next_paragraph(self) -> None:
        """The next paragraph."""
        self._move(self._reading.at.go_paragraph, 1)

    def action_last_paragraph(self) -> None:
        """The beginning of this paragraph, or the previous paragraph."""
        self._move(self._reading.at.go_paragraph, -1)

    def action_first(self) -> None:
        """The first sentence."""
        self._move(self._reading.at.go_end, -1)

    def action_last(self) -> None:
        """The last sentence."""
        self._move(self._reading.at.go_end, 1)

    def action_forward(self) -> None:
        """The next suggestion."""
        self._move(self._reading.at.go_suggestion, 1)

    def action_back(self) -> None:
        """The previous suggestion."""
        self._move(self._reading.at.go_suggestion, -1)

    def action_next_word(self) -> None:
        """The next word by itself."""
        self._move(self._reading.at.go_word, 1)

    def action_last_word(self) -> None:
        """The previous word by itself."""
        self._move(self._reading.at.go_word, -1)

    def action_start_earlier(self) -> None:
        """One word more at the start."""
        self._move(self._reading.at.move_start, -1)

    def action_start_later(self) -> None:
        """One word fewer at the start."""
        self._move(self._reading.at.move_start, 1)

    def action_end_later(self) -> None:
        """One word more at the end."""
        self._move(self._reading.at.move_end, 1)

    def action_end_earlier(self) -> None:
        """One word fewer at the end."""
        self._move(self._reading.at.move_end, -1)

    @on(ArticleView.Clicked)
    def _clicked(self) -> None:
        if not self._writes:
            self._show()

    @work
    async def action_find(self) -> None:
        """Choose words by typing them."""
        sought = await ask_text(self.app, "Find:", value=self._sought)
        if sought and sought.strip():
            self._sought = sought
            found = self._reading.at.find(sought)
            self._show("" if found else f"“{one_line(sought)}” is not in this article")

    # Cards

    def action_blank(self) -> None:
        """A card with a blank in the place of what is chosen."""
        self._do(partial(self._reading.ask, self._reading.question))

    def action_next(self) -> None:
        """The next suggestion without a card."""
        self._move(partial(self._reading.at.go_suggestion, is_new=True), 1)

    def action_remove(self) -> None:
        """Remove the card of the chosen answer."""
        self._do(self._reading.remove)

    def action_undo(self) -> None:
        """Undo the latest change."""
        self._do(self._reading.undo)

    async def action_edit(self) -> None:
        """Reword the sentence, beginning at the word that a hint is about."""
        await self._write("edit", *self._reading.proposed)

    async def action_ask(self) -> None:
        """Write a question for what is chosen."""
        if self._reading.at.chosen:
            await self._write("ask", self._reading.question)
        else:
            self._top.say("Choose the answer first: space, or tab")

    async def action_note(self) -> None:
        """Write a note."""
        draft = self._reading.at.draft
        await self._write("annotate", draft.note if draft else "")

    @property
    def _subject(self) -> tuple[str, Place, Span | None]:
        """What is being written, and about what."""
        reading = self._reading
        chosen = reading.at.chosen if self._writes == "ask" else None
        return self._writes, reading.at.place, chosen

    async def _write(
        self, what: str, text: str, part: tuple[int, int] | None = None
    ) -> None:
        """Open the text area."""
        if not self.query(LineArea):
            await self.query_one("#below").mount(
                LineArea(classes="frame"), before="#card"
            )
        area = self.query_one(LineArea)
        self._writes = what
        area.border_title = TITLES[what]
        self._proposed = one_line(text)
        left = self._left.pop(self._subject, text)
        area.begin(left, part if left == text else None)
        self.add_class("-writing")
        area.focus()
        self._show()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self._writes:
            self._card.show()
            if self._writes == "ask":
                self.refresh_bindings()

    def _close(self) -> None:
        self._writes = ""
        self.remove_class("-writing")
        self._text.focus()

    def action_take(self) -> None:
        """Keep what was written."""
        written, reading = self._written, self._reading
        act = {
            "edit": reading.edit,
            "ask": reading.ask,
            "annotate": reading.annotate,
        }[self._writes]
        if self._do(lambda: act(written)):
            self._close()
            self._show(keeps=True)

    def action_cancel(self) -> None:
        """Close the text area; the same key brings back what was written."""
        said = ""
        if self._is_unkept:
            self._left[self._subject] = self._written
            said = "Not kept. The same key brings it back"
        self._close()
        self._show(said)

    # The deck

    async def make_deck(self, app: QuizApp) -> None:
        """Make the deck from the facts, and load its cards; the screen may be closed by
        then."""
        file = self._reading.file
        await to_thread(file.make_deck)
        if file.problem and file.problem != self._problem:
            app.notify(file.problem, severity="warning", timeout=15)
        self._problem = file.problem
        await app.look_now(is_already_said=True)

    async def _make_deck(self) -> str:
        """Make the deck, and return its name; empty if there is none, or if the learner
        has left in the meantime."""
        await self.make_deck(self.app)
        is_here = self.app.is_running and self.app.screen is self
        return self.current_deck if is_here else ""

    @work
    async def action_study(self) -> None:
        """Study what was made in this session, or all cards of the deck."""
        if not (deck := await self._make_deck()):
            return
        made = frozenset(
            key
            for key, card in self._workspace.cards_of(deck).items()
            if (card.fields.fact, card.answer) in self._reading.made
        )
        app, workspace = self.app, self._workspace
        if made:
            await study(app, workspace, [deck], "these", only=made)
        else:
            await study(app, workspace, [deck], instead="more new")

    @work
    async def action_read(self) -> None:
        """The facts that were made from this article."""
        from quizapp.tui.read.screen import ReadScreen

        if deck := await self._make_deck():
            facts = ReadScreen(self._workspace, [deck], is_of_article=True)
            await self.app.push_screen_wait(facts)

    async def may_close(self) -> bool:
        """Ask first about what was written but not kept."""
        left = dict(self._left)
        if self._is_unkept:
            left[self._subject] = self._written
        if left and isinstance(self.app.screen, ConfirmScreen):
            return False  # it is being asked already
        for (what, place, chosen), text in left.items():
            question = (
                f"{TITLES[what]} you typed at ¶ {place.paragraph + 1} is not "
                f"kept: “{short(text)}”. Leave without it?"
            )
            if not await confirm(self.app, question, "Leave", no="Stay"):
                if not self._writes:
                    self._reading.at.return_to(place, chosen)
                    self._show("The same key brings it back")
                return False
        return True

    @work
    async def action_leave(self) -> None:
        """Go back, after which the deck is made."""
        if await self.may_close():
            self.dismiss(None)


VERBS = {verb.action for verb in ARTICLE}
