"""The scores: every figure equals that of a naive script which counts by itself."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from quizapp.cards.format.reader import read_deck
from quizapp.model import (
    BIN_ENDS,
    Card,
    Grade,
    Memory,
    Phase,
)
from quizapp.schedule import Schedule, Scheduler, retrievability
from quizapp.study.scores import (
    SECTIONS,
    Share,
    Span,
)
from quizapp.study.scores.lines import cut, lines_of
from quizapp.study.scores.page import WEEKS, page_of
from quizapp.study.workspace.scored import scored
from quizapp.text import cells
from tests.command_line import Run
from tests.two_years import DECKS, TwoYears, write_decks
from tests.world import START, World

pytestmark = pytest.mark.xdist_group("scores")  # one life serves all


class Naive:
    """Counts everything from the files, one event after the other."""

    def __init__(self, folder: Path) -> None:
        events: dict[tuple[int, str], dict[str, Any]] = {}
        for path in (folder / "library" / "users").rglob("*.json"):
            for id_, body in json.loads(path.read_text("utf-8"))["events"].items():
                events[int(id_), path.parent.name] = body
        gone: set[str] = set()
        for (id_, device), body in sorted(events.items(), reverse=True):
            if body["kind"] == "undo" and f"{id_}-{device}" not in gone:
                gone.add(body["undoes"])
        self.standing = [
            (f"{id_}-{device}", body)
            for (id_, device), body in sorted(events.items())
            if f"{id_}-{device}" not in gone
        ]
        self.memories: dict[str, Memory] = {}
        self.known_by: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        self.seen: list[dict[str, Any]] = []
        scheduler = Scheduler(Schedule())
        for _, body in self.standing:
            if body["kind"] == "review":
                self._one(scheduler, body)

    def _one(self, scheduler: Scheduler, body: dict[str, Any]) -> None:
        card = body["card"]
        before = self.memories.get(card)
        day = date.fromisoformat(body["day"]).toordinal()
        at = int(datetime.fromisoformat(body["at"]).timestamp() * 1000)
        told: dict[str, Any] = {
            "key": card,
            "grade": Grade(body["grade"]),
            "at": at,
            "day": day,
        }
        if "quiz" in body:
            after = scheduler.quiz(before, chance=body["chance"], **told)
        else:
            after = scheduler.review(before, **told)
        due = before and before.phase is Phase.REVIEW and "quiz" not in body
        self.seen.append(
            {
                "deck": body["deck"],
                "day": day,
                "right": body["grade"] > 1,
                "spent": body["spent"],
                "due": bool(due),
                "mature": bool(due and before and before.stability >= 21),
                "recall": retrievability(before, day)
                if due and before and day > before.day
                else None,
                "new": before is None and "quiz" not in body,
                "sure": body.get("sure"),
            }
        )
        if after:
            self.memories[card] = after
            self.known_by[card].append((day, after.phase is Phase.REVIEW))

    def known(self, deck: str, day: int) -> int:
        """How many cards were known at the end of a study day."""
        return sum(
            there[-1]
            for card, answers in self.known_by.items()
            if card.startswith(f"{deck}/" if deck else "")
            if (there := [is_known for on, is_known in answers if on <= day])
        )

    def rows(self, deck: str, span: Span) -> list[dict[str, Any]]:
        first = span.first(START.toordinal())
        return [
            row
            for row in self.seen
            if deck in ("", row["deck"]) and row["day"] >= first
        ]


@pytest.fixture(scope="module")
def naive(two_years: TwoYears) -> Naive:
    return Naive(two_years.folder)


@pytest.mark.parametrize("deck", ["", *DECKS])
@pytest.mark.parametrize("span", list(Span))
def test_every_figure_is_that_of_the_naive_script(
    two_years: TwoYears, naive: Naive, deck: str, span: Span
) -> None:
    told, rows = two_years.told(deck, span), naive.rows(deck, span)
    whole = naive.rows(deck, Span.ALL)
    today = START.toordinal()
    assert told.total.reviews == len(rows)
    assert told.total.spent == sum(row["spent"] for row in rows)
    per = sum(row["spent"] for row in rows) / len(rows) if rows else None
    assert told.per_answer == per
    due = [row for row in rows if row["due"]]
    mature = [row for row in due if row["mature"]]
    young = [row for row in due if not row["mature"]]
    for share, of in (
        (told.retention, due),
        (told.mature, mature),
        (told.young, young),
    ):
        assert (share.right, share.of) == (sum(row["right"] for row in of), len(of))
    for month in told.months:
        inside = [
            row
            for row in due
            if date.fromordinal(row["day"]).replace(day=1).toordinal() == month.first
        ]
        assert month.mature.of == sum(row["mature"] for row in inside)
        assert month.mature.of + month.young.of == len(inside)
        assert month.mature.right + month.young.right == sum(
            row["right"] for row in inside
        )
    assert sum(month.mature.of + month.young.of for month in told.months) == len(due)
    for number, name in enumerate(("guess", "unsure", "sure"), start=1):
        said = [row for row in rows if row["sure"] == number]
        right = sum(row["right"] for row in said)
        assert told.calibration[name] == Share(right, len(said))
    # Not of the span:
    days = Counter(row["day"] for row in whole)
    assert told.days == len(days)
    assert told.heat == {d: n for d, n in days.items() if today - 371 < d <= today}
    assert told.today.reviews == days[today]
    assert told.today.new == sum(row["new"] for row in whole if row["day"] == today)
    run_of = longest = streak = 0
    for day in range(min(days), today + 1):
        run_of = run_of + 1 if day in days else 0
        longest = max(longest, run_of)
        if day == today - 1:
            streak = run_of
    assert (told.longest, told.streak) == (
        longest,
        streak + 1 if today in days else streak,
    )


@pytest.mark.parametrize("deck", ["", *DECKS])
def test_memories_and_what_they_foretell_are_the_naive_scripts(
    two_years: TwoYears, naive: Naive, deck: str
) -> None:
    told, today = two_years.told(deck), START.toordinal()
    memories = {
        key: memory
        for key, memory in naive.memories.items()
        if key.startswith(f"{deck}/" if deck else "")
    }
    reviewing = [m for m in memories.values() if m.phase is Phase.REVIEW]
    mature = [m for m in reviewing if m.due_day - m.day >= 21]
    cards = 30 if deck else 90
    assert told.whole.cards == cards
    assert told.whole.new == cards - len(memories)
    assert told.whole.learning == len(memories) - len(reviewing)
    assert (told.whole.mature, told.whole.young) == (
        len(mature),
        len(reviewing) - len(mature),
    )
    assert told.whole.known == len(reviewing)
    for standing in told.decks:
        for topic in standing.topics:
            number = int(topic.name[-1])
            keys = [
                f"{standing.name}/c{n}" for n in range(10 * number, 10 * number + 10)
            ]
            known = [memories[key] for key in keys if key in memories]
            firm = [m for m in known if m.phase is Phase.REVIEW]
            old = sum(m.due_day - m.day >= 21 for m in firm)
            assert (topic.new, topic.learning) == (
                10 - len(known),
                len(known) - len(firm),
            )
            assert (topic.young, topic.mature) == (len(firm) - old, old)
    dues = Counter(
        0 if m.is_learning else max(0, m.due_day - today) for m in memories.values()
    )
    assert list(told.forecast) == [dues[n] for n in range(30)]
    due = [row for row in naive.rows(deck, Span.ALL) if row["due"]]
    assert told.retention.of - told.retention.right == sum(
        not row["right"] for row in due
    )
    weeks = [naive.known(deck, today - 7 * back) for back in range(11, 0, -1)]
    weeks.append(len(reviewing))  # also what a clock that was ahead has brought
    assert list(told.whole.weeks) == weeks
    assert told.whole.gained == weeks[-1] - weeks[-2]
    rows = [r for r in naive.rows(deck, Span.ALL) if r["recall"] is not None]
    lows = (0.0, *BIN_ENDS)
    for each in told.predicted:
        inside = [r for r in rows if each.low < r["recall"] <= each.high]
        assert each.observed == Share(sum(r["right"] for r in inside), len(inside))
        mean = sum(r["recall"] for r in inside) / len(inside)
        assert each.predicted == pytest.approx(mean, abs=1e-4)
    assert sum(each.observed.of for each in told.predicted) == len(rows)
    assert {each.low for each in told.predicted} <= set(lows)


@pytest.mark.parametrize("deck", ["", *DECKS])
@pytest.mark.parametrize("span", list(Span))
def test_marks_are_those_of_the_quizzes_that_were_handed_in(
    two_years: TwoYears, naive: Naive, deck: str, span: Span
) -> None:
    first = span.first(START.toordinal())
    begun = {key: body for key, body in naive.standing if body["kind"] == "quiz"}
    ends = [body for _, body in naive.standing if body["kind"] == "quiz-end"]
    marks: dict[str, list[float]] = defaultdict(list)
    for end in ends:
        plan = begun[end["quiz"]]["plan"]
        day = date.fromisoformat(end["day"]).toordinal()
        is_asked = deck in ("", plan["decks"][0]) and day >= first
        if plan.get("mode") != "pretest" and is_asked:
            share = sum(end["shares"]) / len(end["shares"])
            marks[plan["decks"][0]].append(share)
    if not deck and span is Span.ALL:
        assert sum(map(len, marks.values())) > 10
    told = two_years.told(deck, span)
    assert len(told.tries) == sum(map(len, marks.values()))
    for each in told.decks:
        assert each.best == max(marks[each.name], default=None)
        assert each.last == (marks[each.name][-1] if marks[each.name] else None)
        assert sum(topic.cards for topic in each.topics) == each.cards == 30
        assert sum(topic.new for topic in each.topics) == each.new


def test_figures_kept_up_with_each_review_are_those_folded_at_once(
    two_years: TwoYears,
) -> None:
    before = two_years.told()
    store = two_years.store()
    store.fold_again()
    assert scored(two_years.workspace(store), two_years.moment()) == before


def test_an_empty_history_has_figures_too(world: World) -> None:
    write_decks(world)
    told = scored(world.workspace(), world.moment())
    assert (told.total.reviews, told.streak, told.longest, told.retention.value) == (
        0,
        0,
        0,
        None,
    )
    assert told.whole.new == 90


def test_scores_are_told_as_table_json_and_csv(run: Run, tmp_path: Path) -> None:
    write_decks(World(tmp_path / "data"))
    run("study", "one", "--plain", input="one0\n4\none1\n1\n:q\n")
    told = json.loads(run("scores", "--json").stdout)
    assert (told["reviews"], told["today"]["reviews"]) == (2, 2)
    assert told["decks"][0]["topics"]
    rows = list(csv.DictReader(io.StringIO(run("scores", "one", "--csv").stdout)))
    assert [(row["deck"], row["day"], row["reviews"]) for row in rows] == [
        ("one", "2026-11-24", "2")
    ]
    text = run("scores").stdout
    for name in ("Known", "Coming up", "Days", "Time"):
        assert name in text
    assert run("scores", "--csv", "--json", code=2).stderr


class Page(HTMLParser):
    """Collects what a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.links += [v or "" for k, v in attrs if k in ("src", "href", "onclick")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_holds_plots_loads_nothing_and_escapes_all(
    run: Run, tmp_path: Path
) -> None:
    evil = "<script>alert(1)</script> & \"x\" 'y'"
    folder = tmp_path / "data" / "library" / "decks"
    folder.mkdir(parents=True)
    (folder / "evil.md").write_text(
        f"# {evil}\n\nQ: {evil}\nA: a\n:ask: type\n", "utf-8"
    )
    run("study", "evil", "--plain", input="a\n4\n:q\n")
    for day in ("2026-12-10", "2026-12-11"):
        run("study", "evil", "--plain", input="x\n1\n:q\n", now=f"{day}T09:00:00+00:00")
    path = tmp_path / "scores.html"
    run("scores", "--html", str(path), now="2026-12-12T09:00:00+00:00")
    page = Page()
    page.feed(path.read_text("utf-8"))
    assert page.tags["script"] == 0
    assert page.links == []
    assert page.tags["svg"] >= 4
    assert evil in page.text
    for name in ("year", "forecast", "months", "predicted", "decks", "looks"):
        assert SECTIONS[name].about in page.text
    days = re.findall(r"<title>(\d{4}-\d\d-\d\d): \d", path.read_text("utf-8"))
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    assert (first.isoweekday(), last) == (1, date(2026, 12, 12))
    assert (last - first).days // 7 == WEEKS - 1


def test_the_page_shows_the_mark_of_each_quiz(two_years: TwoYears) -> None:
    told = two_years.told()
    evil = structs.replace(told.tries[0], decks=("<i>deck</i>",))
    page = Page()
    page.feed(page_of(replace(told, tries=[evil, *told.tries[1:]]), "me"))
    assert page.tags["polyline"] == 1
    assert page.tags["i"] == 0
    assert f"{evil.share:.0%} <i>deck</i>" in page.text
    for each in told.tries[1:]:
        assert f"{each.share:.0%} {each.decks[0]}" in page.text


def test_the_page_says_whose_scores_they_are_where_there_are_two(
    run: Run, tmp_path: Path
) -> None:
    write_decks(World(tmp_path / "data"))
    path = tmp_path / "scores.html"

    def heading() -> str:
        run("--user", "ana", "scores", "--html", str(path), "--replace")
        return path.read_text("utf-8").partition("<h1>")[2].partition("</h1>")[0]

    run("--user", "ana", "study", "one", "--plain", input="one0\n4\n:q\n")
    assert heading() == "All decks: scores on 2026-11-24"
    run("--user", "ben", "study", "one", "--plain", input="one0\n4\n:q\n")
    assert heading() == "ana · All decks: scores on 2026-11-24"


def test_the_decks_of_the_life_have_no_complaint(two_years: TwoYears) -> None:
    for path in two_years.paths.decks.glob("*.md"):
        deck = read_deck(path.read_bytes(), path.stem)
        assert deck.complaints == ()
        assert all(isinstance(card, Card) for card in deck.cards)


def test_a_text_fills_its_column() -> None:
    assert [cut("abc", 4), cut("abcd", 4), cut("abcde", 4)] == ["abc ", "abcd", "abc…"]
    assert cut("日本語", 5) == "日本…"


def test_the_scores_fit_one_screen(two_years: TwoYears) -> None:
    lines = list(lines_of(two_years.told()))
    assert lines[0].startswith("You know ")
    assert "Worth another look" in lines[:5]
    assert len(lines) <= 23
    assert all(cells(line) < 80 for line in lines)
    figures = [line.split("  ")[0] for line in lines[-7:]]
    assert figures == [
        "Coming up",
        "Today",
        "Days",
        "Remembered",
        "Quizzes",
        "Time",
        "Right when",
    ]
