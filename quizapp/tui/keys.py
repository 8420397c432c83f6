"""Every verb of the screen, defined once.

The footer, the help, the palette and the keymap all read these: a verb's `id` is what
`settings.toml` calls it, its last part is the name of the action.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Verb:
    """Something a person can do on a screen."""

    id: str
    """`<screen>.<action>`."""
    key: str
    """One key or several, parted by commas; the first is the one shown."""
    label: str
    tooltip: str
    in_footer: bool = True
    is_first: bool = False
    """Whether its key is taken before the widget that has the focus sees it."""

    @property
    def action(self) -> str:
        """The name of the screen's action method, without `action_`."""
        return self.id.rpartition(".")[2]


APP = (
    Verb("app.help", "question_mark,f1", "Help", "All keys of this screen"),
    Verb(
        "app.settings",
        "ctrl+g",
        "Settings",
        "Retention, limits, theme",
        in_footer=False,
    ),
    Verb(
        "app.quick_add",
        "ctrl+o",
        "Add a card",
        "One more card, from anywhere",
        in_footer=False,
    ),
    Verb("app.quit", "ctrl+q", "Quit", "Leave quizapp", in_footer=False),
)
DECKS = (
    Verb("home.study", "enter", "Study", "Study the highlighted deck"),
    Verb("home.cursor_down", "j", "Down", "To the next deck", in_footer=False),
    Verb("home.cursor_up", "k", "Up", "To the deck above", in_footer=False),
)
HOME = (
    Verb("home.study_all", "a", "All", "Study what is due in all started decks"),
    Verb(
        "home.ahead",
        "f",
        "Ahead",
        "Study cards of this deck before their day",
        in_footer=False,
    ),
    Verb(
        "home.more",
        "n",
        "+10 new",
        "Ten more new cards of this deck",
        in_footer=False,
    ),
    Verb("home.quiz", "z", "Quiz", "A quiz with a mark, or on with the open one"),
    Verb("home.browse", "b", "Browse", "All cards: search, sort, tag, reset"),
    Verb("home.scores", "c", "Scores", "How it went, in figures and plots"),
    Verb(
        "home.start",
        "s",
        "Start",
        "Take the deck into «study all», or out",
        in_footer=False,
    ),
    Verb(
        "home.hide",
        "h",
        "Hide",
        "Hide the deck from home, or show it again",
        in_footer=False,
    ),
    Verb(
        "home.show_hidden",
        "H",
        "Hidden",
        "List the hidden decks too, or leave them out",
        in_footer=False,
    ),
    Verb(
        "home.add",
        "plus,i",
        "Add deck",
        "Add a deck of yours: a file, a spreadsheet",
        in_footer=False,
    ),
    Verb(
        "home.write",
        "w",
        "New deck",
        "Write a deck of your own",
    ),
    Verb(
        "home.edit",
        "e",
        "Edit",
        "Edit the text of the highlighted deck",
        in_footer=False,
    ),
    Verb(
        "home.reset",
        "R",
        "Reset",
        "Make all cards of the deck new again",
        in_footer=False,
    ),
    Verb(
        "home.remove",
        "x,delete",
        "Remove",
        "Move a deck of your own to the trash",
        in_footer=False,
    ),
    Verb(
        "home.undo",
        "u,ctrl+z",
        "Undo",
        "Take back what was reset or removed last",
        in_footer=False,
    ),
    Verb("home.settings", "comma,ctrl+g", "Settings", "Retention, limits, theme"),
    Verb("home.quit", "q", "Quit", "Leave quizapp", in_footer=False),
)
STUDY = (
    Verb(
        "study.next",
        "enter,space",
        "Next",
        "Turn the card; then take the proposed grade",
    ),
    Verb(
        "study.unknown",
        "ctrl+n,n",
        "Don't know",
        "Say «I don't know» and see the answer",
    ),
    Verb("study.hint", "ctrl+l,h", "Hint", "One hint more; each lowers the grade"),
    Verb(
        "study.claim",
        "ctrl+r,r",
        "I was right",
        "Count this answer as right, now and later",
    ),
    Verb("study.undo", "ctrl+z,u", "Undo", "Take the latest grade or suspension back"),
    Verb(
        "study.suspend",
        "ctrl+t,s",
        "Suspend",
        "Set this card aside for good",
        in_footer=False,
    ),
    Verb(
        "study.copy",
        "ctrl+y,c",
        "Copy",
        "Copy the card to the clipboard",
        in_footer=False,
    ),
    Verb(
        "study.edit",
        "ctrl+b,e",
        "Edit",
        "Edit the card where it stands in its deck, and come back",
        in_footer=False,
    ),
    Verb(
        "study.scroll_down",
        "ctrl+down,pagedown",
        "Scroll down",
        "The rest of a long card",
        in_footer=False,
    ),
    Verb(
        "study.scroll_up",
        "ctrl+up,pageup",
        "Scroll up",
        "Back to its beginning",
        in_footer=False,
    ),
    Verb("study.leave", "escape", "End", "End the sitting; every answer is kept"),
    Verb("study.again", "1", "Again", "I did not know it", in_footer=False),
    Verb("study.hard", "2", "Hard", "I knew it with effort", in_footer=False),
    Verb("study.good", "3", "Good", "I knew it", in_footer=False),
    Verb("study.easy", "4", "Easy", "I knew it at once", in_footer=False),
)
SURE = (
    Verb("sure.guess", "1", "Guess", "It was a guess", in_footer=False),
    Verb("sure.unsure", "2", "Unsure", "I am not sure", in_footer=False),
    Verb("sure.sure", "3", "Sure", "I am sure", in_footer=False),
)
QUIZ = (
    Verb("quiz.next", "enter,space", "Next", "To the next question without an answer"),
    Verb(
        "quiz.forward",
        "pagedown",
        "Forward",
        "To the question after this one",
        is_first=True,
    ),
    Verb(
        "quiz.back",
        "pageup",
        "Back",
        "To the question before this one",
        in_footer=False,
        is_first=True,
    ),
    Verb("quiz.mark", "ctrl+t,m", "Mark", "Mark the question for later, or unmark it"),
    Verb("quiz.hand_in", "ctrl+s", "Hand in", "End the quiz and see the mark"),
    Verb(
        "quiz.unknown",
        "ctrl+n",
        "Don't know",
        "Answer «I don't know»",
        in_footer=False,
    ),
    Verb(
        "quiz.give_up",
        "ctrl+g",
        "Give up",
        "End the quiz without a mark",
        in_footer=False,
    ),
    Verb("quiz.leave", "escape", "Leave", "The quiz stays open, its clock stands"),
    Verb(
        "quiz.scroll_down",
        "ctrl+down",
        "Scroll down",
        "The rest of a long question",
        in_footer=False,
    ),
    Verb(
        "quiz.scroll_up",
        "ctrl+up",
        "Scroll up",
        "Back to its beginning",
        in_footer=False,
    ),
)
SETUP = (
    Verb("setup.begin", "ctrl+s", "Begin", "Begin the quiz"),
    Verb("setup.cancel", "escape", "Cancel", "No quiz"),
)
CONFIRM = (
    Verb("confirm.yes", "y,enter", "Yes", "Do it"),
    Verb("confirm.no", "n", "No", "Go on"),
    Verb("confirm.cancel", "escape", "Cancel", "Decide nothing now"),
)
BROWSE = (
    Verb("browse.search", "slash,ctrl+f", "Search", "Search as you type"),
    Verb("browse.detail", "enter", "Card", "The whole card, with its history"),
    Verb(
        "browse.mark", "space", "Mark", "Mark the card, or unmark it", in_footer=False
    ),
    Verb(
        "browse.mark_all",
        "asterisk",
        "Mark all",
        "Mark all that are found, or unmark them",
        in_footer=False,
    ),
    Verb("browse.sort", "o", "Sort", "Sort by the next column"),
    Verb("browse.turn", "O", "Turn", "Turn the order round", in_footer=False),
    Verb("browse.suspend", "s", "Suspend", "Set the cards aside, or take them in"),
    Verb("browse.tag", "t", "Tag", "Put a tag on the cards, or take one off"),
    Verb("browse.reset", "r", "Reset", "Make the cards new again"),
    Verb("browse.edit", "e", "Edit", "Edit the card in its deck"),
    Verb("browse.study", "a", "Study", "Study the marked cards, or all found"),
    Verb(
        "browse.undo",
        "u,ctrl+z",
        "Undo",
        "Take back what was done last",
        in_footer=False,
    ),
    Verb("browse.home", "escape,q", "Home", "Back to the decks"),
)
CARD = (
    Verb("card.edit", "e", "Edit", "Edit the card in its deck"),
    Verb("card.close", "escape,q,enter", "Close", "Back to the cards"),
)
ASK = (
    Verb("ask.take", "enter", "OK", "Take what is typed", in_footer=False),
    Verb("ask.cancel", "escape", "Cancel", "Leave it"),
)
WHICH = (Verb("which.later", "escape", "Not now", "Ask again at the next start"),)
RESULT = (
    Verb("result.go_on", "enter", "Go on", "Home; after a pre-test to the facts"),
    Verb("result.home", "escape,q", "Home", "Back to the decks"),
    Verb("result.redo", "r", "Redo", "The questions that were not wholly right"),
    Verb("result.again", "z", "Another", "Set up another quiz"),
)
READING = (
    Verb("reading.quiz", "enter", "Quiz", "Now the quiz on what you have read"),
    Verb("reading.leave", "escape", "Home", "Without the quiz"),
)
SCORES = (
    Verb("scores.deck", "d", "Deck", "The next deck, or all"),
    Verb("scores.span", "p", "Period", "The next period"),
    Verb("scores.home", "escape,q", "Home", "Back to the decks"),
)
SUMMARY = (
    Verb("summary.home", "enter,escape,q", "Done", "Back to where it was begun"),
    Verb("summary.ahead", "f", "Ahead", "Study cards before their day"),
    Verb("summary.more", "n", "+10 new", "Ten more new cards"),
)
SETTINGS = (
    Verb("settings.save", "ctrl+s", "Save", "Keep the settings"),
    Verb("settings.cancel", "escape", "Cancel", "Leave them as they were"),
)
EDITOR = (
    Verb("editor.save", "ctrl+s", "Save", "Put the text into the deck's file"),
    Verb("editor.next", "ctrl+n", "Next fault", "To the next complaint"),
    Verb("editor.format", "ctrl+f", "Format", "How a deck is written"),
    Verb(
        "editor.overwrite",
        "ctrl+r",
        "Overwrite",
        "Take this text; the other version of the file goes to the trash",
    ),
    Verb("editor.rename", "ctrl+t", "Another name", "Save as a deck of its own"),
    Verb("editor.leave", "escape", "Back", "Leave; asks when something is not saved"),
)
QUICK = (
    Verb("quick.add", "ctrl+s", "Add", "Add the card; the next one can follow"),
    Verb("quick.leave", "escape", "Back", "Leave; asks when something is written"),
)
ADDING = (
    Verb("adding.add", "ctrl+s,y", "Add", "Put the deck among yours as it is shown"),
    Verb(
        "adding.replace",
        "ctrl+r",
        "Replace",
        "Take the place of the deck of this name, or keep it",
    ),
    Verb("adding.columns", "ctrl+t", "Columns", "What the columns of the table hold"),
    Verb(
        "adding.save_rejected",
        "ctrl+l",
        "Save rejected",
        "Write what was rejected to a file beside the table",
    ),
    Verb("adding.leave", "escape", "Back", "Leave; nothing is added"),
)
MANUAL = (Verb("manual.close", "escape,q,ctrl+f", "Close", "Back to writing"),)
HELP = (Verb("help.close", "escape,question_mark,q,enter", "Close", "Back"),)

