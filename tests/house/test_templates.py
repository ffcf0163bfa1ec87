"""Templates hold no script, no style and no dead file: the Content-Security-Policy would refuse them."""

import re

from tests.house import source

TEXTS = {
    path.relative_to(source.PACKAGE).as_posix(): re.sub(r"{#.*?#}", "", path.read_text())
    for _, path in source.templates()
}
PAGES = {name: text for name, text in TEXTS.items() if name.endswith(".html")}

LINKS_OUT: set[str] = set()
"""Templates that link to another site (a link that one follows, never a file that is loaded)."""

NAMED_AT_RUN_TIME = (
    r"core/errors/\d{3}\.html",  # by the error's number
    r"rooms/kinds/\w+/\w+\.html",  # by the kind of the sequence and the screen
    r"(account|mfa|socialaccount)/.*",  # by allauth
    r"[^/]+\.(html|txt)",  # by Django: 404.html…
)


def holding(pattern: str) -> list[tuple[str, str]]:
    return [(name, found.group()) for name, text in PAGES.items() for found in re.finditer(pattern, text)]


def test_no_style_is_written_in_a_template():
    assert holding(r"<style\b|\sstyle\s*=") == []


def test_no_script_is_written_in_a_template():
    scripts = [(name, tag) for name, tag in holding(r"<script\b[^>]*>")]
    assert [s for s in scripts if "src=" not in s[1] and 'type="application/json"' not in s[1]] == []
    assert holding(r"\son[a-z]+\s*=\s*[\"']|(href|src)\s*=\s*[\"']javascript:") == []


def test_nothing_is_asked_of_another_site():
    outside = holding(r"(src|href|action)\s*=\s*[\"'](https?:)?//")
    assert {name for name, _ in outside} == LINKS_OUT


def test_every_post_form_carries_its_token():
    forms = holding(r"<form\b(?=[^>]*method=\"post\")[^>]*>(?s:.*?)</form>")
    assert [
        (name, form[:100]) for name, form in forms if "csrf_token" not in form and "csrf" not in form
    ] == []


def test_every_template_is_used():
    code = "\n".join(path.read_text() for _, path in source.modules())
    everything = code + "\n".join(TEXTS.values())
    unused = set()
    for path in TEXTS:
        name = path.partition("/templates/")[2]
        if any(re.fullmatch(pattern, name) for pattern in NAMED_AT_RUN_TIME):
            continue
        if f'"{name}"' not in everything and f"'{name}'" not in everything and f'"{name}#' not in everything:
            unused.add(name)
    assert unused == set()
