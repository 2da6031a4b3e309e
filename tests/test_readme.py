"""What the README and the guides say: that it is there, that it loads, and that it works."""

import dataclasses
import re
import shlex
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import get_type_hints

import click
import pytest

from hub_console.cli import hub_console
from hub_console.cli.commands import HOME_OF
from hub_console.console.commands import COMMANDS, key_map
from hub_console.console.views import Tone
from hub_console.meeting.agenda_file import read_agenda
from hub_console.meeting.files import Form
from hub_console.meeting.roster_file import read_roster
from hub_console.meeting.rules import TableRules
from hub_console.meeting.situation import Situation
from hub_console.settings import Settings, WallRules, load_settings
from hub_console.vocabulary import Amendments, amend, load_vocabulary
from tests.desks import Fingers, MovedClock
from tests.screenshots.pictures import files

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "hub_console" / "guide"
GUIDES = {path.stem: path for path in sorted(GUIDE.glob("*.md"))}
PAGES = {"README": ROOT / "README.md", **GUIDES}

COLUMNS = 80
SECONDS_A_KEY = 2
NAMED_KEYS = {"Esc": "escape", "Enter": "enter"}
KEY_OF = {command.label: command.key for command in COMMANDS}

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    (\S.*)$", re.MULTILINE)
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
LABEL_OR_SPAN = re.compile(r"(?<!\*)\*([^*`]+)\*(?!\*)|`([^`]+)`")
LINK = re.compile(r"\]\(([^)#]+)\)")


def text_of(page: str) -> str:
    return PAGES[page].read_text(encoding="utf-8")


def part_of(page: str, heading: str) -> str:
    """What stands under a heading."""
    return text_of(page).split(f"\n## {heading}\n")[1].split("\n## ")[0]


def blocks(text: str, kind: str) -> list[str]:
    return [block for language, block in BLOCK.findall(text) if language == kind]


def command_lines(page: str) -> Iterator[str]:
    """Every use of hub-console, and of a command without it, as in ``agenda next``."""
    text = text_of(page)
    shell = [line for kind in ("sh", "bat") for block in blocks(text, kind) for line in [block]]
    for line in "\n".join([*shell, *INDENTED.findall(text)]).splitlines():
        for call in line.split("&&"):
            words = call.split("#")[0].split()
            if words and re.fullmatch(r"(\S*[/\\])?hub-console", words[0]):
                yield shlex.join(["hub-console", *shlex.split(call.split("#")[0])[1:]])
    for span in SPAN.findall(BLOCK.sub("", text)):
        first, *rest = span.split()
        if first == "hub-console":
            yield span
        elif first in HOME_OF and rest:
            yield f"hub-console {span}"


def fault(line: str) -> str:
    """What of a command line there is not."""
    command: click.Command = hub_console
    context = click.Context(command, info_name="hub-console", **command.context_settings)
    words = shlex.split(line)[1:]
    while words:
        word = words.pop(0)
        if word.startswith("-"):
            option = next((p for p in command.get_params(context) if word in p.opts), None)
            if option is None:
                return f"{command.name} has no {word}"
            if isinstance(option, click.Option) and not option.is_flag and words:
                words.pop(0)
        elif isinstance(command, click.Group):
            below = command.get_command(context, word)
            if below is None:
                return f"{command.name} has no {word}"
            command = below
            context = click.Context(command, context, info_name=word)
        elif not any(isinstance(p, click.Argument) for p in command.params):
            return f"{command.name} takes no {word}"
    return ""


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_that_is_named_is_there(page: str) -> None:
    lines = list(command_lines(page))

    assert lines or page == "settings"
    assert [found for line in lines if (found := fault(line))] == []


def test_what_is_not_there_would_be_found() -> None:
    assert fault("hub-console demo --empty --at 120x35") == ""
    assert fault("hub-console agenda import agenda.toml") == ""
    assert fault("hub-console agenda export") == "agenda has no export"
    assert fault("hub-console paths --xml") == "paths has no --xml"
    assert fault("hub-console paths here") == "paths takes no here"


def test_the_readme_names_every_command() -> None:
    named = {shlex.split(line)[1] for line in command_lines("README") if " " in line}

    assert named >= HOME_OF.keys()


def test_the_readme_and_setup_name_every_guide() -> None:
    (row,) = (line for line in text_of("README").splitlines() if "prints the guides" in line)

    assert set(SPAN.findall(row)) == {"hub-console guide", *GUIDES, "keys"}


def test_every_module_that_the_readme_runs_is_there() -> None:
    modules = re.findall(r"-m (tests\.\w+)", text_of("README"))

    assert modules
    for module in modules:
        place = ROOT.joinpath(*module.split("."))
        assert (place / "__main__.py").is_file() or place.with_suffix(".py").is_file(), module


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    links = [link for link in LINK.findall(text_of(page)) if "://" not in link]

    assert [link for link in links if not (PAGES[page].parent / link).exists()] == []


def test_the_readme_shows_every_picture() -> None:
    linked = {Path(link).name for link in LINK.findall(text_of("README"))}
    shown_as_png = {name.replace(".png", ".svg") for name in files() if name.endswith(".png")}

    assert linked & files() == files() - shown_as_png


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_fits_a_small_terminal(guide: str) -> None:
    assert [line for line in text_of(guide).splitlines() if len(line) > COLUMNS] == []


