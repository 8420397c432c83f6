"""The verbs of a sitting and a quiz, their results, the facts and the scores."""

from __future__ import annotations

from quizapp.tui.keys.verb import Hidden, Verb

STUDY = (
    Verb("study.answer", "enter", "Answer", "Give this answer"),
    Verb(
        "study.next",
        "enter,space",
        "Next",
        "Show the answer, then take the suggested grade",
    ),
    Verb("study.unknown", "ctrl+n", "Don't know", "Say “I don't know”, see the answer"),
    Verb("study.hint", "ctrl+l", "Hint", "One more hint; each lowers the grade"),
    Verb("study.claim", "w", "I was right", "Count this answer as right from now on"),
    Verb("study.edit", "ctrl+b,e", "Edit", "Edit the card in its deck, and come back"),
    Verb("study.read", "r", "Read", "The fact of the card in its text"),
    Verb("study.undo", "ctrl+z,u", "Undo", "Undo what you did last"),
    Hidden("study.suspend", "ctrl+t,p", "Suspend", "Stop asking this card"),
    Hidden("study.tag", "t", "Tag", "Tag the card, or remove a tag"),
    Hidden(
        "study.why",
        "ctrl+g,i",
        "Why",
        "Why this card is asked now, its history, and what each grade does",
    ),
    Hidden("study.copy", "ctrl+y,c", "Copy", "Copy the card to the clipboard"),
    Hidden(
        "study.scroll_down",
        "ctrl+down,pagedown",
        "Scroll down",
        "See the rest of a long card",
    ),
    Hidden("study.scroll_up", "ctrl+up,pageup", "Scroll up", "Back to the top"),
    Verb("study.leave", "escape", "End", "End the sitting; every answer is kept"),
    Hidden("study.again", "1", "Again", "I did not know it"),
    Hidden("study.hard", "2", "Hard", "I knew it with effort"),
    Hidden("study.good", "3", "Good", "I knew it"),
    Hidden("study.easy", "4", "Easy", "I knew it at once"),
)
SUMMARY = (
    Verb("summary.go_on", "enter", "Go on", "Go on with the cards that are left"),
    Verb("summary.done", "enter,escape,q", "Done", "Back to where you started"),
    Verb("summary.these", "a", "Retry missed", "Study the missed cards again"),
    Verb("summary.ahead", "f", "Study ahead", "Study cards before they are due"),
    Verb("summary.more", "m", "More new", "New cards beyond today's limit"),
    Verb("summary.scores", "s", "Scores", "What you know, and what to look at again"),
    Verb("summary.undo", "u,ctrl+z", "Undo", "Undo the last answer, and ask it again"),
)
SETUP = (
    Verb("setup.begin", "enter,ctrl+s", "Start", "Start the quiz"),
    Verb("setup.next", "tab", "Next field", "Go to the next field"),
    Verb("setup.cancel", "escape", "Cancel", "No quiz"),
    Verb("setup.help", "f1", "Help", "All keys of this screen"),
)
QUIZ = (
    Verb("quiz.enter", "enter", "Answer", "Give this answer"),
    Verb("quiz.next", "enter,space", "Next", "Go to the next unanswered question"),
    Verb("quiz.unknown", "ctrl+n", "Don't know", "Answer “I don't know”"),
    Verb(
        "quiz.forward", "pagedown", "Forward", "Go to the next question", is_first=True
    ),
    Hidden("quiz.back", "pageup", "Back", "Go to the previous question", is_first=True),
    Verb(
        "quiz.mark",
        "ctrl+k",
        "Flag",
        "Flag the question for later, or remove the flag",
        is_first=True,
    ),
    Verb("quiz.hand_in", "ctrl+s", "Hand in", "End the quiz and see the mark"),
    Hidden(
        "quiz.give_up",
        "ctrl+d",
        "Abandon",
        "End the quiz without a mark",
        is_first=True,
    ),
    Verb(
        "quiz.leave", "escape", "Leave", "Leave; the quiz stays open, its clock stops"
    ),
    Hidden(
        "quiz.scroll_down",
        "ctrl+down",
        "Scroll down",
        "See the rest of a long question",
    ),
    Hidden("quiz.scroll_up", "ctrl+up", "Scroll up", "Back to the top"),
)
RESULT = (
    Verb("result.open", "enter", "Open", "The whole card, with its history"),
    Verb(
        "result.done", "enter,escape,q", "Done", "Back; after a pre-test to the facts"
    ),
    Verb("result.these", "a", "Retry missed", "Take a quiz on what you missed"),
    Verb("result.quiz", "z", "New quiz", "Set up another quiz"),
    Verb("result.read", "r", "Read", "The fact of this question in its text"),
    Verb("result.scores", "s", "Scores", "What you know, and what to look at again"),
)
FACTS = (
    Verb("facts.study", "enter", "Study", "Study the cards of this passage"),
    Verb("facts.quiz", "enter", "Quiz", "After a pre-test: take the quiz"),
    Verb("facts.hide", "h", "Hide answers", "Hide the answers, or show them again"),
    Verb("facts.edit", "e", "Edit", "Edit the first card of this passage"),
    Verb("facts.read", "r", "Article", "The article, at this passage"),
    Verb("facts.leave", "escape,q", "Back", "Back to where you came from"),
)
SCORES = (
    Verb("scores.open", "enter", "Open", "The whole card, with its history"),
    Verb("scores.study", "a", "Study these", "Study the cards that are listed"),
    Verb(
        "scores.cards",
        "tab",
        "Cards",
        "These, and every card ever forgotten",
    ),
    Verb("scores.overview", "tab", "Overview", "The scores in a few lines"),
    Verb("scores.detail", "i", "In detail", "All figures, and what each means"),
    Verb("scores.deck", "d", "Deck", "The scores of one deck, or of all"),
    Verb("scores.edit", "e", "Edit", "Edit the card in its deck"),
    Verb("scores.home", "escape,q", "Back", "Back to the decks"),
)
DETAIL = (
    Verb("detail.next", "tab", "Period", "The figures of another period"),
    Hidden(
        "detail.previous",
        "shift+tab",
        "Previous period",
        "The figures of the previous period",
    ),
    Verb("detail.close", "escape,q", "Back", "Back to the overview"),
)
PICK = (
    Verb("pick.take", "enter", "Choose", "Choose the highlighted row"),
    Verb("pick.cancel", "escape,q", "Cancel", "Leave it as it is"),
)
