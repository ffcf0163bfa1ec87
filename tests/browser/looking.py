"""Looking at a page as a person and as axe do."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.served import ROOT, Served

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 720}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""What a change of theme may break."""
TROUBLES = """
window.troubles = [];
addEventListener('securitypolicyviolation', e => troubles.push(`CSP ${e.violatedDirective} ${e.blockedURI}`));
addEventListener('error', e => troubles.push(`script: ${e.message}`));
"""
RUN = """options => axe.run(document, {...options, resultTypes: ['violations']})
  .then(found => found.violations.map(rule =>
    `${rule.id}: ${rule.nodes.map(node => node.target.join(' ')).slice(0, 4).join(' | ')}`))"""
STRUCTURE = """() => {
  const said = [], headings = document.querySelectorAll('h1');
  if (headings.length !== 1) said.push(`${headings.length} h1`);
  if (!document.title.trim()) said.push('no title');
  if (!document.documentElement.lang.startsWith('fr')) said.push('no lang');
  return [...said, ...window.troubles];
}"""
WIDER = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter(node => {
    for (let up = node.parentElement; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return false;
    return node.getBoundingClientRect().right > innerWidth + 1;
  });
  return [`wider than 320 px (${document.documentElement.scrollWidth}): `
    + out.slice(0, 4).map(node => node.tagName.toLowerCase() + '.' + node.className).join(' | ')];
}"""


@cache
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


@dataclass
class House:
    """The served demonstration: one browser context for each person of the cast."""

    server: Served
    browser: Browser
    known: dict[str, Any]
    _contexts: dict[str, BrowserContext] = field(default_factory=dict)

    def context(self, who: str) -> BrowserContext:
        """As somebody already signed in; `""` is a visitor."""
        if who not in self._contexts:
            context = self.browser.new_context(viewport=WIDE, locale="fr-FR", reduced_motion="reduce")
            if who:
                cookie = {"name": "sessionid", "value": self.known["sessions"][who], "url": self.server.url}
                context.add_cookies([cookie])
            context.add_init_script(TROUBLES)
            self._contexts[who] = context
        return self._contexts[who]

    def tab(self, who: str) -> Page:
        """The one tab of somebody; its streams end when it goes elsewhere."""
        context = self.context(who)
        return context.pages[0] if context.pages else context.new_page()

    def pages(self, area: str) -> list[dict[str, str]]:
        return [page for page in self.known["pages"] if area_of(page["name"]) == area]

    def page_of(self, name: str, *, having: str = "") -> dict[str, str]:
        """The first known page of a pattern, whose path contains `having`."""
        return next(p for p in self.known["pages"] if p["name"] == name and having in p["path"])


def area_of(name: str) -> str:
    return name.partition(":")[0] if ":" in name else "signin"


def look(page: Page, address: str) -> list[str]:
    """Everything wrong with one page: its answer, structure, console, axe in both themes, width at 320 px."""
    said: list[str] = []

    def heard(message: Any) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            said.append(f"console: {message.text[:200]}")

    page.on("console", heard)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    answer = page.goto(address, wait_until="load")
    status = answer.status if answer else 0
    if status >= 500 or not status:
        said.append(f"status {status}")
    page.evaluate(axe())
    said += page.evaluate(RUN, {"runOnly": RULES})
    page.emulate_media(color_scheme="dark")
    said += [f"dark {one}" for one in page.evaluate(RUN, {"runOnly": {"type": "rule", "values": COLOURS}})]
    page.set_viewport_size(NARROW)
    said += page.evaluate(WIDER)
    said += page.evaluate(STRUCTURE)
    page.remove_listener("console", heard)
    return said
