"""What Anki exports as text: the file, and the deck that comes of it."""

from __future__ import annotations

import time

import pytest

from quizapp.cards.format.reader import read_deck
from quizapp.cards.format.writer import write_deck
from quizapp.decks.tables.anki import APART
from quizapp.decks.tables.html import text_of_html
from quizapp.decks.tables.layout import TableOptions
from quizapp.decks.tables.reader import read_table
from quizapp.model import Level

HTML = "#separator:tab\n#html:true\n"
FULL = f"{HTML}#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"

# what it shows, the file, the deck as it is written
EXPORTS = [
    (
        "a note is a question and an answer",
        HTML + "What is the capital?\tLima\n",
        "Q: What is the capital?\nA: Lima",
    ),
    (
        "line breaks, emphasis and entities",
        HTML + "<b>Peru</b>&nbsp;&amp; Chile:<br>who?\t<div>It&#x27;s</div>2 &lt; 3\n",
        "Q: **Peru** & Chile:\nwho?\nA: It's\n2 < 3",
    ),
    (
        "text that is not HTML stays",
        "#separator:tab\n#html:false\na <br> &amp; b\tc\n",
        "Q: a <br> &amp; b\nA: c",
    ),
    (
        "guid, notetype, deck and tags have columns of their own",
        FULL + "Ab3_\tBasic\tGeography::Peru\tcapital?\tLima\tsouth city::big\n",
        "# Geography / Peru\n\nQ: capital?\nA: Lima\n:id: Ab3_\n"
        ":tags: south, city::big",
    ),
    (
        "a guid is an id, whatever it is made of",
        FULL + '"#K*(x"\tBasic\tD\ta\tb\t\nN{~.\tBasic\tD\tc\td\t\n',
        "# D\n\nQ: a\nA: b\n:id: .23.K.2a..28.x\n\nQ: c\nA: d\n:id: N.7b..7e..",
    ),
    (
        "the same words under two guids are two notes",
        FULL + "x\tBasic\tD\ta\tb\t\ny\tBasic\tD\ta\tb\t\n",
        "# D\n\nQ: a\nA: b\n:id: x\n\nQ: a\nA: b\n:id: y",
    ),
    (
        "tags of all notes",
        HTML + "#tags:x y\n#tags column:3\na\tb\tz\nc\td\t\n",
        "Q: a\nA: b\n:tags: z, x, y\n\nQ: c\nA: d\n:tags: x, y",
    ),
    ("the old line of tags", "tags:x y\na\tb\n", "Q: a\nA: b\n:tags: x, y"),
    (
        "further fields are notes",
        HTML + "a\tb\tmore<br>lines\teven more\nc\td\t\t\n",
        "Q: a\nA: b\n:note: more\n  lines\n  even more\n\nQ: c\nA: d",
    ),
    (
        "columns by their names",
        HTML + "#columns:Back\tTags\tFront\tHint\nLima\tcity\tcapital?\tL\n",
        "Q: capital?\nA: Lima\n:note: L\n:tags: city",
    ),
    (
        "columns by other names are in their order",
        HTML + "#columns:Text\tBack Extra\tTags\nThe {{c1::a}}\tb\tc\n",
        "C: The [a]\n:note: b\n:tags: c",
    ),
    (
        "clozes with and without a hint, each a card",
        HTML + "{{c1::Lima}} is in {{c2::Peru::country}}.\t\n",
        "C: [Lima] is in [Peru::country].",
    ),
    (
        "clozes of one number are asked together",
        HTML + "{{c1::a}} and {{c1::b}}\t\n",
        "C: [a] and [b]\n:together: true",
    ),
    (
        "notes are told apart by their fields",
        FULL + "1\tA\tD\tx {{c1::y}}\textra\t\n2\tB\tD\tq\ta\t\n",
        "# D\n\nC: x [y]\n:id: 1\n:note: extra\n\nQ: q\nA: a\n:id: 2",
    ),
    (
        "a cloze in the second field",
        HTML + "Peru\tThe capital is {{c1::Lima}}.\tnote\n",
        "C: Peru\nThe capital is [Lima].\n:note: note",
    ),
    (
        "brackets of the text are no blanks",
        HTML + "[1] {{c1::a[0]}} (see {{c2::std::hint}})\t\nb [2]\tc [3]\n",
        r"C: \[1\] [a\[0\]] (see [std::hint])" "\n\nQ: b [2]\nA: c [3]",
    ),
    (
        "a parenthesis after a cloze makes no link",
        HTML + "{{c1::Lima}}(Peru)\t\n",
        "C: [Lima] (Peru)",
    ),
    (
        "a cloze in code or in maths is no part of them",
        HTML + "<code>x = {{c1::1}}</code> or \\(y^{{c2::2}}\\) "
        "and <code>z[0]</code>, \\(w\\)\t\n",
        "C: x = [1] or y^[2] and `z[0]`, $w$",
    ),
    (
        "an answer that is all bold is plain",
        HTML + "q\t<b>Lima</b>\n{{c1::<b>Lima</b>}} is it\t\n",
        "Q: q\nA: Lima\n\nC: [Lima] is it",
    ),
    (
        "what would be a marker is text",
        HTML + "a<br>Q: b<br># c<br>:id: d\te<br>---\n",
        "Q: a\n\\Q: b\n\\# c\n\\:id: d\nA: e\n\\---",
    ),
    (
        "a notetype that asks both ways",
        FULL + "x\tBasic (and reversed card)\tD\ta\tb\t\n",
        "# D\n\nQ: a\nA: b\n:id: x\n:reverse: true",
    ),
    (
        "the title of the deck",
        HTML + "#deck:Peru\n#notetype:Basic\na\tb\n",
        '---\ntitle = "Peru"\n---\n\nQ: a\nA: b',
    ),
    (
        "what a spreadsheet makes of it",
        "#separator:tab,,\n#HTML: true,,\n#tags column:3,,\n#deck:Foo,,\n"
        '"a, b",c<br>d,e f\n',
        '---\ntitle = "Foo"\n---\n\nQ: a, b\nA: c\nd\n:tags: e, f',
    ),
    (
        "separators by name and by themselves",
        "#separator:Semicolon\n#columns:Front;Back\na;b\n",
        "Q: a\nA: b",
    ),
    (
        "comments of other programs, before, between and behind",
        "# Made by a program\n#separator:tab\n#made-by:x\n#html:true\n#\n# Front\n"
        "#1 song\ta\n\nb\tc\n",
        "Q: #1 song\nA: a\n\nQ: b\nA: c",
    ),
    (
        "a header of known names",
        HTML + "#tags column:3\nFront\tBack\tTags\tMore\na\tb<br>\tt\tm\n",
        "Q: a\nA: b\n:note: m\n:tags: t",
    ),
    ("pipe", "#separator:|\na, b|c; d\n", "Q: a, b\nA: c; d"),
    ("comments between them", "#separator:;\n# mine\n#html:true\na;b\n", "Q: a\nA: b"),
    (
        "a quoted cell over lines",
        HTML + '"a\n""b"""\tc\n',
        'Q: a "b"\nA: c',
    ),
    (
        "one word and another are a note, and no header",
        HTML + "sol\tsun\nmar\tsea\n",
        "Q: sol\nA: sun\n\nQ: mar\nA: sea",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "deck"), [case[1:] for case in EXPORTS], ids=[case[0] for case in EXPORTS]
)
def test_an_export_of_anki_goes_in_clean(text: str, deck: str) -> None:
    table = read_table(text.encode(), "deck")
    written = write_deck(table.deck)
    assert written == f"{deck}\n"
    assert not table.empty.complaints
    assert not table.layout.may_be_header
    assert read_deck(written, "deck") == table.deck


