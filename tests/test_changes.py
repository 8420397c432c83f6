"""What an edit of a deck comes to, as the program sees it at its next start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizapp.cards.identity import ChangeKind, Changes
from quizapp.decks.library.deck_files import find_decks
from quizapp.model import DeckState, Grade, Kind, Mark, Review
from quizapp.progress.store import Store
from quizapp.study.workspace import (
    Workspace,
)
from quizapp.study.workspace.reviews import seen_of

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
DECK = """\
Q: What is the capital of Peru?
A: Lima

Q: What is the capital of Chile?
A: Santiago

C: The summit met in [Lima], the capital of [Peru].
"""


class Desk:
    """One learner whose program is started again after each edit."""

    store: Store
    workspace: Workspace

    def __init__(self, folder: Path, deck: str = DECK) -> None:
        self.folder = folder
        self.at = START
        self.write(deck)
        self.start()
        for _, key, card in self.workspace.all_cards():
            review = Review(
                key,
                card.deck,
                "",
                Kind.FLIP,
                card.answer,
                Mark.RIGHT,
                Grade.GOOD,
                self.at.date(),
                1,
            )
            self.store.record(review, at=self.at, seen=seen_of(key, card))

    def write(self, text: str, name: str = "deck.md") -> None:
        path = self.folder / "decks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def start(self, hours: float = 1) -> Changes:
        if hasattr(self, "store"):
            self.store.close()
        self.at += timedelta(hours=hours)
        self.store = Store.open(
            data=self.folder / "library",
            machine=self.folder / "machine",
            cache=self.folder / "cache",
            user="me",
        )
        self.workspace = Workspace(
            self.store, lambda _: find_decks(self.folder / "decks"), lambda: self.at
        )
        return self.workspace.reconcile()

    def known(self) -> dict[str, str]:
        """What was answered to each card that is there, by its question."""
        told: dict[str, str] = {}
        for _, key, card in self.workspace.all_cards():
            for event in self.store.history(key):
                if isinstance(event.act, Review):
                    told[f"{card.prompt} {card.answer}"] = event.act.given
        return told


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def answer(desk: Desk, asked: str) -> None:
    """Answer the card whose question holds `asked` with an `x`."""
    key, card = next(
        (key, card)
        for _, key, card in desk.workspace.all_cards()
        if asked in card.prompt
    )
    review = Review(
        key, "years", "", Kind.FLIP, "x", Mark.RIGHT, Grade.GOOD, desk.at.date(), 1
    )
    desk.store.record(review, at=desk.at, seen=seen_of(key, card))


def whats(changes: Changes) -> list[ChangeKind]:
    return [each.kind for each in changes.found]


def test_nothing_changed_is_nothing_told(desk: Desk) -> None:
    assert desk.start().lines() == []


def test_a_blank_that_is_moved_is_another_card(desk: Desk) -> None:
    desk.write(
        DECK.replace(
            "in [Lima], the capital of [Peru]", "in Lima, the [capital] of [Peru]"
        )
    )
    changes = desk.start()
    assert sorted(what.name for what in whats(changes)) == ["ADDED", "RETIRED"]
    assert len(desk.known()) == 3


def test_a_reworded_text_keeps_each_blank_its_own(desk: Desk) -> None:
    desk.write(DECK.replace("The summit met", "The summit of 2016 met"))
    desk.start()
    known = desk.known()
    assert known["The summit of 2016 met in Lima, the capital of Peru. Lima"] == "Lima"
    assert known["The summit of 2016 met in Lima, the capital of Peru. Peru"] == "Peru"


def test_the_old_text_beside_the_new_one_begins_anew(desk: Desk) -> None:
    mended = DECK.replace("capital of Peru?", "capital city of Peru?")
    desk.write(mended)
    assert whats(desk.start()) == [ChangeKind.REWORDED]
    desk.write(mended + "\nQ: What is the capital of Peru?\nA: Lima\n")
    desk.start()
    known = desk.known()
    assert known["What is the capital city of Peru? Lima"] == "Lima"
    assert "What is the capital of Peru? Lima" not in known


def test_back_to_the_old_text_and_the_history_is_back(desk: Desk) -> None:
    desk.write(DECK.replace("capital of Peru?", "capital city of Peru?"))
    desk.start()
    desk.write(DECK)
    assert whats(desk.start()) == [ChangeKind.RETURNED]
    assert len(desk.known()) == 4


def test_what_was_taken_out_waits_for_its_return(desk: Desk) -> None:
    desk.write(DECK.replace("Q: What is the capital of Chile?\nA: Santiago\n\n", ""))
    assert whats(desk.start()) == [ChangeKind.RETIRED]
    assert desk.start(hours=24 * 90).lines() == []
    desk.write(DECK)
    desk.start()
    assert len(desk.known()) == 4


def test_a_card_gone_long_ago_is_not_taken_for_a_new_one(desk: Desk) -> None:
    desk.write(DECK.replace("Q: What is the capital of Chile?\nA: Santiago\n\n", ""))
    desk.start()
    desk.start(hours=100)
    desk.write(DECK.replace("capital of Chile", "largest city of Chile"))
    assert whats(desk.start()) == [ChangeKind.ADDED]
    assert len(desk.known()) == 3


def test_a_card_gone_for_some_hours_is_asked_about(desk: Desk) -> None:
    desk.write(DECK.replace("Q: What is the capital of Chile?\nA: Santiago\n\n", ""))
    desk.start()
    desk.start(hours=3)
    desk.write(DECK.replace("capital of Chile", "capital city of Chile"))
    assert whats(desk.start()) == [ChangeKind.UNCLEAR]
    assert len(desk.known()) == 3


def test_without_its_cache_only_the_same_text_is_the_same(desk: Desk) -> None:
    """Then nobody knows which cards have just come, and which were never reviewed."""
    for path in (desk.folder / "cache").rglob("cards.json"):
        path.unlink()
    desk.write(DECK.replace("capital of Peru?", "capital city of Peru?"))
    assert desk.start().found == ()
    assert len(desk.known()) == 3


STARTED = DeckState("deck", started=True, hidden=False)
HIDDEN = DeckState("new", started=False, hidden=True)


@pytest.mark.parametrize("own", [None, HIDDEN])
def test_a_deck_under_another_id_is_started_still_unless_it_has_a_state_of_its_own(
    desk: Desk, own: DeckState | None
) -> None:
    for state in (STARTED, own):
        if state:
            desk.store.record(state, at=desk.at)
    (desk.folder / "decks" / "deck.md").rename(desk.folder / "decks" / "new.md")
    desk.start()
    assert desk.store.decks["new"] == (own or replace(STARTED, deck="new"))


def test_a_deck_that_gives_its_cards_away_and_stays_gives_no_state(desk: Desk) -> None:
    desk.store.record(STARTED, at=desk.at)
    first, *others = DECK.split("\n\n")
    desk.write(first + "\n")
    desk.write("\n\n".join(others), "new.md")
    desk.start()
    assert len(desk.known()) == 4
    assert desk.store.decks == {"deck": STARTED}


def test_an_id_given_or_taken_keeps_the_progress(desk: Desk) -> None:
    desk.write(DECK.replace("A: Lima\n", "A: Lima\n:id: peru\n"))
    assert whats(desk.start()) == [ChangeKind.RENAMED]
    desk.write(
        DECK.replace("A: Lima\n", "A: Lima\n:id: peru\n").replace("Peru?", "Perú?")
    )
    assert whats(desk.start()) == [ChangeKind.REWORDED]
    desk.write(DECK.replace("Peru?", "Perú?"))
    assert whats(desk.start()) == [ChangeKind.RENAMED]
    assert len(desk.known()) == 4


def test_a_new_number_in_a_question_is_asked_about(desk: Desk) -> None:
    desk.write("Q: Who won in 1912?\nA: Wilson\n", "years.md")
    desk.start()
    answer(desk, "1912")
    desk.write("Q: Who won in 1916?\nA: Wilson\n", "years.md")
    assert [u.was.prompt for u in desk.start().unclear] == ["Who won in 1912?"]
    assert len(desk.start().unclear) == 1, "nobody has told yet: it is asked again"
    assert len(desk.start(hours=24 * 30).unclear) == 1, "and a month later"
    answer(desk, "1916")
    (told,) = desk.start().unclear
    desk.workspace.decide(told.now[0])
    assert desk.known()["Who won in 1916? Wilson"] == "x"
    assert desk.start().lines() == []
    desk.write("Q: Who won in 1920?\nA: Wilson\n", "years.md")
    assert len(desk.start().unclear) == 1
    desk.workspace.decide(None)
    assert desk.start().unclear == ()
    assert "Who won in 1920? Wilson" not in desk.known()


def test_undone_the_cards_are_two_again(desk: Desk) -> None:
    desk.write(DECK.replace("capital of Peru?", "capital city of Peru?"))
    changes = desk.start()
    desk.store.undo(*changes.events, at=desk.at)
    assert len(desk.known()) == 3


PAIRS = {"perro": "dog", "gato": "cat", "casa": "house"}
WORDS = """\
Q: perro
A: dog
:id: {}

