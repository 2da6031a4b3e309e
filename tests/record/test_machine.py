"""Whatever is done at the table, a restart and a refold show the same."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from hypothesis.strategies import sampled_from

from hub_console.meeting.acts import discussion, floor, planning, room
from hub_console.meeting.values import Refused
from hub_console.record import Action
from tests.record.keeping import KeptRoom, a_kept_table

TAGS = ("PD", "SD", "CF", "HC")
CODES = ("msa", "hna", "mhs")

ACTS = (
    (floor.begin_next,),
    (floor.begin_previous,),
    (floor.toggle_pause,),
    (floor.extend,),
    (discussion.pass_filter,),
    (discussion.open_situation, "intervention"),
    (discussion.conclude, "closed", "lowered"),
    (discussion.reject, "originator"),
    (discussion.write_note, "calls back"),
    (discussion.write_note, ""),
    (discussion.report_back, "done"),
    (discussion.set_affected, "12-17 F", 2),
    (discussion.set_affected, "12-17 F", 0),
    (discussion.mobilize, "housing", "informed"),
    (discussion.mobilize, "housing", "refused"),
    (room.all_expected_arrive,),
    (planning.close_meeting,),
    (planning.plan_next_meeting,),
    *((act, tag) for tag in TAGS for act in (room.arrive, room.apologise, room.leave)),
    *((act, tag) for tag in TAGS for act in (discussion.set_lead, discussion.toggle_involved)),
    *((discussion.toggle_assisting, tag) for tag in TAGS),
    *(
        (act, "risk_factors", code)
        for code in CODES
        for act in (discussion.pick_code, discussion.drop_code)
    ),
)


def told(actions: tuple[Action, ...]) -> list[tuple[object, ...]]:
    return [(a.verb, a.at, frozenset(a.changes)) for a in actions]


class KeptMeeting(RuleBasedStateMachine):
    """Acts, undo and redo in any order; restarts in between."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.kept: KeptRoom = a_kept_table(Path(self._folder.name) / "t.hub", agencies=4)
        self.kept.with_opening().with_new_situation("SD").with_new_situation("PD").begun().begun()

    @rule(act=sampled_from(ACTS))
    def act(self, act: tuple[object, ...]) -> None:
        doing, *args = act
        with suppress(Refused):
            self.kept.do(doing, *args)  # type: ignore[arg-type]

    @precondition(lambda self: self.kept.undoable)
    @rule()
    def undo(self) -> None:
        self.kept.undo()

    @precondition(lambda self: self.kept.redoable)
    @rule()
    def redo(self) -> None:
        self.kept.redo()

    @rule()
    def restart(self) -> None:
        after = self.kept.reloaded()
        meeting = self.kept.table.meeting
        assert meeting is not None
        assert after.table.meeting == meeting
        assert after.table.agenda == self.kept.table.agenda
        for name in ("agencies", "situations"):
            ours = getattr(self.kept.table, name)
            for id_, record in getattr(after.table, name).items():
                assert ours[id_] == record
        if len(self.kept.table.meetings) == 1:
            assert after.table == self.kept.table
        assert told(after.done) == told(self.kept.undoable)
        assert told(after.undone) == told(self.kept.redoable)

    def teardown(self) -> None:
        self.restart()
        assert self.kept.record.refold().equal
        assert all(finding.sound for finding in self.kept.record.check())
        self.kept.record.close()
        self._folder.cleanup()


TestKeptMeeting = KeptMeeting.TestCase
TestKeptMeeting.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
