"""The guides as the console shows them: their words, without the marks of Markdown."""

from hub_console.console.guides import Paragraph, guides, paragraphs


def test_each_guide_has_a_topic_and_a_title() -> None:
    assert {"recorder", "files"} <= {guide.topic for guide in guides()}
    assert all(guide.title and not guide.title.startswith("#") for guide in guides())


def test_headings_commands_and_code_have_their_ink() -> None:
    text = '# A title\n\nPress *undo* or `Esc`.\n\n    typed as it is\n\n```toml\na = "*"\n```\n'
    assert paragraphs(text) == [
        Paragraph((("A title", "bold $accent"),)),
        Paragraph(()),
        Paragraph(
            (
                ("Press ", ""),
                ("undo", "bold italic $accent"),
                (" or ", ""),
                ("Esc", "bold $bright"),
                (".", ""),
            )
        ),
        Paragraph(()),
        Paragraph((("    typed as it is", "$bright"),), broken=False),
        Paragraph(()),
        Paragraph((('    a = "*"', "$bright"),), broken=False),
    ]


def test_lines_of_a_paragraph_are_one_and_a_point_hangs_under_its_text() -> None:
    text = "Broken where\nthe file is.\n\n9. A point\n   goes on.\n10. Ten\n    as well.\n"
    assert paragraphs(text) == [
        Paragraph((("Broken where the file is.", ""),)),
        Paragraph(()),
        Paragraph((("9. A point goes on.", ""),), hang=3),
        Paragraph((("10. Ten as well.", ""),), hang=4),
    ]


def test_no_word_of_a_guide_is_lost() -> None:
    for guide in guides():
        shown = " ".join("".join(text for text, _ in p.pieces) for p in paragraphs(guide.text))
        for word in guide.text.replace("`", " ").replace("*", " ").split():
            if not word.startswith("#") and word not in ("toml", "csv", "sh", "console"):
                assert word in shown, (guide.topic, word)