Q: gato
A: cat
:id: {}

Q: casa
A: house
:id: {}
"""


@pytest.fixture
def words(tmp_path: Path) -> Desk:
    """A learner who knows three cards with numbers for ids."""
    return Desk(tmp_path, WORDS.format(1, 2, 3))


@pytest.mark.parametrize("ids", [(2, 3, 4), (2, 1, 3), (3, 1, 2), (1, 3, 2), (5, 6, 7)])
def test_texts_that_stand_under_other_ids_keep_their_progress(
    words: Desk, ids: tuple[int, int, int]
) -> None:
    words.write(WORDS.format(*ids))
    assert set(whats(words.start())) == {ChangeKind.RENAMED}
    assert words.known() == {f"{k} {v}": v for k, v in PAIRS.items()}
    assert words.start().lines() == []
    words.write(WORDS.format(1, 2, 3))
    assert set(whats(words.start())) <= {ChangeKind.RENAMED, ChangeKind.RETURNED}
    assert words.known() == {f"{k} {v}": v for k, v in PAIRS.items()}


def test_rows_numbered_anew_give_no_card_the_progress_of_another(words: Desk) -> None:
    words.write("Q: libro\nA: book\n:id: 1\n\n" + WORDS.format(2, 3, 4))
    assert sorted(what.name for what in whats(words.start())) == [
        *["ADDED", "RENAMED", "RENAMED", "RENAMED"]
    ]
    assert words.known() == {f"{k} {v}": v for k, v in PAIRS.items()}
    words.write(WORDS.format(2, 1, 3).partition("\n\n")[2])
    assert sorted(what.name for what in whats(words.start())) == [
        *["RENAMED", "RENAMED", "RETIRED"]
    ]
    assert words.known() == {"gato cat": "cat", "casa house": "house"}
    words.write(WORDS.format(2, 1, 3))
    words.start()
    assert words.known() == {f"{k} {v}": v for k, v in PAIRS.items()}


def test_another_card_under_an_id_is_told(words: Desk) -> None:
    words.write(WORDS.format(1, 2, 3).replace("Q: gato\nA: cat", "Q: nevado\nA: peak"))
    assert whats(words.start()) == [ChangeKind.REPLACED]


def test_an_answer_under_the_old_words_goes_to_the_card_that_was_mended(
    desk: Desk,
) -> None:
    desk.write("Q: Who won the elction?\nA: Trump\n", "new.md")
    desk.start()
    _, key, card = next(
        each for each in desk.workspace.all_cards() if "won" in each[2].prompt
    )
    desk.write("Q: Who won the election?\nA: Trump\n", "new.md")
    desk.start()
    review = Review(
        key, card.deck, "", Kind.FLIP, "x", Mark.RIGHT, Grade.GOOD, desk.at.date(), 1
    )
    desk.store.record(review, at=desk.at, seen=seen_of(key, card))
    assert whats(desk.start()) == [ChangeKind.REWORDED]
    assert desk.known()["Who won the election? Trump"] == "x"
    assert desk.start().lines() == []


def test_a_card_that_moves_with_its_id_may_be_mended_too(desk: Desk) -> None:
    desk.write("Q: q\nA: a\n", "other.md")
    desk.write(DECK.replace("A: Lima\n", "A: Lima\n:id: peru\n"))
    desk.start()
    desk.write(DECK.partition("\n\n")[2])
    moved = "Q: What is the capital city of Peru?\nA: Lima\n:id: peru\n"
    desk.write(f"Q: q\nA: a\n\n{moved}", "other.md")
    desk.start()
    assert desk.known()["What is the capital city of Peru? Lima"] == "Lima"


def test_a_negation_is_one_in_the_language_of_the_deck(tmp_path: Path) -> None:
    text = '---\nlanguage = "{}"\n---\nQ: Der Kaiser kam {}nach Rom\nA: 1077\n'
    for language, what in (("en", ChangeKind.REWORDED), ("de", ChangeKind.UNCLEAR)):
        desk = Desk(tmp_path / language, text.format(language, ""))
        desk.write(text.format(language, "nie "))
        assert whats(desk.start()) == [what]


def test_rows_numbered_anew_and_mended_at_once_keep_their_progress(
    words: Desk,
) -> None:
    words.write(
        "Q: libro\nA: book\n:id: 1\n\n"
        + WORDS.format(2, 3, 4).replace("Q: gato", "Q: el gato")
    )
    words.start()
    assert words.known() == {
        "perro dog": "dog",
        "el gato cat": "cat",
        "casa house": "house",
    }


def test_of_two_cards_with_one_text_the_one_left_keeps_its_progress(
    tmp_path: Path,
) -> None:
    text = "Q: Capital of Peru?\nA: Lima\n:id: {}\n\n"
    desk = Desk(tmp_path, text.format("a") + text.format("b"))
    desk.write(text.format("c"))
    assert sorted(what.name for what in whats(desk.start())) == ["RENAMED", "RETIRED"]
    assert len(desk.known()) == 1
    assert desk.start().lines() == []


def test_a_question_stands_when_the_card_it_may_be_is_mended(desk: Desk) -> None:
    desk.write("Q: Who won in 1912?\nA: Wilson\n", "years.md")
    desk.start()
    answer(desk, "1912")
    desk.write("Q: Who won in 1916?\nA: Wilson\n", "years.md")
    assert len(desk.start().unclear) == 1
    desk.write("Q: Who won, in 1916?\nA: Wilson\n", "years.md")
    fresh = desk.workspace.look()
    assert fresh
    changes = desk.workspace.take(fresh)
    assert changes
    (told,) = changes.unclear
    assert [card.prompt for card in told.now] == ["Who won, in 1916?"]
    desk.workspace.decide(told.now[0])
    assert desk.known()["Who won, in 1916? Wilson"] == "x"
