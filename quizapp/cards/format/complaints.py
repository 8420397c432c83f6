"""Everything that can be wrong with a deck, a facts file or a table, in one table.

Each code stands for one mistake and has one level and one message, whose `{fields}` are
passed by name where the complaint is made. `quizapp help problems` prints the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec.structs import replace

from quizapp.cards.format.limits import (
    MAX_BRACKETS,
    MAX_BYTES,
    MAX_CARD_LENGTH,
    MAX_CARDS,
    MAX_CONTROLS,
    MAX_FACTS,
    MAX_FRONT_MATTER,
    MAX_HINTED_CARDS,
    MAX_LINE_LENGTH,
    MAX_LINES,
    MAX_MARKS,
)
from quizapp.model import Complaint, Level
from quizapp.text import plural

ERRORS: Mapping[str, str] = {
    # The file
    "unreadable": "The file cannot be read: {reason}.",
    "unreadable-folder": "This folder cannot be read, so what is in it is missing: "
    "{reason}.",
    "not-a-file": "This is not a regular file. A deck is a single text file.",
    "not-utf-8": "The byte {byte} is not UTF-8.{likely} Save the file as UTF-8, "
    "or name its encoding when you add it (--encoding).",
    "not-text": f"The file has more than {MAX_CONTROLS:,} control characters, so it is "
    "not text. Save it as text in UTF-8.",
    "cr-line-endings": "The lines of this file end with CR alone, as on old Macs, so "
    "it is a single line. Save it with LF (“Unix” line endings).",
    "too-large": f"The file is larger than {MAX_BYTES >> 20} MiB. Split it.",
    "too-many-lines": f"The file has more than {MAX_LINES:,} lines. Split it.",
    "too-many-cards": f"A file can have at most {MAX_CARDS:,} cards, topics and "
    "comments. Split it.",
    "too-many-facts": f"A facts file can have at most {MAX_FACTS:,} facts, brackets, "
    "questions and cards. The rest of the file was not read; split it.",
    "too-many-marks": f"The `C:` cards of a file can have at most {MAX_MARKS:,} "
    "brackets, dollar signs, backticks and backslashes. The rest of the file was not "
    "read; split it.",
    "long-line": f"This line is longer than {MAX_LINE_LENGTH:,} characters, so it was "
    "not read. Break the line.",
    "git-conflict": "This file has an unresolved Git conflict. Until you resolve "
    "it, the first side is used: keep what is right, and delete the lines of "
    "`<<<<<<<`, `=======` and `>>>>>>>`.",
    "not-a-table": "The file cannot be added: {reason}",
    "long-card": f"This card is longer than {MAX_CARD_LENGTH:,} characters. Split it.",
    "too-many-brackets": f"A `C:` can have at most {MAX_BRACKETS:,} brackets. Split "
    "this card.",
    "more-complaints": "{more}. Fix these first.{end}",
    # The decks of a user
    "duplicate-name": "Another deck is already called “{name}”: {path}. Rename one "
    "of them.",
    "duplicate-deck-id": "The deck “{deck}” already has the id “{id}”, so their "
    "progress would mix, and this one is not asked. Give it another `id` in its front "
    "matter.",
    "sync-copy": "This is a conflicted copy made by a file sync. It is not read, as it "
    "has the same cards as the original. Copy what you need from it, then delete it.",
    "too-many-files": "{folder} contains more than {most:,} files and folders; the "
    "rest is not read. Name the folder inside it that contains the decks.",
    "too-many-decks": "{folder} contains more than {most:,} decks; the others are not "
    "read. Combine several into one file, or name a folder with fewer.",
    # Front matter
    "unclosed-front-matter": "The front matter that starts here has no second `---`. "
    "Add one after it, or remove this one.",
    "long-front-matter": f"The front matter is longer than {MAX_FRONT_MATTER:,} "
    "characters, so it is ignored. Shorten it.",
    "bad-front-matter": "The front matter is not valid TOML: {reason}. A line is "
    'written like `title = "Lima"`.',
    "yaml-front-matter": "This front matter is YAML. Write it as TOML: `{yaml}` "
    "becomes `{toml}`.",
    "plus-front-matter": "This front matter is between lines of `+++`, as in Hugo. "
    "Change both to `---`.",
    "card-in-front-matter": "This card is in the front matter, between the first two "
    "`---`. Cards go below the second one; a deck without front matter does not begin "
    "with `---`.",
    "bad-deck-id": "A deck's id is text without spaces and slashes, such as "
    '`id = "apec-lima"`.',
    "bad-key": "`{key}` must be {expected}.",
    # The lines of a card
    "stray-text": "This line does not belong to a card. {advice}",
    "obsidian-card": "This looks like an Obsidian card: {what}. {advice}",
    "text-after-comment": "Begin a new line after a comment.",
    "unclosed-comment": "This comment has no end. Add `-->`.",
    "unclosed-fence": "This code fence is not closed. Add a line with the same marks, "
    "or write `\\` before it.",
    "answer-without-question": "There is no open question for this answer. A card "
    "begins with `Q:`, then come `A:` and the fields.",
    "second-answer": "This card already has an answer. Begin the next card with `Q:`.",
    "question-without-answer": "This question has no answer. {advice}",
    "list-without-question": "There is no question above this list.",
    # Lists
    "empty-item": "An item of this list is empty.",
    "repeated-item": "Two items of this list are the same.",
    "no-right-choice": "Mark the right choice with `[x]`.",
    "no-wrong-choice": "Add a wrong choice: `- [ ] …`.",
    "short-order": "A list to put in order needs three items or more.",
    "short-match": "A list to match needs two pairs or more.",
    # Brackets
    "no-bracket": "A `C:` needs an `[answer]` in brackets to leave blank.",
    "empty-bracket": "This bracket is empty. Write the answer between `[` and `]`.",
    "nested-bracket": "This bracket is inside another one. Close the first with `]`, "
    "or write `\\[` for a plain one.",
    "unclosed-bracket": "This bracket is not closed. Add `]`, or write `\\[` for a "
    "plain one.",
    # Fields
    "unknown-field": "There is no field `:{name}:` here. {advice}",
    "repeated-field": "`:{name}:` is given twice. Keep one.",
    "duplicate-id": "The {thing} on line {line} already has the id “{id}”. Give this "
    "one another.",
    "bad-id": "An id consists of letters, digits, `.`, `_` and `-`, without spaces.",
    "bad-at": "`:at:` must be the numbers of a paragraph and a sentence, such as 5.2.",
    "bad-value": "`:value:` must be number, date, list, exact or text.",
    "bad-number": "“{answer:.40}” is not a number such as 12, 3.5 million, 64% or "
    "20–30. Correct it, or remove `:value: number`.",
    "bad-date": "“{answer:.40}” is not a date such as 2016-11-14, 14 November 2016, "
    "November 2016 or 2016. Correct it, or remove `:value: date`.",
    "bad-list": "“{answer:.40}” is a single item. Separate the items of a list with "
    "`,` or `;`, or remove `:value: list`.",
    "bad-tolerance": "A tolerance is written like `± 2` or `5%`.",
    "tolerance-without-number": "A tolerance needs `:value: number`.",
    "bad-ask": "`:ask:` must be one of {kinds}.",
    "impossible-ask": "A {kind} card cannot be asked as {ask}.",
    "bad-reverse": "`:reverse:` must be true or false.",
    "impossible-reverse": "Only a card with `Q:` and `A:` can be reversed.",
    "bad-together": "`:together:` must be true or false.",
    "impossible-together": "Only the brackets of a `C:` can be asked together.",
    # Facts
    "bad-paragraph": "A paragraph of the article begins with a line like `## 3`.",
    "no-paragraph": "This fact belongs to no paragraph. Add a line like `## 1` above.",
    "fact-without-id": "This fact needs an id, by which its cards are known. Add "
    "`:id: {offer}`.",
    "bad-ask-line": "Write this line as `? question -> answer`.",
    "ask-without-fact": "There is no fact for this question. Remove the blank line "
    "above it.",
    "second-question": "“{answer}” already has a line `? … -> …`. Keep one; for "
    "another card, write a `Q:` and an `A:` below a blank line.",
    "no-such-bracket": "The answer must be exactly the text of a bracket: {answers}.",
    "quote-not-in-article": "The article does not say “{quote}”. Copy its words "
    "exactly.",
    "answer-not-in-quote": "“{answer}” is not in the quote of this fact, but its other "
    "words are. Mark what the article says, or quote the sentence that says it too.",
    "card-without-fact": "There is no fact above this card.",
    "no-card-id": "No id can be made from this card's answer. Give this card its own "
    "`:id:`.",
    "duplicate-card-id": "The id “{id}” would stand for two cards. Give this card its "
    "own `:id:`.",
    # Tables
    "which-columns": "There are {count} columns, but the first line does not name "
    "a question and an answer: it is {cells}. Say what the columns are, as "
    "in --columns question,answer{more} (- leaves one out).",
    "incomplete-header": "The first line, {cells}, does not name {missing}. Add it "
    "there; or if that line is a card, say what the columns are, as in --columns "
    "question,answer{more} (- leaves one out).",
    "empty-record": "All cells are empty.",
    "too-many-cells": "This row has {cells}, but the table has {columns}. "
    "Enclose the cell that contains the separator in double quotes.",
    "no-question": "There is no question.",
    "no-answer": "There is no answer: its cell is empty or missing.",
    "repeated-record": "The same row is on line {line}.",
    "note-without-answer": "This note has no answer, or only a sound.",
    "image-occlusion": "This note asks for part of a picture, which quizapp does not "
    "show.",
    "unclosed-cloze": "A cloze of this note is not closed with }}}}, or holds another.",
    "unreadable-cloze": "The clozes of this note are empty, or mixed up with its code "
    "or its dollar signs. Change them, or write the card yourself.",
}
"""Mistakes that cost something: a card, a row or the whole file."""

WARNINGS: Mapping[str, str] = {
    # The file
    "unknown-file": "This is not an article, so it is neither read nor changed, and it "
    "is not in a backup. Keep it elsewhere.",
    "control-character": "This line has a control character (U+{number:04X}), shown "
    "as {shown}. Remove it.",
    "no-cards": "This deck has no cards.",
    "duplicate-cards": "{cards} of this deck {are} also in “{deck}”. A card is asked "
    "in one deck: the one you have started, or the first.",
    # Front matter
    "unknown-key": "The key `{key}` is not known. The keys are {known}.",
    "bad-article": "An article has a title, a publisher and a date, such as "
    '`article = {{ title = "Peru", date = 2016-11-14 }}`.',
    "unknown-code": "No hint or warning is called “{code}”, and an error cannot be "
    "silenced. {advice}",
    # The lines of a card
    "nearly-a-marker": "“{written}” is read as text of the card above. The marker is "
    "`{marker}:`, a capital at the start of the line and a colon; `\\` before it makes "
    "it text.",
    "nearly-a-field": "This looks like a field, but is read as text of the card above. "
    "{advice}",
    "nearly-a-topic": "This looks like a topic, but is read as text of the card above. "
    "{advice}",
    "field-in-body": "There is no field `:{name}:`, so this is read as text. {advice}",
    "obsidian-schedule": "`<!--SR:` is Obsidian's schedule. It is not imported: the "
    "cards are new here.",
    "comment-in-body": "“{line}” is part of the card above, and is shown. A comment "
    "goes between cards, after a blank line; `\\<!--` makes this plain text.",
    "heading-in-body": "“{line}” is part of the card above. A topic goes before a "
    "card, after a blank line; `\\#` makes this plain text.",
    "empty-question": "This card has no question yet. It is kept, but not asked.",
    "empty-answer": "This card has no answer yet. It is kept, but not asked.",
    "repeated-card": "The same card is above. The two count as one.",
    "list-with-answer": "This question ends with a list and also has an `A:`, so it is "
    "a card to turn over. Remove the `A:` to have the list asked.",
    # Brackets
    "stray-bracket": "There is no `[` for this `]`. Write `\\]`.",
    "link-like-bracket": "This bracket is a blank and makes a card. If it is meant as "
    "{meaning}, write `\\[` to make it plain text.",
    # Fields
    "empty-field": "`:{name}:` is empty. Fill it in or remove it.",
    "idle-value": "`:value: {value}` says how a typed answer is judged, but this card "
    "is never typed: {reason}. Change that, or remove `:value:`.",
    "bar-without-spaces": "A bar separates values only with spaces around it, `a | b`. "
    "Write `\\|` for a bar that is part of a value.",
    "other-unit": "The unit of “{answer}” is not the one named by `:unit:`, “{wanted}”."
    " Correct one of them; if they mean the same, write `:unit: {wanted} | {unit}`.",
    # Facts
    "answer-in-own-words": "“{answer}” is not in the quote of this fact. Check that "
    "the article says so.",
    "fact-without-cards": "This fact makes no cards. Put an answer in `[brackets]`.",
    # Tables
    "no-records": "This table has no rows.",
    "maybe-header": "This line may name the columns, but is taken as a card. If it "
    "does name them, change the names to question and answer.",
    "unknown-column": "The column “{name}” is left out: its name is not known, or "
    "another column has it too. To include it, name all columns (--columns; in the "
    "app: Columns).",
    "quote-as-text": "A cell begins with a quote that does not enclose the whole cell, "
    "so the quote is taken as text. To quote a cell, double the quotes inside it.",
    "broken-encoding": "From here on there are bytes that are not {encoding}; each is "
    "shown as �. Save the file again, or name its encoding (--encoding; in the app: "
    "Columns).",
    "guessed-encoding": "The file is not UTF-8 and is read as {encoding}: “{shown}”. "
    "If that is wrong, name the encoding (--encoding cp1250; in the app: Columns).",
    "anki-markup": "“{found}” looks like Anki's HTML, but is read as text. To have it "
    "read as in Anki, add the line #html:true at the very top of the file.",
}
"""Possible mistakes, which can be silenced; the card is kept."""

HINTS: Mapping[str, str] = {
    "plain-bracket": "“{text}” is in code or `$maths$`, so it is plain text, not a "
    "blank. For a blank, put the bracket around the code or the maths, or write `\\$` "
    "for a dollar sign.",
    "given-away": "“{text}” {place} counts as right, so it gives the answer away. "
    "Reword it, or ask for something else.",
    "same-question": "The card on line {line} asks the same but wants “{other}”; this "
    "one wants “{answer}”. Say in both questions which is meant, or let each "
    "`:accept:` the other's answer.",
    "similar-question": "The card on line {line} asks nearly the same and has the same "
    "answer. Keep one of them, or ask for something else here.",
    "shared-answer": "“{alias}” is right here, and it is the answer of the card on "
    "line {line}, where “{answer}” is wrong. If they are the same thing, let both "
    "cards accept both names; otherwise remove this one.",
    "longest-choice": "The right choice has {least} letters and the longest wrong one "
    "{most}, so its length gives it away. Shorten it, or write longer wrong ones.",
    "wrong-is-right": "“{wrong}” is listed as wrong, but counts as right: the answer "
    "is “{right}”. Change it or remove it.",
    "repeated-choice": "“{text}” says the same as “{other}”, so there is one choice "
    "fewer. Change one of them.",
    "too-few-wrong-choices": "This card is to be asked with choices, which takes "
    "{least} wrong ones, but it has {count}. Add some to `:wrong:`, or give the card a "
    "`:type:` that other cards have.",
    "stop-word-blank": "Grammar alone fills this blank: “{answer}” is a small word. "
    "Blank a word that carries the meaning, or say what you ask for, such as "
    "`[{answer}::preposition]`.",
    "negated-question": "“{text}” is easily overlooked, and what is not the case is "
    "hardly worth remembering. Ask what is the case.",
    "points-back": "“{text}” stands for something that this fact does not name. Write "
    "the name: a card is asked without the sentences before it.",
    "day-of-writing": "“{text}” was true on the day of writing. Give the date or the "
    "year: a card is asked months later.",
    "too-long": "This {part} has {count} {unit}; {most} is plenty. Shorten it, or make "
    "several cards of it: the less a card contains, the better it is remembered.",
    "no-source": "This deck gives sources, but this card has none. Add `:source:` with "
    "the paragraph or place it comes from.",
    "hints-end": f"Only the first {MAX_HINTED_CARDS:,} cards of a file get hints, so "
    "there are none from here on. To get them for all cards, split the file.",
}
"""What a teacher would say about a card that is valid."""

_LEVELS = {Level.ERROR: ERRORS, Level.WARNING: WARNINGS, Level.HINT: HINTS}
LEVELS: Mapping[str, Level] = {
    code: level for level, messages in _LEVELS.items() for code in messages
}
"""The level of each code."""
MESSAGES: Mapping[str, str] = {**ERRORS, **WARNINGS, **HINTS}
"""The message of each code; `str.format` fills in its fields."""

MAX_KEPT = 1_000
"""The number of complaints about a file that are kept."""
MAX_COUNTED = 10_000
"""After this many more, reading stops: the file is not a deck."""
_FIELD = re.compile(r"\{\w+[^{}]*\}")


class Complain(Protocol):
    """Takes a line and column, both from 1, a code, and the fields of its message."""

    def __call__(
        self, line: int, column: int, code: str, /, **fields: object
    ) -> None: ...


def complaint(line: int, column: int, code: str, /, **fields: object) -> Complaint:
    """The complaint with this code, at this line and column."""
    message = MESSAGES[code].format(**fields)
    return Complaint(line, column, code, message, LEVELS[code])


def message_sample(code: str) -> str:
    """The message of a code as the manual shows it, with `…` for each field."""
    text = _FIELD.sub("…", MESSAGES[code]).replace("{{", "{").replace("}}", "}")
    return text.removesuffix("…").rstrip()


class Complaints:
    """Collects complaints about a file: it keeps the first and counts the others."""

    def __init__(self) -> None:
        self.is_full = False
        """Whether reading the file should stop."""
        self._kept: list[Complaint] = []
        self._more = 0
        self._level = Level.WARNING

    def __bool__(self) -> bool:
        return bool(self._kept)

    @property
    def is_limit_reached(self) -> bool:
        """Whether the next one is only counted, so that its message is not needed."""
        return len(self._kept) >= MAX_KEPT

    def complain(self, line: int, column: int, code: str, /, **fields: object) -> None:
        """Keep a complaint, or count it."""
        if not self.is_limit_reached:
            self._kept.append(complaint(line, column, code, **fields))
            return
        self._more += 1
        if LEVELS[code] is Level.ERROR:
            self._level = Level.ERROR
        if self._more >= MAX_COUNTED:
            self.is_full = True

    def stop(self, line: int, code: str) -> None:
        """Complain that the file holds too much, and stop reading it."""
        self.complain(line, 1, code)
        self.is_full = True

    def add_all(self, complaints: Iterable[Complaint]) -> None:
        """Keep these, which must be few."""
        self._kept += complaints

    def in_order(self) -> tuple[Complaint, ...]:
        """The complaints that were kept, in the order of the file. If there are more,
        the last one says how many."""
        kept = sorted(self._kept, key=lambda kept: (kept.line, kept.column))
        if self._more:
            end = " The rest of the file was not read." if self.is_full else ""
            more = plural(self._more, "more complaint")
            last = complaint(kept[-1].line, 1, "more-complaints", more=more, end=end)
            kept.append(replace(last, level=self._level))
        return tuple(kept)
