"""The rows of home: what they show of a deck, of all decks, and of the open quiz."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from quizapp.text import one_line, percent, plural
from quizapp.tui.base import DeckName
from quizapp.tui.draw import (
    BLANK,
    LADDER,
    Part,
    bar,
    coming_back,
    count,
    hang,
    ladder,
    legend,
    line,
    pad,
    sentence,
    spread,
)

if TYPE_CHECKING:
    from quizapp.study.counts.values import DeckCounts, Load, Problem, QuizLeft, Today
    from quizapp.study.workspace import Workspace

ALL_DECKS = "All decks"
COLUMN = 5
"""Cells of a count."""


class Row(NamedTuple):
    """A line of home's list: a deck, all decks, or the open quiz."""

    title: str
    name: str = ""
    """The deck's; empty for all decks and for a quiz."""
    load: Load | None = None
    """What studying it would ask now; `None` before the decks are read."""
    known: int = 0
    cards: int = 0
    decks: str = ""
    """How many decks the cards of all are in, in words."""
    ahead: int = 0
    """Cards that come back on a later day."""
    deck: DeckCounts | None = None
    """The counts of the deck; `None` for all decks, and for a quiz."""
    quiz: tuple[int, int] | None = None
    """How many questions of the open quiz have an answer, and how many there are."""
    states: Mapping[str, int] | None = None
    """Cards by stage."""

    @property
    def key(self) -> tuple[str, bool]:
        """Identifies the row, whatever its counts."""
        return self.name, bool(self.quiz)

    @property
    def is_all(self) -> bool:
        """Whether it stands for all decks."""
        return not self.name and not self.quiz

    @property
    def is_broken(self) -> bool:
        """Whether the deck has problems, and no card that can be asked."""
        return bool(self.deck and self.deck.errors and not self.cards)

    @property
    def has_work(self) -> bool:
        """Whether there is something to study now, as far as is known."""
        return not self.load or bool(self.load.due + self.load.new)

    @property
    def new(self) -> int:
        """Cards never reviewed, whether today's limit allows them or not."""
        return self.states["new"] if self.states else 0

    @property
    def is_over_limit(self) -> bool:
        """Whether nothing but today's limit keeps the deck's new cards back."""
        return bool(self.name and self.new and not self.has_work)


def named_rows(decks: Sequence[DeckName]) -> list[Row]:
    """The rows of the first paint, which has no counts."""
    rows = [Row(one_line(each.title), each.name) for each in decks]
    return [Row(ALL_DECKS), *rows] if len(rows) > 1 else rows


def counted_rows(
    decks: Sequence[DeckCounts], today: Today, quiz: QuizLeft | None
) -> list[Row]:
    """The open quiz, all decks, and each of these decks, with their counts.

    With a single deck, “all decks” would add nothing.
    """
    rows = [_deck_row(each, today) for each in decks]
    if len(rows) > 1:
        asked = [each for each in decks if each.is_in_all]
        states = {
            state: sum(each.stages.get(state, 0) for each in asked) for state in LADDER
        }
        rows.insert(
            0,
            Row(
                ALL_DECKS,
                load=today.load,
                known=today.known,
                cards=today.cards,
                decks=_of_decks(len(asked), len(rows)),
                ahead=sum(each.ahead for each in asked),
                states=states,
            ),
        )
    if quiz:
        titles = {each.name: each.title for each in decks}
        over = ", ".join(titles.get(name, name) for name in quiz.decks)
        rows.insert(
            0, Row(f"Quiz: {one_line(over)}", quiz=(quiz.answered, quiz.questions))
        )
    return rows


def _of_decks(asked: int, listed: int) -> str:
    """How many of the listed decks “all decks” asks."""
    decks = plural(listed, "deck")
    return decks if asked == listed else f"{asked} of {decks}"


def _deck_row(deck: DeckCounts, today: Today) -> Row:
    group = f"{deck.group}/" if deck.group else ""
    return Row(
        one_line(f"{group}{deck.title}"),
        deck.name,
        today.load_of(deck),
        deck.known,
        deck.counted,
        deck=deck,
        ahead=deck.ahead,
        states=deck.stages,
    )


def study_day_line(day: int, workspace: Workspace) -> str:
    """The date of the study day; between midnight and the hour at which it ends, also
    that hour."""
    of_day, now = date.fromordinal(day), workspace.now()
    text = f"{of_day:%A} {of_day.day} {of_day:%B}"
    is_past_midnight = now.day == day and now.at.date() > of_day
    ends = workspace.schedule.day_starts
    return f"{text}, until {ends}:00" if is_past_midnight else text


# The list


def head_line(width: int) -> Content:
    """The titles of the columns."""
    known = "   known" if width >= 48 else ""
    return spread(
        line(("Decks", "$quiet")), line((f"due   new{known}", "$quiet")), width
    )


