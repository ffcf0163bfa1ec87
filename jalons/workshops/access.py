"""Fetching is authorising, for tables: a tool one may change, a tool one may read, an open return."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from jalons.accounts.access import account, authorise
from jalons.accounts.enums import Permission
from jalons.workshops.models import Tool
from jalons.workshops.queries import toolbox


def get_tool(request: HttpRequest, tool_id: UUID, permission: Permission) -> Tool:
    """A tool of a place where one holds this permission. Raises Http404 or PermissionDenied."""
    tool = get_object_or_404(_tools(), pk=tool_id, retired_at__isnull=True)
    authorise(request, tool.scope(), permission)
    return tool


def read_tool(request: HttpRequest, tool_id: UUID) -> Tool:
    """A tool of this person's own toolbox (`rules.may_see`). Raises Http404."""
    tool = get_object_or_404(_tools(), pk=tool_id)
    if not toolbox.is_in_toolbox(tool, account(request)):
        raise Http404
    return tool


def _tools() -> QuerySet[Tool]:
    return Tool.objects.select_related("mission", "initiative", "organisation")
