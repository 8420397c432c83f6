"""What an edit of a deck comes to, as the program sees it at its next start."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizapp.cards.identity import ChangeKind, Changes
from quizapp.errors import StoreError
from quizapp.model import DeckState, Grade, Kind, Mark, Review
from quizapp.study.workspace.reviews import seen_of
from tests.world import World, disk_is_full

DECK = """\
Q: What is the capital of Peru?
A: Lima

Q: What is the capital of Chile?
A: Santiago

C: The summit met in [Lima], the capital of [Peru].
"""


class Learner(World):
    """Someone whose program is started again after each edit."""

    def __init__(self, folder: Path, deck: str = DECK) -> None:
        super().__init__(folder)
        self.write("deck", deck)
        self.open = self.workspace()
        self.start()
        for _, key, card in self.open.all_cards():
            self.review(self.open, key, given=card.answer)

    def start(self, hours: float = 1) -> Changes:
        self.open.store.close()
        self.now += timedelta(hours=hours)
        self.open = self.workspace()
        return self.open.reconcile()

    def known(self) -> dict[str, str]:
        """What was answered to each card that is there, by its question."""
        told: dict[str, str] = {}
        for _, key, card in self.open.all_cards():
            for event in self.open.store.history(key):
                if isinstance(event.act, Review):
                    told[f"{card.prompt} {card.answer}"] = event.act.given
        return told


@pytest.fixture
def user(tmp_path: Path) -> Learner:
    return Learner(tmp_path)


def answer(user: Learner, asked: str) -> None:
    """Answer the card whose question holds `asked` with an `x`."""
    cards = user.open.all_cards()
    user.review(user.open, next(key for _, key, c in cards if asked in c.prompt))


def whats(changes: Changes) -> list[ChangeKind]:
    return [each.kind for each in changes.found]


def test_nothing_changed_is_nothing_told(user: Learner) -> None:
    assert user.start().lines() == []


def test_a_question_that_becomes_a_blank_of_the_same_id_is_the_same_card(
    tmp_path: Path,
) -> None:
    user = Learner(tmp_path, "Q: In which city did it meet?\nA: Lima\n:id: summit\n")
    user.write("deck", "C: APEC's leaders came to [Lima] in 2016.\n:id: summit\n")
    assert whats(user.start()) == [ChangeKind.REWORDED]
    assert user.known() == {"APEC's leaders came to Lima in 2016. Lima": "Lima"}


def test_a_blank_that_is_moved_is_another_card(user: Learner) -> None:
    user.write(
        "deck",
        DECK.replace(
            "in [Lima], the capital of [Peru]", "in Lima, the [capital] of [Peru]"
        ),
    )
    changes = user.start()
    assert sorted(what.name for what in whats(changes)) == ["ADDED", "RETIRED"]
    assert len(user.known()) == 3


def test_a_reworded_text_keeps_each_blank_its_own(user: Learner) -> None:
    user.write("deck", DECK.replace("The summit met", "The summit of 2016 met"))
    user.start()
    known = user.known()
    assert known["The summit of 2016 met in Lima, the capital of Peru. Lima"] == "Lima"
    assert known["The summit of 2016 met in Lima, the capital of Peru. Peru"] == "Peru"


def test_the_old_text_beside_the_new_one_begins_anew(user: Learner) -> None:
    mended = DECK.replace("capital of Peru?", "capital city of Peru?")
    user.write("deck", mended)
    assert whats(user.start()) == [ChangeKind.REWORDED]
    user.write("deck", mended + "\nQ: What is the capital of Peru?\nA: Lima\n")
    user.start()
    known = user.known()
    assert known["What is the capital city of Peru? Lima"] == "Lima"
    assert "What is the capital of Peru? Lima" not in known


def test_back_to_the_old_text_and_the_history_is_back(user: Learner) -> None:
    user.write("deck", DECK.replace("capital of Peru?", "capital city of Peru?"))
    user.start()
    user.write("deck", DECK)
    assert whats(user.start()) == [ChangeKind.RETURNED]
    assert len(user.known()) == 4


def test_what_was_taken_out_waits_for_its_return(user: Learner) -> None:
    user.write(
        "deck", DECK.replace("Q: What is the capital of Chile?\nA: Santiago\n\n", "")
    )
    assert whats(user.start()) == [ChangeKind.RETIRED]
    assert user.start(hours=24 * 90).lines() == []
    user.write("deck", DECK)
    user.start()
    assert len(user.known()) == 4


def test_a_card_gone_long_ago_is_not_taken_for_a_new_one(user: Learner) -> None:
    user.write(
        "deck", DECK.replace("Q: What is the capital of Chile?\nA: Santiago\n\n", "")
    )
    user.start()
    user.start(hours=100)
    user.write("deck", DECK.replace("capital of Chile", "largest city of Chile"))
    assert whats(user.start()) == [ChangeKind.ADDED]
    assert len(user.known()) == 3


def test_a_card_gone_for_some_hours_is_asked_about(user: Learner) -> None:
    user.write(
        "deck", DECK.replace("Q: What is the capital of Chile?\nA: Santiago\n\n", "")
    )
    user.start()
    user.start(hours=3)
    user.write("deck", DECK.replace("capital of Chile", "capital city of Chile"))
    assert whats(user.start()) == [ChangeKind.UNCLEAR]
    assert len(user.known()) == 3


def test_without_its_cache_only_the_same_text_is_the_same(user: Learner) -> None:
    """Then nobody knows which cards have just come, and which were never reviewed."""
    for path in user.paths.cache.rglob("cards.json"):
        path.unlink()
    user.write("deck", DECK.replace("capital of Peru?", "capital city of Peru?"))
    assert user.start().found == ()
    assert len(user.known()) == 3


STARTED = DeckState("deck", started=True, hidden=False)
HIDDEN = DeckState("new", started=False, hidden=True)


@pytest.mark.parametrize("own", [None, HIDDEN])
def test_a_deck_under_another_id_is_started_still_unless_it_has_a_state_of_its_own(
    user: Learner, own: DeckState | None
) -> None:
    for state in (STARTED, own):
        if state:
            user.open.store.record(state, at=user.now)
    path = user.paths.decks / "deck.md"
    path.write_text(f'---\nid = "new"\n---\n{path.read_text("utf-8")}', "utf-8")
    user.start()
    assert user.open.store.decks["new"] == (own or replace(STARTED, deck="new"))


def test_a_deck_that_gives_its_cards_away_and_stays_gives_no_state(
    user: Learner,
) -> None:
    user.open.store.record(STARTED, at=user.now)
    first, *others = DECK.split("\n\n")
    user.write("deck", first + "\n")
    user.write("new", "\n\n".join(others))
    user.start()
    assert len(user.known()) == 4
    assert user.open.store.decks == {"deck": STARTED}


def test_an_id_given_or_taken_keeps_the_progress(user: Learner) -> None:
    user.write("deck", DECK.replace("A: Lima\n", "A: Lima\n:id: peru\n"))
    assert whats(user.start()) == [ChangeKind.RENAMED]
    user.write(
        "deck",
        DECK.replace("A: Lima\n", "A: Lima\n:id: peru\n").replace("Peru?", "Perú?"),
    )
    assert whats(user.start()) == [ChangeKind.REWORDED]
    user.write("deck", DECK.replace("Peru?", "Perú?"))
    assert whats(user.start()) == [ChangeKind.RENAMED]
    assert len(user.known()) == 4


def test_a_new_number_in_a_question_is_asked_about(user: Learner) -> None:
    user.write("years", "Q: Who won in 1912?\nA: Wilson\n")
    user.start()
    answer(user, "1912")
    user.write("years", "Q: Who won in 1916?\nA: Wilson\n")
    assert [u.was.prompt for u in user.start().unclear] == ["Who won in 1912?"]
    assert len(user.start().unclear) == 1, "nobody has told yet: it is asked again"
    assert len(user.start(hours=24 * 30).unclear) == 1, "and a month later"
    answer(user, "1916")
    (told,) = user.start().unclear
    user.open.decide(told.now[0])
    assert user.known()["Who won in 1916? Wilson"] == "x"
    assert user.start().lines() == []
    user.write("years", "Q: Who won in 1920?\nA: Wilson\n")
    assert len(user.start().unclear) == 1
    user.open.decide(None)
    assert user.start().unclear == ()
    assert "Who won in 1920? Wilson" not in user.known()


def test_undone_the_cards_are_two_again(user: Learner) -> None:
    user.write("deck", DECK.replace("capital of Peru?", "capital city of Peru?"))
    changes = user.start()
    user.open.store.undo(*changes.events, at=user.now)
    assert len(user.known()) == 3


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
def words(tmp_path: Path) -> Learner:
    """A user who knows three cards with numbers for ids."""
    return Learner(tmp_path, WORDS.format(1, 2, 3))


@pytest.mark.parametrize("ids", [(2, 3, 4), (2, 1, 3), (3, 1, 2), (1, 3, 2), (5, 6, 7)])
def test_texts_that_stand_under_other_ids_keep_their_progress(
    words: Learner, ids: tuple[int, int, int]
) -> None:
    words.write("deck", WORDS.format(*ids))
    assert set(whats(words.start())) == {ChangeKind.RENAMED}
    assert words.known() == {f"{k} {v}": v for k, v in PAIRS.items()}
    assert words.start().lines() == []
    words.write("deck", WORDS.format(1, 2, 3))
    assert set(whats(words.start())) <= {ChangeKind.RENAMED, ChangeKind.RETURNED}
    assert words.known() == {f"{k} {v}": v for k, v in PAIRS.items()}


def test_rows_numbered_anew_give_no_card_the_progress_of_another(
    words: Learner,
) -> None:
    words.write("deck", "Q: libro\nA: book\n:id: 1\n\n" + WORDS.format(2, 3, 4))
    assert sorted(what.name for what in whats(words.start())) == [
        *["ADDED", "RENAMED", "RENAMED", "RENAMED"]
    ]
    assert words.known() == {f"{k} {v}": v for k, v in PAIRS.items()}
    words.write("deck", WORDS.format(2, 1, 3).partition("\n\n")[2])
    assert sorted(what.name for what in whats(words.start())) == [
        *["RENAMED", "RENAMED", "RETIRED"]
    ]
    assert words.known() == {"gato cat": "cat", "casa house": "house"}
    words.write("deck", WORDS.format(2, 1, 3))
    words.start()
    assert words.known() == {f"{k} {v}": v for k, v in PAIRS.items()}


def test_another_card_under_an_id_is_told(words: Learner) -> None:
    words.write(
        "deck", WORDS.format(1, 2, 3).replace("Q: gato\nA: cat", "Q: nevado\nA: peak")
    )
    assert whats(words.start()) == [ChangeKind.REPLACED]


def test_an_answer_under_the_old_words_goes_to_the_card_that_was_mended(
    user: Learner,
) -> None:
    user.write("new", "Q: Who won the elction?\nA: Trump\n")
    user.start()
    _, key, card = next(
        each for each in user.open.all_cards() if "won" in each[2].prompt
    )
    user.write("new", "Q: Who won the election?\nA: Trump\n")
    user.start()
    review = Review(
        key,
        card.deck,
        "",
        Kind.FLIP,
        "x",
        Mark.RIGHT,
        Grade.GOOD,
        user.now.date(),
        1,
    )
    user.open.store.record(review, at=user.now, seen=seen_of(key, card))
    assert whats(user.start()) == [ChangeKind.REWORDED]
    assert user.known()["Who won the election? Trump"] == "x"
    assert user.start().lines() == []


def test_a_card_that_moves_with_its_id_may_be_mended_too(user: Learner) -> None:
    user.write("other", "Q: q\nA: a\n")
    user.write("deck", DECK.replace("A: Lima\n", "A: Lima\n:id: peru\n"))
    user.start()
    user.write("deck", DECK.partition("\n\n")[2])
    moved = "Q: What is the capital city of Peru?\nA: Lima\n:id: peru\n"
    user.write("other", f"Q: q\nA: a\n\n{moved}")
    user.start()
    assert user.known()["What is the capital city of Peru? Lima"] == "Lima"


def test_a_negation_is_one_in_the_language_of_the_deck(tmp_path: Path) -> None:
    text = '---\nlanguage = "{}"\n---\nQ: Der Kaiser kam {}nach Rom\nA: 1077\n'
    for language, what in (("en", ChangeKind.REWORDED), ("de", ChangeKind.UNCLEAR)):
        user = Learner(tmp_path / language, text.format(language, ""))
        user.write("deck", text.format(language, "nie "))
        assert whats(user.start()) == [what]


def test_rows_numbered_anew_and_mended_at_once_keep_their_progress(
    words: Learner,
) -> None:
    words.write(
        "deck",
        "Q: libro\nA: book\n:id: 1\n\n"
        + WORDS.format(2, 3, 4).replace("Q: gato", "Q: el gato"),
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
    user = Learner(tmp_path, text.format("a") + text.format("b"))
    user.write("deck", text.format("c"))
    assert sorted(what.name for what in whats(user.start())) == [
        "RENAMED",
        "RETIRED",
    ]
    assert len(user.known()) == 1
    assert user.start().lines() == []


def test_a_question_stands_when_the_card_it_may_be_is_mended(user: Learner) -> None:
    user.write("years", "Q: Who won in 1912?\nA: Wilson\n")
    user.start()
    answer(user, "1912")
    user.write("years", "Q: Who won in 1916?\nA: Wilson\n")
    assert len(user.start().unclear) == 1
    user.write("years", "Q: Who won, in 1916?\nA: Wilson\n")
    fresh = user.open.look()
    assert fresh
    changes = user.open.take(fresh)
    assert changes
    (told,) = changes.unclear
    assert [card.prompt for card in told.now] == ["Who won, in 1916?"]
    user.open.decide(told.now[0])
    assert user.known()["Who won, in 1916? Wilson"] == "x"


def test_an_answer_that_cannot_be_kept_is_asked_for_again(
    user: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.write("years", "Q: Who won in 1912?\nA: Wilson\n")
    user.start()
    answer(user, "1912")
    user.write("years", "Q: Who won in 1916?\nA: Wilson\n")
    user.start()
    (asked,), before = user.open.unclear, user.keys()
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", disk_is_full)
        with pytest.raises(StoreError, match="No space left"):
            user.open.decide(asked.now[0])
    assert user.open.unclear == [asked]
    assert not user.open.undo_count
    assert user.keys() == before
    user.open.decide(asked.now[0])
    assert user.open.unclear == []
    assert user.known()["Who won in 1916? Wilson"] == "x"


def test_edited_cards_whose_record_fails_are_noticed_the_next_time(
    user: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.write("deck", DECK.replace("capital of Peru?", "capital city of Peru?"))
    fresh = user.open.look()
    assert fresh
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", disk_is_full)
        with pytest.raises(StoreError, match="No space left"):
            user.open.take(fresh)
    again = user.open.look()
    assert again
    changes = user.open.take(again)
    assert changes
    assert whats(changes) == [ChangeKind.REWORDED]
    assert len(user.known()) == 4


def test_two_decks_with_one_title_are_reported_apart(user: Learner) -> None:
    for name, cards in (("one", 1), ("two", 2)):
        texts = [f"Q: {name} {number}?\nA: {number}\n" for number in range(cards)]
        user.write(name, '---\ntitle = "Verbs"\n---\n' + "\n".join(texts))
    assert user.start().lines() == ["Verbs: 1 card added.", "Verbs: 2 cards added."]
