from pathlib import Path

import pytest

from hub_console.meeting.rules import FilterThree, NumberGiven, TableRules
from hub_console.settings import (
    Count,
    Settings,
    SettingsError,
    Theme,
    load_settings,
    save_settings,
)


def settings_from(directory: Path, text: str | bytes) -> Settings:
    path = directory / "settings.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(path)


def refusal(directory: Path, text: str | bytes) -> str:
    with pytest.raises(SettingsError) as refused:
        settings_from(directory, text)
    sentence = str(refused.value)
    assert sentence.startswith(f"{directory / 'settings.toml'}, line ")
    assert "\n" not in sentence
    return sentence.split(", ", 1)[1]


def link_or_skip(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("links are not permitted here")


def test_a_station_without_a_settings_file_has_the_defaults(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "settings.toml")

    assert settings == Settings()
    assert (settings.theme, settings.count, settings.bell) == (Theme.DARK, Count.DOWN, False)
    assert settings.table == TableRules()
    assert list(tmp_path.iterdir()) == []


def test_every_kind_of_setting_is_taken_as_written(tmp_path: Path) -> None:
    settings = settings_from(
        tmp_path,
        """
        theme = "contrast"
        ascii = true
        count = "up"

        [keys]
        set_lead = "L"

        [table]
        minutes_new = 4
        extensions = [2, 1]
        starts = 09:30:00
        number_given = "acceptance"
        filter_three = "still de-identified"

        [vocabulary.risk_factors]
        hidden = ["xyz"]
        """,
    )

    assert settings == Settings(
        theme=Theme.CONTRAST,
        ascii=True,
        count=Count.UP,
        keys={"set_lead": "L"},
        table=TableRules(
            minutes_new=4,
            extensions=(2, 1),
            starts="09:30",
            number_given=NumberGiven.ACCEPTANCE,
            filter_three=FilterThree.DE_IDENTIFIED,
        ),
        vocabulary={"risk_factors": {"hidden": ["xyz"]}},
    )


def test_a_file_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    text = b'\xef\xbb\xbftheme = "light"\r\nbell = true\r\n'

    assert settings_from(tmp_path, text) == Settings(theme=Theme.LIGHT, bell=True)
    assert refusal(tmp_path, text + b"\r\nbel = true\r\n").startswith("line 4: ")


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ('theme = "dark"\nascii = yes\n', 2, "not TOML (Invalid value)"),
        ('theme = "dark"\n\nkeys = [\n', 3, "not TOML"),
        ('bell = true\nthme = "dark"\n', 2, "no setting thme; write theme"),
        ("# on\n\nzebra = 1\n", 3, "no setting zebra; take it out or write theme, ascii"),
        ("[table]\nminutes_now = 6\n", 2, "no setting minutes_now in [table]; write minutes_new"),
        ("minutes_new = 6\n", 1, "move it under [table]"),
        ("[table]\nbell = true\n", 2, "move it above [table]"),
        ("[tabel]\nminutes_new = 6\n", 1, "no setting tabel; write table"),
        ('theme = "pink"\n', 1, 'theme must be "dark", "light", "contrast" or "traffic"'),
        ('bell = "on"\n', 1, "bell must be true or false"),
        ("bell = 1\n", 1, "bell must be true or false"),
        ("[table]\ndays_between = true\n", 2, "days_between must be a whole number from 1 to 366"),
        ("[table]\ndays_between = 4.5\n", 2, "days_between must be a whole number from 1 to 366"),
        ("[table]\ndays_between = 0\n", 2, "days_between must be a whole number from 1 to 366"),
        ("[table]\nminutes_new = -6\n", 2, "minutes_new must be a whole number from 1"),
        ("[table]\nstarts = 10\n", 2, "starts must be text in quotation marks"),
        ("[table]\nextensions = 2\n", 2, "extensions must be a list in brackets"),
        ("[table]\nextensions = [2, '1']\n", 2, "each of extensions must be a whole number"),
        ("table = 3\n", 1, "table must be a section: [table] and lines below it"),
        ('keys = "vim"\n', 1, "keys must be a section: [keys] and lines below it"),
        ("[keys]\nundo = 3\n", 2, "undo must be text in quotation marks"),
        (b'theme = "dark"\n# caf\xe9\n', 2, "not UTF-8 text; save the file again"),
        ("a = " + "[" * 100_000, 1, ""),
        ("#" + "\n#" * 2**20, 2**19 + 1, "larger than 1 MiB"),
        (f"bell = 0x{'f' * 10_000}\n", 1, "bell must be true or false"),
        (f"[table]\ndays_between = {'9' * 10_000}\n", 2, ""),
    ],
)
def test_a_mistake_is_refused_with_its_line_and_what_to_do(
    tmp_path: Path, text: str | bytes, line: int, advice: str
) -> None:
    sentence = refusal(tmp_path, text)

    assert sentence.startswith(f"line {line}: ")
    assert advice in sentence


