"""A card as lines of text: its content, its progress, its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from textual.content import Content

from quizapp.cards.kinds import KINDS
from quizapp.cards.questions import shown_answer, shown_prompt
from quizapp.model import (
    Accept,
    Card,
    CardSeen,
    Event,
    Grade,
    Mark,
    Memory,
    Reset,
    Review,
    Suspend,
    Tag,
    Trail,
)
from quizapp.model.trail import CLOSE, MISSED, RIGHT
from quizapp.schedule import Stage, retrievability, stage_of
from quizapp.study.counts.values import Moment
from quizapp.study.scores import STAGES
from quizapp.study.workspace import Workspace
from quizapp.text import one_line, plural, visible
from quizapp.tui.draw import BLANK, hang, line
from quizapp.tui.signs import SIGNS
from quizapp.tui.widgets.prose import inline, quotation, with_bold_answer

LABEL = 12
"""Cells of a label."""
WIDEST = 84
"""Cells of a line of text, at most."""
TRAIL = {RIGHT: Mark.RIGHT, CLOSE: Mark.CLOSE, MISSED: Mark.WRONG}
Labelled = tuple[str, Content]
"""A label and its text."""


@dataclass(frozen=True, slots=True)
class About:
    """A card with what is known of it."""

    key: str
    card: Card
    name: str
    """The name of its deck."""
    title: str
    """The title of its deck."""
    file: str
    memory: Memory | None
    trail: Trail
    is_suspended: bool
    tags: Sequence[str]
    """The learner's own."""
    accepted: Sequence[str]
    """What the learner counts as right."""
    now: Moment
    aim: float

    @classmethod
    def of(cls, workspace: Workspace, key: str, now: Moment) -> About | None:
        """The card of this key; `None` when it is gone."""
        found = workspace.find(key)
        if not found:
            return None
        name, card = found
        deck = workspace.deck(name)
        return cls(
            key=card.key,
            card=card,
            name=name,
            title=deck.title,
            file=deck.path.name if deck.path else "",
            memory=workspace.memories.get(card.key),
            trail=workspace.store.trail(card.key),
            is_suspended=card.key in workspace.suspended,
            tags=workspace.tags.get(card.key, ()),
            accepted=workspace.store.accepted(card.key),
            now=now,
            aim=workspace.schedule.retention,
        )


# When it comes back


