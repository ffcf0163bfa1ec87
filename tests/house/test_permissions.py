"""Who may do what: the permission of every address and of every live topic, and the roles that hold it.

This file is documentation that runs. URLS says what each address asks for, ROLES who holds it, LIVE who
may listen; compared for equality with the code. `python -m tests.house.table` prints URLS anew: read the
difference before you commit it.

`public`: anybody, without an account. `signed_in`: whoever has an account, and sees only what is theirs.
Everything else is a permission, held through a role on the very scope of the page (`ROLES`).
"""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from jalons.accounts import rules
from jalons.accounts.enums import Permission, Role, ScopeKind
from jalons.accounts.permissions import WHO_MAY
from jalons.core.live import topics
from jalons.initiatives.models import Initiative, Step
from tests import cast
from tests.accounts.build import rebuild_urls
from tests.house import source
from tests.house.declared import declared
from tests.rooms import build as rooms

STAFF = {"trainer", "caf_referent", "cooperation_officer", "project_team"}
LEADS = {"trainer", "caf_referent", "cooperation_officer"}
PROVIDERS = {"training_body", "training_manager"}

ROLES: dict[str, set[str]] = {
    "administer": {"administrator"},
    "read_journal": STAFF | {"dpo"},
    "view_mission": STAFF | PROVIDERS | {"trainee"},
    "edit_mission": LEADS | PROVIDERS,
    "create_mission": LEADS | PROVIDERS,
    "view_step": STAFF | PROVIDERS | {"trainee", "signatory", "table_scribe"},
    "view_initiative": STAFF | {"signatory", "table_scribe"},
    "view_drafts": STAFF,
    "edit_initiative": LEADS,
    "view_people": STAFF,
    "edit_portrait": STAFF,
    "facilitate": LEADS,
    "record_table": STAFF | {"table_scribe"},
    "read_words": STAFF,
    "draft": STAFF,
    "record_validation": {"signatory", "caf_referent", "cooperation_officer"},
    "steer": STAFF,
    "export_dossier": LEADS,
    "manage_catalogue": PROVIDERS,
    "view_training": LEADS | PROVIDERS,
    "manage_training": PROVIDERS,
    "take_attendance": PROVIDERS | {"trainer"},
    "teach": {"trainer"},
    "read_adaptations": {"disability_referent"},
}