ALL = (
    *APP,
    *DECKS,
    *HOME,
    *STUDY,
    *SURE,
    *QUIZ,
    *SETUP,
    *CONFIRM,
    *BROWSE,
    *CARD,
    *ASK,
    *WHICH,
    *RESULT,
    *READING,
    *SCORES,
    *SUMMARY,
    *SETTINGS,
    *EDITOR,
    *QUICK,
    *ADDING,
    *MANUAL,
    *HELP,
)


def bindings(verbs: Iterable[Verb]) -> list[BindingType]:
    """The verbs as Textual's bindings."""
    return [
        Binding(
            verb.key,
            verb.action,
            verb.label,
            tooltip=verb.tooltip,
            show=verb.in_footer,
            priority=verb.is_first,
            id=verb.id,
        )
        for verb in verbs
    ]


def checked_keymap(keys: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The usable part of a user's keymap, and a sentence for each part that is not.

    Textual ignores unknown ids without a word and lets one verb take another's key, so
    both are looked for here: a key may serve one verb of a screen.
    """
    verbs = {verb.id: verb for verb in ALL}
    usable: dict[str, str] = {}
    problems: list[str] = []
    for id_, key in keys.items():
        verb = verbs.get(id_)
        if not verb:
            problems.append(f"keys: there is no verb «{id_}».")
            continue
        wanted = {each.strip() for each in key.split(",")}
        place = id_.partition(".")[0]
        rival = next(
            (
                other.id
                for other in ALL
                if other.id != id_
                and other.id.partition(".")[0] in (place, "app")
                and wanted & set(usable.get(other.id, other.key).split(","))
            ),
            None,
        )
        if not all(wanted) or rival:
            taken = f"{rival} has it already" if rival else "it names no key"
            problems.append(f"keys: «{key}» cannot be used for {id_}: {taken}.")
        else:
            usable[id_] = key
    return usable, problems