def test_the_line_is_where_the_value_begins_not_where_its_name_is_mentioned(tmp_path: Path) -> None:
    sentence = refusal(
        tmp_path,
        '''
        # zebra = 1
        vocabulary.note = """
        zebra = 1
        [table]
        zebra = 2 \\""" '
        """"
        vocabulary.path = 'C:\\"'
        vocabulary.list = ["[", # ]
        "]"]
        [vocabulary.more]
        zebra = 3
        [table]
        # the next one is wrong
        zebra = [
          1,
        ]
        starts = "10:00"
        ''',
    )

    assert sentence.startswith("line 15: ")


def test_a_hostile_name_is_shown_with_escapes(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, r'"\u001b[31mred\u202e" = 1')

    assert sentence.isprintable()
    assert r"\x1b[31mred\u202e" in sentence


def test_settings_that_cannot_be_read_are_refused_not_ignored(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"cannot be read .*; check that it is a file"):
        load_settings(tmp_path)


def test_saving_one_setting_keeps_all_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    before = settings_from(tmp_path, 'bell = true\n[keys]\nundo = "z"\n[table]\nstarts = "09:00"\n')

    saved = save_settings(path, {"theme": Theme.LIGHT, "table": {"extensions": (2, 1)}})

    assert load_settings(path) == saved
    assert saved == Settings(
        theme=Theme.LIGHT,
        bell=True,
        keys=before.keys,
        table=TableRules(starts="09:00", extensions=(2, 1)),
    )


def test_saving_none_brings_the_default_back(tmp_path: Path) -> None:
    settings_from(tmp_path, 'bell = true\n[keys]\nundo = "z"\nredo = "y"\n')

    save_settings(tmp_path / "settings.toml", {"bell": None, "keys": {"undo": None}})

    assert load_settings(tmp_path / "settings.toml") == Settings(keys={"redo": "y"})


def test_the_first_save_makes_the_directory(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"

    save_settings(path, {"ascii": True})

    assert load_settings(path).ascii is True


@pytest.mark.parametrize(
    ("written", "changes"),
    [
        ("bell = true\n", {"table": {"days_between": 367}}),
        ("bell = true\n", {"thme": "dark"}),
        ("bell = true\nthme = ", {"theme": "dark"}),
    ],
)
def test_a_save_that_is_refused_leaves_the_file_as_it_was(
    tmp_path: Path, written: str, changes: dict[str, object]
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(written)

    with pytest.raises(SettingsError):
        save_settings(path, changes)

    assert path.read_text() == written
    assert list(tmp_path.iterdir()) == [path]


def test_a_save_that_fails_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    link_or_skip(path, tmp_path / "pulled stick" / "settings.toml")

    with pytest.raises(SettingsError, match=r"could not be saved .*; check that you may write"):
        save_settings(path, {"bell": True})

    assert list(tmp_path.iterdir()) == [path]
