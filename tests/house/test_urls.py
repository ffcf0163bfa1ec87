"""Every address says who may come in."""

import pytest

from jalons.accounts.enums import Permission
from tests.house import source

VIEWS = dict(source.views())


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_view_declares_one_permission_or_says_why_it_is_open(name):
    view = VIEWS[name].callback
    declared = {how for how in ("permission", "public", "signed_in") if getattr(view, how, None)}
    assert len(declared) == 1, f"{name} declares {declared or 'nothing'}"
    if declared == {"permission"}:
        assert view.permission in set(Permission)
    else:
        reason = getattr(view, declared.pop())
        assert len(reason) > 9, f"{name} gives no reason"


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_only_views_marked_public_open_without_an_account(name):
    view = VIEWS[name].callback
    is_open = getattr(view, "login_required", True) is False
    assert is_open == bool(getattr(view, "public", None))


def test_every_view_has_a_name_of_its_own():
    names = [name for name, _ in source.views()]
    assert "None" not in {name.rpartition(":")[2] for name in names}
    paths = {(name, str(pattern.pattern)) for name, pattern in source.views()}
    assert len(paths) == len(names)
