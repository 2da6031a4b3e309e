"""The guides as the console shows them: their words, without the marks of Markdown."""

from hub_console.console.guides import guides, inked


def test_each_guide_has_a_topic_and_a_title() -> None:
    assert {"recorder", "files"} <= {guide.topic for guide in guides()}
    assert all(guide.title and not guide.title.startswith("#") for guide in guides())


def test_headings_commands_and_code_have_their_ink() -> None:
    text = '# A title\n\nPress *undo* or `Esc`.\n\n    typed as it is\n\n```toml\na = "*"\n```\n'
    assert inked(text) == [
        [("A title", "bold $accent")],
        [("", "")],
        [
            ("Press ", ""),
            ("undo", "bold $bright"),
            (" or ", ""),
            ("Esc", "bold $bright"),
            (".", ""),
        ],
        [("", "")],
        [("    typed as it is", "$bright")],
        [("", "")],
        [('    a = "*"', "$bright")],
    ]


def test_no_word_of_a_guide_is_lost() -> None:
    for guide in guides():
        shown = "".join(text for line in inked(guide.text) for text, _ in line)
        for word in guide.text.replace("`", " ").replace("*", " ").split():
            if not word.startswith("#") and word not in ("toml", "csv", "sh", "console"):
                assert word in shown, (guide.topic, word)