# what it shows, the note, the code of its error
REFUSED = [
    ("only a sound", "a\t[sound:a.mp3]", "note-without-answer"),
    ("no answer", "a [b]\t", "note-without-answer"),
    ("part of a picture", "{{c1::image-occlusion:rect:x=.1}}\tx", "image-occlusion"),
    ("a cloze that is not closed", "{{c1::a\t", "unclosed-cloze"),
    ("a cloze in another", "{{c1::a {{c2::b}} c}}\t", "unclosed-cloze"),
    ("a cloze of nothing", "{{c1::}} a\t", "unreadable-cloze"),
    ("clozes that would be maths", "{{c1::$a}} and {{c2::$b}}\t", "unreadable-cloze"),
    ("a cell too many", "a\tb\tc", "too-many-cells"),
    ("a huge note", 'a\t"' + 30_000 * "b\n" + '"', "long-card"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_note_that_makes_no_card_is_refused_and_the_others_are_taken(
    note: str, code: str
) -> None:
    data = f"{HTML}first\t<b>1</b>.\n{note}\nlast\tz\n".encode()
    table = read_table(data, "deck")
    assert [(each.code, each.line) for each in table.empty.errors] == [(code, 4)]
    assert [card.answer for card in table.deck.cards] == ["**1**.", "z"]
    assert table.rejects.decode("utf-8-sig") == f"{HTML}{note}\n"


def test_what_a_terminal_cannot_show_is_counted() -> None:
    data = (
        f"{HTML}a [sound:x.mp3]\tb\t\n<img src='map of Peru.png'>\tPeru\nc\td\tmore\n"
        "{{c1::Paris}} is in {{c2::France}}, {{c1::Paris}} on the Seine\n"
    )
    table = read_table(data.encode(), "deck")
    assert table.changes == {
        "a sound removed": [3],
        "only the name of a picture kept": [4],
        "further fields kept as a note": [5],
        APART: [6],
    }
    assert [card.prompt for card in table.deck.cards][:3] == [
        "a",
        "![map of Peru.png](map%20of%20Peru.png)",
        "c",
    ]


@pytest.mark.parametrize(
    "text", ["a<br>b\tc\n", "a&nbsp;b\tc\n", "x {{c1::y}}\tz\n", "#tags:t\na<br>\tb\n"]
)
def test_text_of_anki_without_its_first_lines_is_taken_as_it_is_with_a_way_out(
    text: str,
) -> None:
    table = read_table(text.encode(), "deck")
    (told,) = table.empty.complaints
    assert (told.code, told.level) == ("anki-markup", Level.WARNING)
    assert "#html:true" in told.message
    assert not read_table(f"#html:true\n{text}".encode(), "deck").empty.complaints


def test_columns_that_are_said_go_before_those_of_the_file() -> None:
    data = f"{FULL}x\tBasic\tD\tfront<br>1\tback\ttag\n".encode()
    shape = TableOptions(columns=("", "", "", "answer", "question", ""))
    (card,) = read_table(data, "deck", options=shape).deck.cards
    assert (card.prompt, card.answer) == ("back", "front\n1")
    assert (card.topic, card.fields.id) == ("", "")


# HTML, its text
FIELDS = [
    ("a<br>b<br/>c", "a\nb\nc"),
    ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    ("<p>a</p>\n<p>b</p>", "a\nb"),
    ("  a\n b  ", "a b"),
    ("x <b> y </b>z <strong>a<br>b</strong>", "x **y** z **a**\n**b**"),
    ("<i>L</i>ima <i>is</i> <em>it</em>", "Lima *is* *it*"),
    ("H<sub>2</sub>O, 10<sup>-5</sup>, 5<sup>th</sup>", "H₂O, 10⁻⁵, 5ᵗʰ"),
    ("x<sub>max</sub> e<sup>x/2</sup>", "x_max e^(x/2)"),
    ("<code>a*b</code>", "`a*b`"),
    ("<pre><code>a\n  b</code></pre>c", "```\na\n  b\n```\nc"),
    ("<ul><li>a</li><li>b</li></ul><ol><li>c<li>d</ol>e", "- a\n- b\n1. c\n2. d\ne"),
    ("<table><tr><td>a<td>b</tr><tr><td>c<td>d</table>", "a | b\nc | d"),
    ("<a href='https://x.org/a_(b)'>here</a>", "[here](https://x.org/a_%28b%29)"),
    ("<a href='javascript:x'>here</a>", "here"),
    ("<img src='a/b (1).png'>", "![b (1).png](a/b%20%281%29.png)"),
    ("<img alt='a map' src='data:image/png;base64,xyz'>", "![picture](picture)"),
    ("&amp;&lt;b&gt;&nbsp;&euro;&#8364;", "&<b> €€"),
    ("x < y, a<b and <![foo[", "x < y, a<b and <![foo["),
    ("<style>.card {}</style>a<script>b</script><!-- c -->d", "ad"),
    ("<ruby>漢<rt>かん</rt></ruby>", "漢(かん)"),
    ("</b>a<b>b", "a**b**"),
    ("2*3*4 and a_b_c", "2*3*4 and a_b_c"),
]


@pytest.mark.parametrize(("html", "text"), FIELDS, ids=[each[0] for each in FIELDS])
def test_html_is_written_as_a_deck_has_it(html: str, text: str) -> None:
    assert text_of_html(html) == text


def test_what_an_entity_hides_is_shown_by_a_symbol() -> None:
    data = f"{HTML}a&#8238;b\tc&#x9b;d\n".encode()
    (card,) = read_table(data, "deck").deck.cards
    assert card.prompt == "a‹U+202E›b"
    assert "\x9b" not in card.answer


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a ", "<b>", "<!--", "<![", "</", "<a href='x", "<b><i>", "<li><pre>"),
        *("{{c1::", "{{c1::a}}", "}}", "\\(", "\\[", "[latex]", "[sound:", "&nbsp;"),
    ],
)  # fmt: skip
def test_a_hostile_field_of_four_times_the_size_takes_about_four_times(
    piece: str,
) -> None:
    times: list[float] = []
    for size in (12_000, 48_000):
        data = f"{HTML}{piece * (size // len(piece))}\ta\n".encode()
        begun = time.process_time()
        read_table(data, "deck")
        times.append(time.process_time() - begun)
    assert times[1] < 10 * times[0] + 0.2
