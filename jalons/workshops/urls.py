from django.urls import URLPattern, URLResolver, path

from jalons.workshops.views import (
    attendance,
    invitations,
    papers,
    preparation,
    report,
    returns,
    runs,
    toolbox,
)

app_name = "workshops"
_STEP = "seances/<uuid:step_id>/"
_TOOLS = "caisse-a-outils/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(_STEP + "presences/", attendance.attendance, name="attendance"),
    path(_STEP + "deroule-propose/", runs.prepare, name="prepare"),
    path(_STEP + "deroule/outils/", toolbox.take, name="take_tool"),
    path(_STEP + "deroule/garder/", toolbox.keep, name="keep_tool"),
    path(_STEP + "preparation/", preparation.preparation, name="preparation"),
    path(_STEP + "preparation/feuille.<slug:form>", preparation.sheet, name="preparation_sheet"),
    path(_STEP + "preparation/reglages/", preparation.settle, name="settle"),
    path(_STEP + "preparation/taches/", preparation.add_task, name="add_task"),
    path(_STEP + "preparation/taches/<uuid:task_id>/", preparation.task, name="task"),
    path(_STEP + "preparation/cocher/", preparation.check, name="check"),
    path(_STEP + "papiers/", papers.index, name="papers"),
    path(_STEP + "papiers/<slug:name>.<slug:form>", papers.one, name="paper"),
    path(_STEP + "papiers/questions/<uuid:sequence_id>.<slug:form>", papers.question, name="question_paper"),
    path(_STEP + "restitution/", returns.manage, name="return"),
    path(_STEP + "restitution/fermer/", returns.close, name="close_return"),
    path(_STEP + "restitution/affiche.<slug:form>", returns.poster, name="return_poster"),
    path(_STEP + "rapport/", report.summary, name="report"),
    path(_STEP + "rapport.<slug:form>", report.file, name="report_file"),
    path(_STEP + "invitations/", invitations.manage, name="invitations"),
    path("invitation/table/<str:token>/", invitations.invitation, name="invitation"),
    path("invitation/table/<str:token>/agenda.ics", invitations.invitation_agenda, name="invitation_agenda"),
    path("b/", returns.codes, name="codes"),
    path("b/<str:code>/", returns.ticket, name="ticket"),
    path("b/<str:code>/retour/", returns.ticket_return, name="ticket_return"),
    path("retour/<str:token>/", returns.hall_return, name="hall_return"),
    path(_TOOLS, toolbox.tools, name="toolbox"),
    path(_TOOLS + "livres/<slug:key>/", toolbox.shipped, name="shipped"),
    path(_TOOLS + "livres/<slug:key>/guide.<slug:form>", toolbox.shipped_guide, name="shipped_guide"),
    path(_TOOLS + "<uuid:tool_id>/", toolbox.tool, name="tool"),
    path(_TOOLS + "<uuid:tool_id>/guide.<slug:form>", toolbox.tool_guide, name="tool_guide"),
    path(_TOOLS + "<uuid:tool_id>/modifier/", toolbox.change, name="change_tool"),
    path(_TOOLS + "<uuid:tool_id>/ranger/", toolbox.retire, name="retire_tool"),
    path("territoires/<slug:slug>/caisse-a-outils/<uuid:tool_id>/adapter/", toolbox.adapt, name="adapt_tool"),
]