@pytest.mark.parametrize("page", ["README", "settings"])
def test_every_settings_example_loads(page: str, tmp_path: Path) -> None:
    examples = blocks(text_of(page), "toml")

    assert examples
    for example in examples:
        path = tmp_path / "settings.toml"
        path.write_text(example, encoding="utf-8")
        settings = load_settings(path)
        assert key_map(settings.keys).problems == ()
        amend(load_vocabulary(), Amendments.from_settings(settings.vocabulary))


def test_the_settings_guide_has_every_setting_with_its_default(tmp_path: Path) -> None:
    everything = blocks(text_of("settings"), "toml")[0]
    written = tomllib.loads(everything)
    path = tmp_path / "settings.toml"
    path.write_text(everything, encoding="utf-8")

    assert load_settings(path) == Settings()
    names = [field.name for field in dataclasses.fields(Settings)]
    assert [name for name in names if name not in ("keys", "vocabulary")] == list(written)
    assert [field.name for field in dataclasses.fields(TableRules)] == list(written["table"])
    assert [field.name for field in dataclasses.fields(WallRules)] == list(written["wall"])


@pytest.mark.parametrize("kind", [Settings, TableRules, WallRules])
def test_the_settings_guide_says_what_a_setting_may_be(kind: type) -> None:
    lines = blocks(text_of("settings"), "toml")[0].splitlines()
    hints = get_type_hints(kind)
    for field in dataclasses.fields(kind):
        at = next((n for n, line in enumerate(lines) if line.startswith(f"{field.name} = ")), None)
        if at is None:
            continue
        said = " ".join(lines[max(0, at - 1) : at + 1])
        if "least" in field.metadata:
            assert f"{field.metadata['least']} to {field.metadata['most']}" in lines[at]
        if issubclass(type(field.default), StrEnum):
            assert all(member in said for member in hints[field.name])


def test_the_settings_guide_names_every_command_that_can_have_a_key() -> None:
    keys = part_of("settings", "Your own keys")
    named = SPAN.findall(BLOCK.sub("", keys))

    assert set(named) - {"[keys]", "space", "hub-console guide keys"} == {c.id for c in COMMANDS}


@pytest.mark.parametrize("form", Form)
def test_every_roster_and_agenda_example_is_taken_in(form: Form, fingers: Fingers) -> None:
    vocabulary = load_vocabulary()
    rosters = blocks(part_of("files", "A roster"), form)
    agendas = blocks(part_of("files", "An agenda"), form)

    assert [len(read_roster(each, form, vocabulary)) for each in rosters] == [2]
    assert [len(read_agenda(each, form, fingers.table, vocabulary).drafts) for each in agendas] == [
        2
    ]


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_calls_the_commands_as_the_screen_does(guide: str) -> None:
    named = {" ".join(label.split()) for label, _ in LABEL_OR_SPAN.findall(text_of(guide))}

    assert {name.casefold() for name in named if name} - {"italics"} <= set(KEY_OF)


def test_the_recorders_hour_is_as_the_guide_tells(fingers: Fingers, clock: MovedClock) -> None:
    steps = re.split(r"^\d+\. ", part_of("recorder", "An hour in the demo"), flags=re.MULTILINE)
    last = steps[-1].split("\n\n")[0]
    for step in [*steps[1:-1], last]:
        play(fingers, clock, LABEL_OR_SPAN.findall(step))

    assert fingers.asked == ["quit"]
    by_number = {situation.number: situation for situation in fingers.table.situations.values()}
    sixth, seventh = by_number["2026-120"], by_number["2026-122"]
    assert codes(sixth) >= {"drr"}
    assert (sixth.lead, {*sixth.assisting}) == ("HC", {"MH", "YS", "AD"})
    assert (seventh.lead, {*seventh.assisting}) == ("HC", {"MH", "YS"})
    assert (seventh.sex, seventh.age_band) == ("F", "12-17")
    assert (seventh.outcome, seventh.consent) == ("intervention", "yes")
    assert "TR" in {i.agency for i in fingers.table.attendances.values() if i.arrived}
    assert fingers.table.agenda[0].title == "Opening and roll call"
    assert {item.state for item in fingers.table.agenda} == {"waiting"}


def test_the_readmes_keys_do_what_it_says(fingers: Fingers, clock: MovedClock) -> None:
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", part_of("README", KEYS), re.MULTILINE)
    for keys, _ in rows:
        play(fingers, clock, [("", span) for span in SPAN.findall(keys)])

    commands = {command.key for command in COMMANDS}
    assert all(SPAN.findall(keys)[0] in commands for keys, _ in rows)
    situation = fingers.table.live_situation
    assert situation is not None
    assert situation.type == "person"
    assert codes(situation) & {"msa", "mst"}
    assert (situation.lead, {*situation.assisting}) == ("HC", {"MH", "YS"})
    assert situation.outcome == "intervention"


KEYS = "A situation, key by key"


def play(fingers: Fingers, clock: MovedClock, told: list[tuple[str, str]]) -> None:
    """Press what is told: commands by their labels, and keys and texts."""
    for label, text in told:
        name = " ".join(label.split()).casefold()
        typed = KEY_OF[name] if name else text
        keys = [NAMED_KEYS[typed]] if typed in NAMED_KEYS else [*typed]
        for key in keys:
            clock.pass_by(SECONDS_A_KEY)
            fingers.keys.press("space" if key == " " else key)
            said = fingers.keys.said
            assert said is None or said.tone is not Tone.REFUSED, f"{name or text}: {said}"


def codes(situation: Situation) -> set[str]:
    return set(situation.risk_factors)