URLS: dict[str, str] = {
    # accounts
    "accounts:administration": "administer",
    "accounts:end_role": "administer",
    "accounts:invitation": "public",
    "accounts:invite": "administer",
    "accounts:journal": "administer",
    "accounts:mine": "signed_in",
    "accounts:resend_invitation": "administer",
    "accounts:set_open": "administer",
    "accounts:withdraw_invitation": "administer",
    # sign-in, under names that allauth needs
    "account_confirm_login_code": "public",
    "account_inactive": "public",
    "account_login": "public",
    "account_logout": "public",
    "account_request_login_code": "public",
    "account_signup": "public",
    "mfa_activate_totp": "signed_in",
    "mfa_add_webauthn": "signed_in",
    "mfa_authenticate": "public",
    "mfa_deactivate_totp": "signed_in",
    "mfa_download_recovery_codes": "signed_in",
    "mfa_edit_webauthn": "signed_in",
    "mfa_generate_recovery_codes": "signed_in",
    "mfa_index": "signed_in",
    "mfa_list_webauthn": "signed_in",
    "mfa_reauthenticate": "signed_in",
    "mfa_reauthenticate_webauthn": "signed_in",
    "mfa_remove_webauthn": "signed_in",
    "mfa_view_recovery_codes": "signed_in",
    # territories
    "territories:detail": "signed_in",
    "territories:search": "signed_in",
    # initiatives
    "initiatives:access": "edit_initiative",
    "initiatives:access_invite": "edit_initiative",
    "initiatives:add_organisation": "edit_initiative",
    "initiatives:add_proposed": "edit_initiative",
    "initiatives:add_signatory": "edit_initiative",
    "initiatives:add_step": "edit_mission",
    "initiatives:add_venue": "edit_initiative",
    "initiatives:amend": "edit_mission",
    "initiatives:answer_invitation": "edit_initiative",
    "initiatives:bring_back": "edit_initiative",
    "initiatives:calendar": "view_mission",
    "initiatives:cancel_step": "edit_mission",
    "initiatives:change_theme": "edit_mission",
    "initiatives:close_step": "facilitate",
    "initiatives:commune_competences": "edit_initiative",
    "initiatives:competences": "view_drafts",
    "initiatives:confirm_step": "facilitate",
    "initiatives:ctg_dates": "edit_initiative",
    "initiatives:directory": "view_drafts",
    "initiatives:end_access": "edit_initiative",
    "initiatives:end_mission_access": "edit_mission",
    "initiatives:hold_step": "facilitate",
    "initiatives:invite": "edit_mission",
    "initiatives:invite_member": "edit_initiative",
    "initiatives:join_team": "edit_initiative",
    "initiatives:journal": "read_journal",
    "initiatives:minutes": "view_drafts",
    "initiatives:mission": "view_mission",
    "initiatives:mission_access": "edit_mission",
    "initiatives:mission_journal": "read_journal",
    "initiatives:move_signatory": "edit_initiative",
    "initiatives:organisation": "edit_initiative",
    "initiatives:place_step": "edit_mission",
    "initiatives:reopen_step": "facilitate",
    "initiatives:restore_step": "edit_mission",
    "initiatives:sign": "edit_mission",
    "initiatives:signatories": "view_initiative",
    "initiatives:signatory": "edit_initiative",
    "initiatives:step": "view_step",
    "initiatives:team": "view_people",
    "initiatives:team_member": "edit_initiative",
    "initiatives:terms": "edit_mission",
    "initiatives:themes": "edit_mission",
    "initiatives:venue": "edit_initiative",
    # indicators
    "indicators:add": "edit_portrait",
    "indicators:calendar": "view_initiative",
    "indicators:change_group": "edit_portrait",
    "indicators:communes": "view_initiative",
    "indicators:compose": "edit_portrait",
    "indicators:data": "edit_portrait",
    "indicators:data_import": "edit_portrait",
    "indicators:deck_pdf": "view_initiative",
    "indicators:deck_pptx": "view_initiative",
    "indicators:drop_import": "edit_portrait",
    "indicators:fact_descendre": "edit_portrait",
    "indicators:fact_ecarter": "edit_portrait",
    "indicators:fact_monter": "edit_portrait",
    "indicators:fact_proposer": "edit_portrait",
    "indicators:fact_retenir": "edit_portrait",
    "indicators:freeze": "edit_portrait",
    "indicators:method": "view_initiative",
    "indicators:paper_docx": "view_initiative",
    "indicators:paper_pdf": "view_initiative",
    "indicators:portrait": "view_initiative",
    "indicators:propose": "edit_portrait",
    "indicators:restitution": "view_initiative",
    "indicators:reword": "edit_portrait",
    "indicators:similar": "view_initiative",
    "indicators:slide": "view_initiative",
    "indicators:spreadsheet": "view_initiative",
    "indicators:start_import": "edit_portrait",
    "indicators:suggest_group": "edit_portrait",
    "indicators:tables": "view_initiative",
    "indicators:version": "view_initiative",
    "indicators:workbook": "view_initiative",
    # stakeholders
    "stakeholders:actor": "edit_initiative",
    "stakeholders:actors": "view_people",
    "stakeholders:add": "edit_initiative",
    "stakeholders:archive": "edit_initiative",
    "stakeholders:call": "edit_initiative",
    "stakeholders:letters": "view_people",
    "stakeholders:mark_invited": "edit_initiative",
    "stakeholders:mobilise": "edit_initiative",
    "stakeholders:paste": "edit_initiative",
    "stakeholders:restore": "edit_initiative",
    # rooms
    "rooms:cards": "facilitate",
    "rooms:close": "facilitate",
    "rooms:console": "facilitate",
    "rooms:forget": "public",
    "rooms:heaps": "public",
    "rooms:join": "public",
    "rooms:message": "facilitate",
    "rooms:mine": "public",
    "rooms:moderate": "facilitate",
    "rooms:move": "facilitate",
    "rooms:next": "public",
    "rooms:open": "facilitate",
    "rooms:own_word": "public",
    "rooms:paper": "record_table",
    "rooms:paper_check": "record_table",
    "rooms:paper_grid": "record_table",
    "rooms:paper_heaps": "record_table",
    "rooms:photo": "record_table",
    "rooms:photo_remove": "record_table",
    "rooms:photos": "record_table",
    "rooms:projector": "facilitate",
    "rooms:propose": "facilitate",
    "rooms:room": "public",
    "rooms:runsheet": "facilitate",
    "rooms:say": "public",
    "rooms:seat": "public",
    "rooms:sequence": "facilitate",
    "rooms:sequence_move": "facilitate",
    "rooms:settle": "facilitate",
    "rooms:table_seats": "facilitate",
    "rooms:tables": "facilitate",
    "rooms:undo": "facilitate",
    "rooms:undo_entry": "record_table",
    "rooms:vote": "public",
    "rooms:word": "read_words",
    "rooms:words": "read_words",
    # decisions
    "decisions:adopt": "facilitate",
    "decisions:amend": "facilitate",
    "decisions:author": "record_table",
    "decisions:code_again": "facilitate",
    "decisions:complete": "record_table",
    "decisions:consent": "view_initiative",
    "decisions:leave": "facilitate",
    "decisions:next": "facilitate",
    "decisions:no_objection": "record_table",
    "decisions:note": "record_table",
    "decisions:objection": "record_table",
    "decisions:phone": "public",
    "decisions:propose": "record_table",
    "decisions:raise": "record_table",
    "decisions:record": "view_initiative",
    "decisions:resume": "facilitate",
    "decisions:remote": "public",
    "decisions:rules": "facilitate",
    "decisions:test": "facilitate",
    "decisions:texts": "view_initiative",
    "decisions:wall": "facilitate",
    "decisions:withdraw": "facilitate",
    # training
    "training:accept_trainee": "manage_training",
    "training:adaptation": "read_adaptations",
    "training:adaptations": "read_adaptations",
    "training:answer_request": "manage_catalogue",
    "training:archive": "view_training",
    "training:ask": "public",
    "training:assess": "teach",
    "training:attendance": "take_attendance",
    "training:catalogue": "public",
    "training:check_trainee": "manage_training",
    "training:cold_file": "view_training",
    "training:complain": "manage_training",
    "training:complaint": "manage_training",
    "training:complaints": "view_training",
    "training:consolidated": "view_training",
    "training:countersign": "teach",
    "training:create_mission": "create_mission",
    "training:edit_day": "manage_catalogue",
    "training:edit_programme": "manage_catalogue",
    "training:enrol": "manage_training",
    "training:evaluations": "view_training",
    "training:feed": "public",
    "training:file": "manage_training",
    "training:follow_cold": "manage_training",
    "training:improve": "manage_training",
    "training:improvement": "manage_training",
    "training:invoice": "view_training",
    "training:issue": "manage_training",
    "training:issue_sheet": "take_attendance",
    "training:leave_trainee": "manage_training",
    "training:manage_catalogue": "manage_catalogue",
    "training:mission": "view_training",
    "training:move_amendment": "manage_training",
    "training:need": "signed_in",
    "training:new_version": "manage_catalogue",
    "training:note_oral": "teach",
    "training:note_presence": "take_attendance",
    "training:open_slots": "take_attendance",
    "training:own": "signed_in",
    "training:own_paper": "signed_in",
    "training:own_phone": "public",
    "training:paper": "view_training",
    "training:papers": "view_training",
    "training:position": "signed_in",
    "training:prepare_evaluation": "take_attendance",
    "training:programme": "public",
    "training:programme_pdf": "public",
    "training:propose_amendment": "manage_training",
    "training:publish_programme": "manage_catalogue",
    "training:questionnaire": "signed_in",
    "training:rectify": "teach",
    "training:renew_feed": "signed_in",
    "training:requests": "manage_catalogue",
    "training:results_pdf": "view_training",
    "training:settle": "teach",
    "training:sheet_pdf": "take_attendance",
    "training:sign_on_phone": "public",
    "training:sign_paper": "manage_training",
    "training:sign_slot": "take_attendance",
    "training:slot": "take_attendance",
    "training:trainee": "manage_training",
    "training:trainees": "view_training",
    "training:worker": "public",
    # workshops
    "workshops:adapt_tool": "facilitate",
    "workshops:add_task": "draft",
    "workshops:attendance": "view_drafts",
    "workshops:change_tool": "facilitate",
    "workshops:check": "draft",
    "workshops:close_return": "facilitate",
    "workshops:codes": "public",
    "workshops:hall_return": "public",
    "workshops:invitation": "public",
    "workshops:invitation_agenda": "public",
    "workshops:invitations": "edit_initiative",
    "workshops:keep_tool": "facilitate",
    "workshops:paper": "facilitate",
    "workshops:papers": "facilitate",
    "workshops:preparation": "view_drafts",
    "workshops:preparation_sheet": "view_drafts",
    "workshops:prepare": "facilitate",
    "workshops:question_paper": "facilitate",
    "workshops:report": "read_words",
    "workshops:report_file": "read_words",
    "workshops:retire_tool": "facilitate",
    "workshops:return": "facilitate",
    "workshops:return_poster": "facilitate",
    "workshops:settle": "draft",
    "workshops:shipped": "signed_in",
    "workshops:shipped_guide": "signed_in",
    "workshops:take_tool": "facilitate",
    "workshops:task": "draft",
    "workshops:ticket": "public",
    "workshops:ticket_return": "public",
    "workshops:tool": "signed_in",
    "workshops:tool_guide": "signed_in",
    "workshops:toolbox": "signed_in",
    # diagnosis
    "diagnosis:add_canvas_line": "edit_initiative",
    "diagnosis:apply_canvas": "edit_initiative",
    "diagnosis:bring_levels": "draft",
    "diagnosis:canvas": "view_drafts",
    "diagnosis:canvas_role": "edit_initiative",
    "diagnosis:capital": "read_words",
    "diagnosis:capital_reading": "read_words",
    "diagnosis:change_capital": "draft",
    "diagnosis:cluster": "read_words",
    "diagnosis:create_cross_reading": "draft",
    "diagnosis:create_urgency": "draft",
    "diagnosis:cross_readings": "read_words",
    "diagnosis:cultivate": "draft",
    "diagnosis:decide_urgency": "draft",
    "diagnosis:delete_cluster": "draft",
    "diagnosis:drop_finding": "draft",
    "diagnosis:edit_canvas_line": "edit_initiative",
    "diagnosis:edit_cluster": "draft",
    "diagnosis:edit_cross_reading": "draft",
    "diagnosis:edit_finding": "draft",
    "diagnosis:edit_urgency": "draft",
    "diagnosis:give_up_cultivating": "draft",
    "diagnosis:merge_cluster": "draft",
    "diagnosis:mission_letter": "view_drafts",
    "diagnosis:move_urgency": "draft",
    "diagnosis:moves": "read_words",
    "diagnosis:note_finding": "draft",
    "diagnosis:order_cluster": "draft",
    "diagnosis:opinions": "read_words",
    "diagnosis:put": "draft",
    "diagnosis:put_to_vote": "draft",
    "diagnosis:refuse_suggestion": "draft",
    "diagnosis:remove_canvas_line": "edit_initiative",
    "diagnosis:reopen_urgency": "draft",
    "diagnosis:restore_cross_reading": "draft",
    "diagnosis:retire_cross_reading": "draft",
    "diagnosis:situate": "draft",
    "diagnosis:start_canvas": "edit_initiative",
    "diagnosis:take_capital": "draft",
    "diagnosis:undo": "draft",
    "diagnosis:urgencies": "read_words",
    "diagnosis:urgency": "read_words",
    "diagnosis:urgency_result": "read_words",
    "diagnosis:validate_cluster": "draft",
    "diagnosis:wall": "read_words",
    # changes
    "changes:abaque": "draft",
    "changes:actors": "view_drafts",
    "changes:ask_missing": "edit_initiative",
    "changes:call": "draft",
    "changes:change": "view_initiative",
    "changes:change_set": "view_initiative",
    "changes:changes": "view_initiative",
    "changes:choose_fragments": "draft",
    "changes:confirm": "record_validation",
    "changes:edit": "draft",
    "changes:ideal_future": "view_initiative",
    "changes:keep_wording": "draft",
    "changes:merge": "draft",
    "changes:move": "draft",
    "changes:own_paper": "public",
    "changes:paper": "edit_initiative",
    "changes:propose_ideal": "facilitate",
    "changes:propose_one": "facilitate",
    "changes:propose_together": "facilitate",
    "changes:put_aside": "draft",
    "changes:record": "record_validation",
    "changes:release": "draft",
    "changes:release_actor": "draft",
    "changes:retain": "draft",
    "changes:send_links": "edit_initiative",
    "changes:sign": "public",
    "changes:submit": "draft",
    "changes:take_back": "draft",
    "changes:try_wording": "facilitate",
    "changes:validation": "view_initiative",
    "changes:write": "draft",
    "changes:write_ideal": "draft",
    # pathways
    "pathways:accept": "draft",
    "pathways:action": "view_initiative",
    "pathways:action_edit": "draft",
    "pathways:action_new": "draft",
    "pathways:action_off_path": "draft",
    "pathways:action_status": "draft",
    "pathways:actions": "view_initiative",
    "pathways:add": "draft",
    "pathways:annexes": "draft",
    "pathways:annexes_template": "draft",
    "pathways:attach": "draft",
    "pathways:connect": "draft",
    "pathways:cut": "draft",
    "pathways:freeze": "draft",
    "pathways:import": "draft",
    "pathways:index": "view_initiative",
    "pathways:json": "view_initiative",
    "pathways:learn": "steer",
    "pathways:link": "draft",
    "pathways:merge": "draft",
    "pathways:node": "draft",
    "pathways:open_all": "draft",
    "pathways:pathway": "view_initiative",
    "pathways:place": "draft",
    "pathways:plan": "view_initiative",
    "pathways:plan_import": "draft",
    "pathways:plan_take": "draft",
    "pathways:png": "view_initiative",
    "pathways:poster": "view_initiative",
    "pathways:reconsider": "draft",
    "pathways:refuse": "draft",
    "pathways:remove": "draft",
    "pathways:reopen": "draft",
    "pathways:revise": "steer",
    "pathways:simplify": "draft",
    "pathways:svg": "view_initiative",
    "pathways:tidy": "draft",
    "pathways:undo": "draft",
    "pathways:version": "view_initiative",
    "pathways:versions": "view_initiative",
    # steering
    "steering:answer": "steer",
    "steering:ask": "steer",
    "steering:change": "view_initiative",
    "steering:decide": "steer",
    "steering:decision": "steer",
    "steering:entry": "view_initiative",
    "steering:entry_edit": "steer",
    "steering:entry_new": "steer",
    "steering:index": "view_initiative",
    "steering:log": "view_initiative",
    "steering:marker": "steer",
    "steering:marker_edit": "steer",
    "steering:marker_new": "steer",
    "steering:marker_retire": "steer",
    "steering:reject": "steer",
    "steering:review": "view_initiative",
    "steering:review_change": "steer",
    "steering:review_edit": "steer",
    "steering:review_hold": "steer",
    "steering:review_plan": "steer",
    "steering:review_publish": "steer",
    "steering:reviews": "view_initiative",
    "steering:start": "steer",
    # home
    "home:accessibility": "public",
    "home:components": "public",
    "home:help": "public",
    "home:landing": "public",
    "home:legal": "public",
    "home:mine": "signed_in",
    "home:privacy": "public",
    "home:territory": "view_initiative",
    "home:theme": "public",
    # operations
    "operations:dossier": "export_dossier",
    "operations:download_dossier": "export_dossier",
    "operations:export_dossier": "export_dossier",
    "operations:hall": "facilitate",
    "operations:hall_entrance": "public",
    "operations:import": "administer",
    "operations:issue_dossier": "export_dossier",
    "operations:prepare_hall": "facilitate",
    "operations:rehearsal": "facilitate",
}

