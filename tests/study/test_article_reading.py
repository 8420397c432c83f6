"""Reading an article: where one goes, what is chosen, what is made and undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from quizapp.cards.facts.generate import generate_deck
from quizapp.cards.facts.reader import read_facts
from quizapp.cards.facts.writer import drafts_in, new_facts_text
from quizapp.cards.format.reader import read_deck
from quizapp.cards.questions import shown_prompt
from quizapp.decks.articles.facts_file import FactsFile
from quizapp.errors import DeckChangedError, DeckError, UsageError
from quizapp.model.articles import ArticleText, Paragraph
from quizapp.study.article import ArticleReading, Place, Span
from quizapp.study.article.spans import after_edit, moved_end, moved_start, words
from quizapp.text import one_line
from quizapp.tui.article.card import card_lines
from tests.hostile.attacks import ATTACKS
from tests.world import disk_is_full

TEXT = (
    "APEC was founded in Canberra in 1989. It has 21 members.",
    "He signed it in Lima on 20 November 2016, with Shinzo Abe. There was no vote.",
    "The TPP failed in 2017.",
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ArticleReading]:
    """Opens an article of these paragraphs, always with the same facts file."""

    def opened(*texts: str, at: str = "") -> ArticleReading:
        text = ArticleText("APEC", tuple(map(Paragraph, texts or TEXT)))
        facts = tmp_path / "apec.facts.md"
        file = FactsFile(facts, tmp_path / "trash", new_facts_text(text, "apec"))
        return ArticleReading(text, file, at)

    return opened


Read = Callable[..., ArticleReading]


def choose(reading: ArticleReading, text: str) -> None:
    """Choose these words of the lit sentence."""
    start = reading.at.statement.index(text)
    reading.at.choose(Span(start, start + len(text)))


@pytest.mark.parametrize(
    ("moves", "place", "chosen"),
    [
        ("", "1.1", "APEC"),
        ("tab", "1.1", "Canberra"),
        ("tab tab", "1.1", "1989"),
        ("tab tab tab", "1.2", "21"),
        ("tab tab tab back", "1.1", "1989"),
        ("back", "1.1", "APEC"),
        ("down", "1.2", "21"),
        ("down up", "1.1", "APEC"),
        ("down down", "2.1", "Lima"),
        ("paragraph paragraph", "3.1", "TPP"),
        ("paragraph paragraph paragraph", "3.1", "TPP"),
        ("paragraph down page-up", "2.1", "Lima"),
        ("paragraph page-up", "1.1", "APEC"),
        ("end", "3.1", "TPP"),
        ("end start", "1.1", "APEC"),
        ("word", "1.1", "was"),
        ("word word last-word", "1.1", "was"),
        ("tab longer", "1.1", "Canberra in"),
        ("tab longer longer shorter", "1.1", "Canberra in"),
        ("tab shorter", "1.1", "Canberra"),
        ("tab earlier", "1.1", "in Canberra"),
        ("tab earlier later later", "1.1", "Canberra"),
    ],
)
def test_moves(read: Read, moves: str, place: str, chosen: str) -> None:
    reading = read()
    at = reading.at
    known: dict[str, Callable[[], None]] = {
        "tab": lambda: at.go_suggestion(1),
        "back": lambda: at.go_suggestion(-1),
        "down": lambda: at.go(1),
        "up": lambda: at.go(-1),
        "paragraph": lambda: at.go_paragraph(1),
        "page-up": lambda: at.go_paragraph(-1),
        "start": lambda: at.go_end(-1),
        "end": lambda: at.go_end(1),
        "word": lambda: at.go_word(1),
        "last-word": lambda: at.go_word(-1),
        "longer": lambda: at.move_end(1),
        "shorter": lambda: at.move_end(-1),
        "earlier": lambda: at.move_start(-1),
        "later": lambda: at.move_start(1),
    }
    for move in moves.split():
        known[move]()
    assert (str(at.place), at.words) == (place, chosen)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” said (the) king.", "Yes|said|the|king"),
        ("Trump's plan—the U.S. one.", "Trump|plan|the|U.S.|one"),
        ("In 1989–1991 $1.5bn, 20%.", "In|1989|1991|$1.5bn|20%"),
        ("在北京 and so on", "在|北|京|and|so|on"),
        ("— … !", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert "|".join(text[slice(*word)] for word in words(text)) == expected


def test_a_part_is_never_empty_and_stays_in_its_sentence() -> None:
    text = "One two."
    assert moved_end(text, Span(0, 3), -1) == moved_start(text, Span(0, 3), 1) == (0, 3)
    assert moved_end(text, Span(4, 7), 1) == (4, 7)
    assert moved_start(text, Span(0, 7), -1) == (0, 7)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("He signed [it] in 2016.", "Ana Paz signed it in 2016.", "it"),
        ("It met in [Lima].", "APEC met in the city of Lima.", "Lima"),
        ("[Kuczinski] won.", "Kuczynski won.", "Kuczynski"),
        ("[John Smith] won.", "John F. Smith won.", "John F. Smith"),
        ("[Lima] and Rio met.", "Rio and Lima met.", "Lima"),
        ("It met in [Lima].", "It met.", None),
        ("It met in [Lima], in 2016.", "In 2016, it met in Lima.", "Lima"),
    ],
)
def test_answers_move_with_an_edit(
    before: str, after: str, expected: str | None
) -> None:
    start, end = before.index("["), before.index("]") - 1
    plain = before.replace("[", "").replace("]", "")
    (moved,) = after_edit([(start, end)], plain, after)
    assert (moved and after[slice(*moved)]) == expected


def test_each_card_is_on_the_disk_with_its_place_and_the_articles_words(
    read: Read,
) -> None:
    reading = read(at="2.1")
    assert reading.ask(reading.question) == "Blanked “Lima”"
    assert reading.at.words == "20 November 2016"
    choose(reading, "Shinzo Abe")
    assert reading.ask("Who came?") == "Question for “Shinzo Abe”"
    (draft,) = drafts_in(reading.file.facts_path.read_text("utf-8"))
    assert (draft.at, draft.quote) == ("2.1", TEXT[1].partition(" There")[0])
    reading.file.make_deck()
    deck = read_deck(reading.file.deck_path.read_bytes(), "apec")
    assert [card.answer for card in deck.cards] == ["Lima", "Shinzo Abe"]
    assert deck.cards[1].prompt == "Who came?"
    assert {card.fields.at for card in deck.cards} == {"2.1"}
    assert read().at.place == Place(1, 0)


def test_the_card_is_shown_as_the_deck_will_have_it(read: Read) -> None:
    reading = read()
    choose(reading, "1989")
    before = reading.asked()
    reading.ask(reading.question)
    reading.file.make_deck()
    (card,) = read_deck(reading.file.deck_path.read_bytes(), "apec").cards
    assert before
    assert before.prompt == shown_prompt(card)
    assert (before.answer, before.type) == ("1989", "year")
    assert before.has_choices


def test_a_question_of_ones_own_is_shown_with_the_blank_that_it_is_asked_with(
    read: Read,
) -> None:
    reading = read()
    choose(reading, "APEC")
    reading.ask("What was founded?")
    choose(reading, "APEC")
    shown = reading.asked()
    assert shown
    blank = "_____ was founded in Canberra in 1989."
    assert shown.prompt == f"What was founded?\n\n{blank}"


def test_a_long_sentence_is_cut_around_its_blank_and_its_question_stays(
    read: Read,
) -> None:
    reading = read(f"In Lima {'so ' * 50}many people met {'so ' * 50}often.")
    choose(reading, "people")
    card = reading.asked("Who met?")
    shown = [each.plain for each in card_lines(reading, card, 40, 5)]
    assert shown[0] == "Who met?"
    assert any("_____" in each for each in shown)
    assert shown[-1] == "✓ people"
    assert len(shown) == 5


def test_what_is_made_is_chosen_again_to_be_changed(read: Read) -> None:
    reading = read()
    choose(reading, "Canberra")
    reading.ask(reading.question)
    id_ = reading.drafts[0].id
    reading.at.go_suggestion(-1)
    assert reading.at.is_made
    assert reading.ask(reading.question) == ""  # it is there
    reading.at.go_suggestion(1, is_new=True)
    assert reading.at.words == "1989"
    reading.at.go_suggestion(-1)
    reading.at.move_start(-1)
    assert not reading.at.is_made
    reading.ask(reading.question)
    reading.ask("Where was it founded?")
    (draft,) = reading.drafts
    (answer,) = draft.answers
    assert draft.statement[answer.start : answer.end] == "in Canberra"
    assert answer.question == "Where was it founded?"
    assert draft.id == id_
    reading.ask("")
    assert reading.drafts[0].answers[0].question == ""


def test_an_answer_in_an_answer_is_refused(read: Read) -> None:
    reading = read()
    choose(reading, "Canberra in 1989")
    reading.ask(reading.question)
    reading.at.go(-1)
    choose(reading, "1989")
    with pytest.raises(UsageError, match="answer already"):
        reading.ask(reading.question)
    assert reading.cards == 1


def test_the_name_is_put_for_he_and_the_answers_stay(read: Read) -> None:
    reading = read(at="2.1")
    reading.ask(reading.question)
    reading.at.go_suggestion(-1)
    before = reading.at.quote
    assert (
        reading.edit(before.replace("He", "Pedro Kuczynski")) == "Edited the sentence"
    )
    assert reading.at.words == "Lima"
    assert reading.article.shown(1).text.startswith("Pedro Kuczynski signed")
    assert reading.drafts[0].quote == before
    assert reading.annotate("A note")
    assert reading.drafts[0].note == "A note"
    assert "1 card lost" in reading.edit("Pedro Kuczynski signed it.")


def test_the_name_that_was_put_for_a_word_is_proposed_again(read: Read) -> None:
    reading = read("He won in 1990. It was he. He lost in 1995.")
    assert reading.proposed == ("He won in 1990.", Span(0, 2))
    reading.edit("Bob Hawke won in 1990.")
    assert reading.proposed[1] is None
    reading.at.go_end(1)
    assert reading.proposed == ("Bob Hawke lost in 1995.", Span(0, 9))
    reading.edit("Bob lost in 1995.")
    assert reading.drafts[1].quote == "He lost in 1995."


def test_numbers_of_notes_are_left_out_of_facts(read: Read) -> None:
    reading = read(
        "It is deep.[1] It lies in Lima[12] and Rio [citation needed].[2]", at="1.2"
    )
    assert reading.at.find("Lima and")
    choose(reading, "Rio")
    reading.ask(reading.question)
    (draft,) = reading.drafts
    assert draft.statement == "It lies in Lima and Rio."
    assert draft.quote == "It lies in Lima[12] and Rio [citation needed].[2]"
    assert not reading.at.is_edited


def test_a_sentence_that_was_only_edited_is_kept_too(read: Read) -> None:
    reading = read(at="2.1")
    choose(reading, "Lima")
    reading.edit("The minister signed it in Lima.")
    assert read().drafts[0].statement == "The minister signed it in Lima."
    assert reading.can_remove
    reading.remove()
    assert reading.at.statement == reading.at.quote
    assert reading.at.words == "Lima"


def test_with_its_last_card_a_fact_is_removed(read: Read) -> None:
    reading = read()
    for text in ("Canberra", "1989"):
        choose(reading, text)
        reading.ask(reading.question)
    reading.at.go(-1)
    for text, left in (("1989", 1), ("Canberra", 0)):
        choose(reading, text)
        reading.remove()
        assert reading.cards == left
    assert not reading.drafts


def test_all_of_a_session_is_undone_step_by_step(read: Read) -> None:
    reading = read()
    texts = [reading.file.text]
    acts: list[Callable[[], object]] = [
        lambda: reading.ask(reading.question),
        lambda: reading.ask(reading.question),
        lambda: reading.ask("When?"),
        lambda: reading.edit(f"In truth, {reading.at.statement}"),
        lambda: reading.annotate("Why"),
        reading.remove,
    ]
    for act in acts:
        before = reading.file.text
        act()
        if reading.file.text != before:
            texts.append(reading.file.text)
    assert len(texts) > 4
    while reading.can_undo:
        assert reading.file.text == texts.pop()
        reading.undo()
        assert reading.file.facts_path.read_text("utf-8") == texts[-1]
    assert len(texts) == 1
    assert str(reading.at.place) == "1.1"


def test_an_undo_that_fails_is_tried_again(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read()
    reading.ask(reading.question)
    before = reading.file.text
    reading.ask(reading.question)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", disk_is_full)
        with pytest.raises(DeckError, match="No space"):
            reading.undo()
    assert reading.undo()
    assert reading.file.facts_path.read_text("utf-8") == before


def test_what_another_program_writes_meanwhile_is_never_lost(read: Read) -> None:
    reading = read()
    reading.ask(reading.question)
    path = reading.file.facts_path
    theirs = path.read_text("utf-8").replace("\n\nAPEC", "\n\n<!-- mine -->\n\nAPEC")
    theirs = theirs.replace(":at: 1.1", ":at: 1.1\n:note: by hand")
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(DeckChangedError):
        reading.ask(reading.question)
    assert path.read_text("utf-8") == theirs
    assert reading.drafts[0].note == "by hand"
    assert not reading.can_undo
    reading.ask(reading.question)
    assert ":note: by hand" in path.read_text("utf-8")
    assert reading.cards == 2
    path.write_text(theirs, encoding="utf-8")
    reading.read_again()
    assert reading.cards == 1
    assert not reading.can_undo


def test_a_fact_of_another_program_belongs_to_the_sentence_it_quotes(
    read: Read, tmp_path: Path
) -> None:
    facts = f"## 2\n\n[Ana] signed it.\n:id: ana\n:quote: {TEXT[1][:58]}\n"
    (tmp_path / "apec.facts.md").write_text(facts, encoding="utf-8")
    reading = read(at="2.1")
    assert reading.at.statement == "Ana signed it."
    choose(reading, "signed")
    reading.ask(reading.question)
    assert [len(each.answers) for each in reading.drafts] == [2]


def test_find_chooses_whole_words_and_goes_round(read: Read) -> None:
    reading = read()
    assert reading.at.find("novem")
    assert (str(reading.at.place), reading.at.words) == ("2.1", "November")
    assert reading.at.find("in")
    assert (str(reading.at.place), reading.at.words) == ("2.1", "Shinzo")
    assert reading.at.find("FOUNDED")
    assert (str(reading.at.place), reading.at.words) == ("1.1", "founded")
    assert not reading.at.find("nowhere")
    assert reading.at.words == "founded"


def test_nothing_but_what_is_looked_at_is_cut_into_sentences(read: Read) -> None:
    reading = read(*(f"It was {n}. Then it was Lima." for n in range(5000)))
    for _ in range(9):
        reading.at.go_suggestion(1)
        reading.asked()
    assert reading.at.find("4321")
    assert reading.at.place.paragraph == 4321
    assert len(reading.article._sentences) < 20


def test_an_empty_article_has_nothing_to_do(tmp_path: Path) -> None:
    file = FactsFile(tmp_path / "a.facts.md", tmp_path, "")
    reading = ArticleReading(ArticleText("Empty", ()), file, "5.2")
    for by in (1, -1):
        reading.at.go(by)
        reading.at.go_paragraph(by)
        reading.at.go_suggestion(by)
        reading.at.go_word(by)
        reading.at.go_end(by)
    assert reading.asked() is None
    with pytest.raises(UsageError):
        reading.ask(reading.question)


SENTENCES = (
    *(
        f"{mark} {text}"
        for mark in ("Q:", "A:", "C:", "##", "?", ":id:", "<!--", "- [x]", "1.", "```")
        for text in ("Lima met in 2016 [sic]. It was 5% of $3.",)
    ),
    *ATTACKS[:40],
    "A [bracket::type] and \\[one\\] -> there. See `x[0]` and $a_1$ for “Peru”.",
    "北京在1989年成立。 Then Xi came to 東京.",
    *TEXT,
)
QUESTIONS = ("When?", "-> x", "? y -> z", "", ":id: x", "Why [so]?", "\\", "<!-- a -->")
SEQUENCES = range(1000)


def act_at_random(reading: ArticleReading, rng: Random) -> None:
    at, by = reading.at, rng.choice((-1, 1))
    statement = at.statement
    cut = rng.randrange(len(statement) + 1)
    piece = rng.choice((*SENTENCES, "", "x", " ", "[", "]", "`", "$"))[:30]
    end = min(len(statement), cut + rng.randrange(9))
    acts: list[Callable[[], object]] = [
        lambda: at.go(by),
        lambda: at.go_paragraph(by),
        lambda: at.go_suggestion(by),
        lambda: at.go_word(by),
        lambda: at.move_start(by),
        lambda: at.move_end(by),
        lambda: at.find(rng.choice(("2016", "in", "[", "zz"))),
        reading.asked,
        lambda: reading.ask(reading.question),
        lambda: reading.ask(reading.question),
        lambda: reading.ask(reading.question),
        lambda: reading.ask(rng.choice(QUESTIONS)),
        lambda: reading.edit(statement[:cut] + piece + statement[end:]),
        lambda: reading.annotate(rng.choice(SENTENCES)),
        reading.remove,
        reading.undo,
    ]
    try:
        rng.choice(acts)()
    except UsageError:
        pass


@pytest.mark.parametrize(
    "numbers",
    [
        SEQUENCES[:50],
        *(
            pytest.param(SEQUENCES[at : at + 50], marks=pytest.mark.slow)
            for at in SEQUENCES[50::50]
        ),
    ],
    ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}",
)
def test_random_keys_leave_facts_that_read_back_equal(
    tmp_path: Path, numbers: range
) -> None:
    for number in numbers:
        rng = Random(f"article/{number}")
        texts = (" ".join(rng.sample(SENTENCES, 3)) for _ in range(3))
        paragraphs = tuple(Paragraph(one_line(each)) for each in texts)
        article = ArticleText("Any", paragraphs)
        folder = tmp_path / str(number)
        folder.mkdir()
        begun = new_facts_text(article, "any")
        path = folder / "any.facts.md"
        reading = ArticleReading(article, FactsFile(path, folder, begun))
        for _ in range(20):
            act_at_random(reading, rng)
        if not path.exists():
            continue
        text = path.read_text("utf-8")
        assert drafts_in(text) == list(reading.drafts), number
        made = generate_deck(read_facts(text, "any"))
        assert not made.errors, (number, text)
        assert len(made.cards) >= reading.cards
        while reading.can_undo:
            reading.undo()
        assert path.read_text("utf-8") == begun


def test_a_line_of_a_megabyte_is_read_and_refused(read: Read) -> None:
    reading = read("word " * 200_000 + "1989.", "Then Lima.")
    asked = reading.asked()
    assert asked is None or asked.problem
    assert not reading.can_edit
    reading.at.go_word(1)
    with pytest.raises(UsageError, match="too long"):
        reading.ask(reading.question)
    reading.at.go(1)
    assert reading.ask(reading.question)
