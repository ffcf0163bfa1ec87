from django.urls import URLPattern, URLResolver, path

from jalons.rooms.views import console, paper, participant, projector, runsheet, words

app_name = "rooms"
_STEP = "seances/<uuid:step_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rejoindre/", participant.join, name="join"),
    path("r/<str:code>/", participant.room, name="room"),
    path("r/<str:code>/paroles/", participant.say, name="say"),
    path("r/<str:code>/avis/", participant.vote, name="vote"),
    path("r/<str:code>/paroles/<int:number>/", participant.own_word, name="own_word"),
    path("r/<str:code>/moi/", participant.seat, name="seat"),
    path("r/<str:code>/suivant/", participant.next_person, name="next"),
    path(_STEP + "console/", console.console, name="console"),
    path(_STEP + "console/salle/ouvrir/", console.open_room, name="open"),
    path(_STEP + "console/salle/fermer/", console.close_room, name="close"),
    path(_STEP + "console/salle/tables/", console.set_tables, name="tables"),
    path(_STEP + "console/annuler/", console.undo, name="undo"),
    path(_STEP + "console/paroles/<int:number>/", console.moderate, name="moderate"),
    path(_STEP + "console/geste/<str:name>/", console.move, name="move"),
    path(_STEP + "projecteur/", projector.projector, name="projector"),
    path(_STEP + "saisie/", paper.paper, name="paper"),
    path(_STEP + "saisie/<int:number>/retirer/", paper.undo_entry, name="undo_entry"),
    path(_STEP + "saisie/avis/<uuid:sequence_id>/", paper.grid, name="paper_grid"),
    path(_STEP + "deroule/", runsheet.runsheet, name="runsheet"),
    path(_STEP + "deroule/<uuid:sequence_id>/", runsheet.sequence, name="sequence"),
    path(_STEP + "deroule/<uuid:sequence_id>/placer/", runsheet.move, name="sequence_move"),
    path("territoires/<str:slug>/paroles/", words.words, name="words"),
    path("paroles/<uuid:word_id>/", words.word, name="word"),
]
