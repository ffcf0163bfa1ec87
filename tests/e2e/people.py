"""People at their screens: each has a browser context of their own, as on their own device."""

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.installation import Installation

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Somebody:
    """Somebody in front of one page. `address` is empty for people without an account."""

    house: Installation
    context: BrowserContext
    page: Page
    address: str = ""

    def go(self, path: str) -> None:
        answer = self.page.goto(self.house.url + path if path.startswith("/") else path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status} {self.house.log()}"

    def press(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name).first.click()
        self.settle()

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("link", name=name).first.click()
        self.settle()

    def fill(self, **fields: str) -> None:
        """Fill controls by their form name: text, choices, boxes and buttons of a group alike."""
        for name, value in fields.items():
            self.fill_control(self.page.locator("main"), name, value)

    def fill_in_form(self, action: str, **fields: str) -> None:
        """Fill controls of the form whose address ends with `action`."""
        form = self.page.locator(f'main form[action$="{action}/"]').first
        for name, value in fields.items():
            self.fill_control(form, name, value)

    def send_form(self, action: str, **fields: str) -> None:
        self.fill_in_form(action, **fields)
        self.page.locator(f'main form[action$="{action}/"] button[type="submit"]').first.click()
        self.settle()

    def fill_control(self, within: Locator, name: str, value: str) -> None:
        control = within.locator(f'[name="{name}"]')
        kind = control.first.evaluate(
            "node => (node.closest('details:not([open]) > :not(summary)')"
            "?.parentElement.querySelector('summary').click(), node.type)"
        )
        if kind in ("radio", "checkbox"):
            chosen = control if value == "on" else within.locator(f'[name="{name}"][value="{value}"]')
            chosen.first.check(force=True)
        elif kind in ("select", "select-one", "select-multiple"):
            control.first.select_option(value)
        else:
            control.first.fill(value)

    def settle(self) -> None:
        self.page.wait_for_load_state("load")

    def reads(self, text: str) -> None:
        """The page shows this text, now or in a moment."""
        expect(self.page.locator("body")).to_contain_text(text)

    def sign_in(self) -> None:
        self.go("/connexion/")
        self.fill(email=self.address)
        self.press("Recevoir mon code")
        self.fill(code=self.house.code_for(self.address))
        self.press("Entrer")

    def accept_invitation(self) -> None:
        self.go(self.house.link_for(self.address))
        self.press("Accepter et recevoir mon code")
        self.fill(code=self.house.code_for(self.address))
        self.press("Entrer")


def somebody(browser: Browser, house: Installation, address: str = "", *, is_phone: bool = False) -> Somebody:
    context = browser.new_context(
        viewport=PHONE if is_phone else DESKTOP, locale="fr-FR", has_touch=is_phone, is_mobile=is_phone
    )
    page = context.new_page()
    return Somebody(house=house, context=context, page=page, address=address)
