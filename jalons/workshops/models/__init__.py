"""Tables: who came, the toolbox, preparations, papers of the room, invitations."""

from jalons.workshops.models.attendance import CategoryAttendance, CommuneAttendance
from jalons.workshops.models.invitations import InvitationLink
from jalons.workshops.models.papers import SeatCode, SessionReturn
from jalons.workshops.models.preparation import PreparationCheck, PreparationSheet, PreparationTask
from jalons.workshops.models.toolbox import Tool, ToolUse

__all__ = [
    "CategoryAttendance",
    "CommuneAttendance",
    "InvitationLink",
    "PreparationCheck",
    "PreparationSheet",
    "PreparationTask",
    "SeatCode",
    "SessionReturn",
    "Tool",
    "ToolUse",
]