def returns(
    memory: Memory | None, now: Moment, *, is_suspended: bool
) -> tuple[str, str]:
    """State and day of a card in one word, and its style: `new`, `due today`, `24 d`"""
    if is_suspended:
        return "suspended", "$quiet"
    if memory is None:
        return "new", "$work"
    if memory.due_at is not None:
        minutes = -(-(memory.due_at - now.ms) // 60_000)
        if minutes <= 0:
            return "due now", "bold $work"
        return (f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"), "$quiet"
    if now.awaits(memory):
        late = now.day - memory.due_day
        return f"{_short(late)} late" if late > 0 else "due today", "bold $work"
    return _short(memory.due_day - now.day), "$quiet"


def _short(days: int) -> str:
    if days < 60:
        return f"{days} d"
    return f"{days // 30} mo" if days < 365 else f"{days / 365:.1f} y"


def _when(memory: Memory, now: Moment) -> str:
    """When a card comes back, in words."""
    if memory.due_at is not None:
        minutes = -(-(memory.due_at - now.ms) // 60_000)
        if minutes <= 0:
            return "now"
        if minutes < 60:
            return f"in {plural(minutes, 'minute')}"
        if memory.due_day == now.day:
            return f"in {plural(minutes // 60, 'hour')}"
    days, day = memory.due_day - now.day, _day(date.fromordinal(memory.due_day))
    if days < 0:
        return f"since {day}, for {plural(-days, 'day')}"
    if days < 2:
        return "tomorrow" if days else "today"
    return f"in {plural(days, 'day')}, on {day}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


# What it says


def head(card: Card, width: int) -> list[Content]:
    """The question, and its answer."""
    width = min(width, WIDEST)
    question, answer = inline(shown_prompt(card), "bold"), shown_answer(card)
    return [*question.wrap(width), *inline(answer, "bold $right").wrap(width)]


def marks(trail: Trail) -> Content:
    """The latest answers as signs, the newest at the right."""
    if not trail.marks:
        return Content("none yet").stylize("$quiet")
    return Content(" ").join(line(SIGNS[TRAIL[mark]]) for mark in trail.marks)


def texts(about: About) -> Iterator[Labelled]:
    """What its deck says besides question and answer, most important first."""
    card, fields = about.card, about.card.fields
    if fields.own_words:
        label = fields.attribution()
        statement = with_bold_answer(inline(fields.cite), card)
        yield (label if len(label) < LABEL else "Fact"), statement
    if fields.quote:
        yield "Article", quotation(card)[1]
    is_choice = any(item.right for item in card.items)
    wrong = (item.text for item in card.items if is_choice and not item.right)
    rows = {
        "Note": fields.note,
        "Also right": ", ".join((*fields.accept, *about.accepted)),
        "Wrong": ", ".join((*fields.wrong, *wrong)),
        "Deck": " › ".join(filter(None, (about.title, card.topic))),
        "Source": fields.shown_source if not fields.source.isdecimal() else "",
        "Tags": ", ".join((*fields.tags, *about.tags)),
        "File": f"{about.file}, line {card.line}" if about.file else "",
    }
    # The learner's tags and answers may come from another machine.
    yield from ((name, inline(visible(text))) for name, text in rows.items() if text)


# How it stands


def standing(about: About) -> Iterator[Labelled]:
    """Whether the card is known, when it comes back, and why."""
    memory, now = about.memory, about.now
    stage = stage_of(memory)
    yield "State", line((stage.capitalize(), "bold"), f": {STAGES[stage]}.")
    if about.is_suspended:
        yield "Suspended", Content("It is not asked until you unsuspend it.")
    if memory is None:
        return
    when = _when(memory, now)
    yield (
        "Due" if now.awaits(memory) else "Comes back",
        Content(f"{when[0].upper()}{when[1:]}."),
    )
    yield "Why", Content(_why_then(memory, about))
    lapses = memory.lapses
    forgotten = f", forgotten {_times(lapses)}" if lapses else ""
    if stage is not Stage.LEARNING and not lapses:
        forgotten = ", never forgotten"
    yield "So far", Content(f"Asked {_times(memory.reviews)}{forgotten}.")
    if stage is not Stage.LEARNING:
        yield (
            "Difficulty",
            Content(
                f"{memory.difficulty:.0f} of 10. The more difficult a card, the more "
                "slowly its intervals grow."
            ),
        )


def _why_then(memory: Memory, about: About) -> str:
    if memory.is_learning:
        how = "You forgot it" if memory.lapses else "It is in its first steps"
        return f"{how}, so it comes back soon."
    then = retrievability(memory, memory.due_day)
    today = retrievability(memory, about.now.day)
    due = ""
    if memory.due_day > about.now.day:
        due = f", and will be {then:.0%} when it is due"
    elif memory.due_day < about.now.day:
        due = f", and was {then:.0%} when it was due"
    chance = f"Your chance of remembering it is {today:.0%} now{due}."
    return f"{chance} Your aim is {about.aim:.0%}."


# What happened to it


def history(about: About, events: Iterable[Event]) -> list[Content]:
    """A line for each event, latest first."""
    now = (about.card.prompt, about.card.answer)
    lines = [_event(event, now) for event in events]
    return [each for each in reversed(lines) if each]


def _event(event: Event, now: tuple[str, str]) -> Content:
    when = (f"{_minute(event.at)}  ", "$quiet")
    match event.act:
        case Review() as act:
            return line(when, *_review(act))
        case Suspend() as act:
            return line(when, "suspended" if act.suspended else "no longer suspended")
        case Reset():
            return line(when, "reset: new again")
        case Tag() as act:
            how = "tagged" if act.on else "no longer tagged"
            return line(when, f"{how} “{one_line(act.tag)}”")
        case Accept() as act:
            return line(when, f"“{one_line(act.answer)}” counts as right from here on")
        case CardSeen() as act if (act.prompt, act.answer) != now:
            text = one_line(f"{act.prompt} → {act.answer}")
            return line(when, ("it said ", "$quiet"), text)
    return BLANK


def _minute(at: datetime) -> str:
    return f"{at.day:2} {at:%b %Y %H:%M}"


def _review(act: Review) -> Iterator[Content | str | tuple[str, str]]:
    mark = act.mark
    if mark is Mark.OPEN:
        mark = Mark.WRONG if act.grade is Grade.AGAIN else Mark.RIGHT
    yield SIGNS[mark]
    yield f" {act.grade.label:5}  "
    kind = KINDS.get(act.asked)
    about = f"{act.spent / 1000:3.0f} s  {kind.label if kind else act.asked:9}"
    yield about + ("  in a quiz" if act.quiz else ""), "$quiet"
    given = visible(act.given).replace("\n", ", ")
    if act.mark is Mark.UNKNOWN:
        yield "  didn't know", "$quiet"
    elif given:
        yield f"  “{given}”"


# Put together


def labelled(rows: Iterable[Labelled], width: int) -> Iterator[list[Content]]:
    """The lines of each row, with its label at the left."""
    width = min(width, WIDEST)
    for label, text in rows:
        if width < 3 * LABEL:
            yield [line((label, "$quiet")), *text.wrap(width)]
        else:
            yield hang(text, width, line((label, "$quiet")), LABEL)


def fitting(about: About, why: str, width: int, height: int) -> list[Content]:
    """The parts of a card that fit, most important first; `why` is the reason why it is
    worth another look, if it is."""
    rows: list[Labelled] = [("Answers", marks(about.trail))]
    if why:
        rows.append(("Why", Content(why)))
    told = head(about.card, width)
    if len(told) > height:
        return [*told[: max(0, height - 1)], line(("…", "$quiet"))]
    if height >= 11 and len(told) + 1 < height:
        told.append(BLANK)
    for block in labelled((*rows, *texts(about)), width):
        if len(told) + len(block) <= height:
            told += block
    return told


def whole(about: About, events: Iterable[Event], width: int) -> list[Content]:
    """Everything about a card."""
    told = [*head(about.card, width), BLANK]
    for rows in (texts(about), standing(about)):
        for block in labelled(rows, width):
            told += block
        told.append(BLANK)
    lines = history(about, events)
    if lines:
        told.append(line(("History, the latest first", "bold")))
        told += [row for each in lines for row in each.wrap(min(width, WIDEST))]
    return told


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