IN_DEMONSTRATION_ONLY = {
    "accounts:mailbox": "public",
    "accounts:mail": "public",
    "accounts:enter_as": "public",
}

LIVE: dict[str, set[str]] = {
    "room": STAFF | {"table_scribe", "participant"},
    "animation": STAFF | {"table_scribe"},
    "initiative": STAFF,
}
"""Who may listen to `<topic>:<uuid>`; « participant » is a phone that holds a ticket of the room."""


def test_every_permission_is_held_by_these_roles_and_no_other():
    assert {p.value: {r.value for r in roles} for p, roles in WHO_MAY.items()} == ROLES


def test_every_address_asks_for_this_permission():
    assert {name: declared(pattern.callback) for name, pattern in source.views()} == URLS


def test_the_demonstration_adds_these_addresses_and_no_other(settings):
    settings.DEMO = True
    rebuild_urls()
    try:
        shown = {name: declared(pattern.callback) for name, pattern in source.views()}
    finally:
        settings.DEMO = False
        rebuild_urls()
    assert shown == URLS | IN_DEMONSTRATION_ONLY


def test_no_address_asks_for_a_permission_that_does_not_exist():
    assert set(URLS.values()) - {"public", "signed_in"} <= {p.value for p in Permission}


@pytest.mark.parametrize("role", list(Role))
def test_what_a_role_opens_is_what_the_two_tables_say(role):
    """The product of the two tables, spelt out for the roles that must never read a territory's words."""
    opened = {name for name, asked in URLS.items() if role.value in ROLES.get(asked, set())}
    if role in {Role.ADMINISTRATOR, Role.TRAINING_BODY, Role.TRAINING_MANAGER, Role.TRAINEE}:
        closed = {"read_words", "view_drafts", "draft", "facilitate", "steer", "view_people"}
        assert {URLS[name] for name in opened} & closed == set()
    if role == Role.SIGNATORY:
        assert {URLS[name] for name in opened} <= {"view_initiative", "record_validation", "view_step"}