def row_line(row: Row, width: int) -> list[Content]:
    """One row; if it is narrow, without the bar, then without what is known."""
    if row.quiz:
        done, questions = row.quiz
        right = line((f"{done} of {questions} answered", "$work"))
        return [spread(line((row.title, "bold")), right, width)]
    wide = 24 if width >= 90 else 16 if width >= 66 else 10 if width >= 54 else 0
    load = row.load
    is_waiting = load is not None and row.has_work and _is_asked(row)
    has_new = is_waiting and load is not None and load.new
    right = line(
        _remark(row, wide),
        "  ",
        _count(load.due if load else None, "bold $work" if is_waiting else "$quiet"),
        " ",
        _count(row.new if load else None, "$work" if has_new else "$quiet"),
        _known(row) if width >= 48 else BLANK,
    )
    return [spread(line((row.title, "bold" if is_waiting else "")), right, width)]


def welcome_row(row: Row, width: int) -> list[Content]:
    """One row for a new user: the deck, and how much is in it."""
    parts = []
    if row.deck and not row.is_broken:
        parts.append(line((plural(row.deck.cards, "card"), "$quiet")))
    if row.deck and row.deck.errors:
        parts.append(line((plural(row.deck.errors, "problem"), "$wrong")))
    return [spread(line(row.title), Content(", ").join(parts), width)]


def _is_asked(row: Row) -> bool:
    """Whether “all decks” asks it."""
    return row.is_all or bool(row.deck and row.deck.is_in_all)


def _remark(row: Row, wide: int) -> Content:
    """How much is known, as a bar, or something that matters more."""
    deck = row.deck
    if deck and deck.errors:
        problems = plural(deck.errors, "problem")
        return pad(line((problems if wide else "✗", "$wrong")), wide or 1)
    if not wide or row.load is None:
        return line(" " * wide)
    if deck and (deck.is_hidden or not deck.is_started):
        state = "stopped" if deck.last else "not started"
        state = "hidden" if deck.is_hidden else state
        return pad(line((state, "$quiet")), wide)
    return bar(row.known / row.cards if row.cards else 0, wide)


def _count(number: int | None, style: str) -> Content:
    text = "" if number is None else f"{number:,}" if number else "·"
    if number and len(text) > COLUMN:
        text = f"{number // 1000}k"
    return line((f"{text:>{COLUMN}}", style if number else "$quiet"))


def _known(row: Row) -> Content:
    if row.load is None:
        return line(" " * 8)
    return line(f"{percent(row.known, row.cards) if row.cards else '·':>8}")


# What waits


def welcome(width: int, height: int) -> list[Content]:
    """What quizapp is, for a new user."""
    if height < 3:
        return [line(("Remember what an article says.", "bold"))]
    how = Content(
        "You are asked one question at a time. Each comes back just before you would "
        "forget it."
    )
    return [
        line(("Learn what an article says, and keep it.", "bold")),
        BLANK,
        *how.wrap(width),
    ]


def work_line(row: Row, today: Today | None, width: int, room: int) -> Content:
    """What waits in the current row, in the `room` that a button leaves."""
    if row.quiz:
        done, questions = row.quiz
        return line(
            ("Unfinished quiz: ", "bold"),
            (f"{done}", "bold $work"),
            (f" of {questions}", "bold"),
            (" answered", "$quiet"),
        )
    if row.load is None or today is None:
        return BLANK
    if not row.has_work:
        return _nothing_due(row, today, width)
    load, is_wide = row.load, width >= 60
    parts = []
    if reviews := load.due - load.learning:
        what = " to review" if is_wide else " due"
        parts.append(line((f"{reviews:,}", "bold $work"), (what, "bold")))
    if load.learning:
        parts.append(line((f"{load.learning:,}", "bold $close"), " learning"))
    if load.new:
        of = f" of {row.new:,}" if is_wide and row.new > load.new else ""
        parts.append(line((f"{load.new:,}", "$work"), f"{of} new"))
    waiting = line((" · ", "$quiet")).join(parts)
    for time in (plural(load.minutes, "minute"), f"{load.minutes} min"):
        timed = line(waiting, (f" · about {time}", "$quiet"))
        if is_wide and timed.cell_length <= room:
            return timed
    return waiting


def _nothing_due(row: Row, today: Today, width: int) -> Content:
    counts = today.forecast
    if not row.is_all:
        if not row.cards:
            return line(("This deck has no cards to ask.", "bold"))
        if row.is_over_limit:
            return line((_limit_reached(row, today, width), "bold"))
        done = line(("Nothing due in this deck today.", "bold"))
        counts = row.deck.forecast if row.deck else counts
    elif not today.cards:
        return line(("No deck is started.", "bold"))
    else:
        done = line(("Done for today.", "bold $right"))
    with_next = line(done, "  ", coming_back(counts, today.day))
    return with_next if with_next.cell_length <= width else done