def place_for(role: Role, place: Initiative, step: Step):
    """Where a role is given here: on the territory if it may, else its mission, its step, or above."""
    for kind, on in (
        (ScopeKind.INITIATIVE, place),
        (ScopeKind.MISSION, place.mission),
        (ScopeKind.STEP, step),
    ):
        if role in rules.roles_given_on(kind):
            return on
    return None


def listening(user, cookies=None):
    return SimpleNamespace(user=user, COOKIES=cookies or {}, session={}, META={})


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_live_topic_opens_to_these_roles_and_no_other(role):
    place = cast.initiative()
    room = rooms.room(place)
    user = cast.role(place_for(role, place, room.step), role)
    ids = {"room": room.id, "animation": room.id, "initiative": place.id}
    opened = {
        prefix
        for prefix, authorise in topics.registered().items()
        if authorise(listening(user), ids[prefix]) is not None
    }
    assert opened == {topic for topic, who in LIVE.items() if role.value in who}


@pytest.mark.django_db
def test_without_account_and_without_ticket_no_topic_opens():
    place = cast.initiative()
    room = rooms.room(place)
    ids = {"room": room.id, "animation": room.id, "initiative": place.id}
    for prefix, authorise in topics.registered().items():
        assert authorise(listening(AnonymousUser()), ids[prefix]) is None


def test_every_live_topic_stands_in_the_table():
    assert set(topics.registered()) == set(LIVE)