def instead(row: Row) -> str:
    """What can be studied where nothing is due, by the keys of the footer."""
    if row.is_all and not row.cards:
        return "Press Enter on a deck to start it"
    ways = [f"m {more_new(row)}"] if row.new else []
    if row.ahead:
        ways.append("f Study ahead")
    return " · ".join(ways) or "Nothing to study here"


def _limit_reached(row: Row, today: Today, width: int) -> str:
    """Why the new cards of the current deck are not asked."""
    deck, limit = row.deck, today.new_a_day
    if deck and deck.demand.due:
        return "Today's reviews are done." if width >= 60 else "Reviews done"
    is_own = bool(deck and deck.limits.new == 0)
    if width < 60:
        return "No more new cards"
    if is_own:
        return "No more new cards in this deck today."
    if not limit:
        return "You have set new cards to 0 a day."
    is_whole_limit = deck and deck.limits.new is None and not today.most_new
    if is_whole_limit and limit > 1:
        return f"Today's {plural(limit, 'new card')} are done."
    return "Today's new cards are done."


def more_new(row: Row) -> str:
    """The label of the key that asks new cards beyond the limit."""
    from quizapp.study.counts.backlog import MORE

    return f"{min(row.new, MORE)} more new"


def done_line(today: Today | None) -> Content:
    """What was done today, and how many days in a row that makes."""
    if today is None:
        return BLANK
    parts = []
    if backlog := today.backlog:
        waits = " more waits" if backlog.waiting == 1 else " more wait"
        more = sentence(count(backlog.waiting, "bold $work"), waits)
        if backlog.cleared is not None:
            day = date.fromordinal(backlog.cleared)
            more = line(more, (f", done by {day:%A} {day.day} {day:%B}", "$quiet"))
        return more
    if today.reviewed:
        answers = " answer today" if today.reviewed == 1 else " answers today"
        parts.append(sentence(count(today.reviewed), answers))
    if today.streak > 1:
        longest = f", longest {today.longest}" if today.longest > today.streak else ""
        parts.append(sentence(count(today.streak), f" days in a row{longest}"))
    return line((" · ", "$quiet")).join(parts)


# The current row in detail


def detail(
    row: Row, day: int, best: float | None, width: int, height: int
) -> list[Content]:
    """The cards of a deck by stage, what there is to know about it, and those of its
    problems that fit whole.

    `day` is the study day, `best` the best mark of a quiz over the deck.
    """
    if row.states is None:
        return []
    facts = list(_facts(row, day, best))
    title = line((row.title, "bold"))
    room = max(width // 2, width - title.cell_length - 3)
    above, below = _that_fit(facts[:2], room), facts[2:]
    names = legend(row.states, "   " if width >= 56 else "  ")
    rest = _that_fit(below, width - names.cell_length - 2)
    lines = [
        spread(title, line((above, "$quiet")), width),
        ladder(row.states, width),
        spread(names, line((rest, "$quiet")), width),
    ]
    if row.deck and row.deck.problems:
        lines.append(BLANK)
        for problem in _problems(row.deck.problems, width):
            if len(lines) + len(problem) >= height:
                break
            lines += problem
    return lines


def _facts(row: Row, day: int, best: float | None) -> Iterator[str]:
    """What there is to know about it, most useful first."""
    deck = row.deck
    if not deck:
        yield f"{plural(row.cards, 'card')} in {row.decks}"
        yield "topics are mixed as you study"
        return
    own = {"own": ", yours", "folder": ", in your folder"}.get(deck.origin, "")
    yield f"{plural(deck.counted, 'card')}{own}"
    if deck.shadows:
        yield "in place of the shipped deck"
    if deck.last:
        yield f"studied {_when(deck.last, day)}"
    if best is not None:
        yield f"best quiz {best:.0%}"
    yield from deck.options
    if deck.suspended:
        yield f"{deck.suspended:,} suspended"


def _when(last: int, day: int) -> str:
    """A study day that is over, in words."""
    if last >= day:
        return "today"
    if last == day - 1:
        return "yesterday"
    on = date.fromordinal(last)
    if day - last < 7:
        return f"on {on:%A}"
    year = "" if day - last < 300 else f" {on.year}"
    return f"on {on.day} {on:%B}{year}"


def _that_fit(facts: Sequence[str], width: int) -> str:
    """As many of the facts as fit."""
    for number in range(len(facts), 0, -1):
        text = " · ".join(facts[:number])
        if len(text) <= width:
            return text
    return ""


def _problems(problems: Sequence[Problem], width: int) -> Iterator[list[Content]]:
    """Where each is and what it is."""
    for each in problems:
        style = "$wrong" if each.is_error else "$close"
        place: Part = (f"Line {each.line}", style)
        yield hang(Content(one_line(each.message)), width, line(place), 10)
