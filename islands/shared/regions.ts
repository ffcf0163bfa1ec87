/**
 * Regions of a page that follow the server: `data-live="name"`. The page is fetched again and each region
 * that changed is replaced; the one that holds the keyboard's focus waits for its turn, and so does the one
 * under a pressed finger: a button replaced between press and release would lose the press.
 */
let pressed: Element | null = null;
let owed: string | null = null;

document.addEventListener("pointerdown", (event) => {
  pressed = event.target instanceof Element ? event.target.closest("[data-live]") : null;
}, true);
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    window.setTimeout(() => { // the click comes after the release
      pressed = null;
      if (owed !== null) applyRegions(owed);
    });
  }, true);
}

/** What a region says, without the token that is drawn anew on each page. */
function said(region: Element): string {
  return region.innerHTML.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");
}

export async function refreshRegions(url: string): Promise<boolean> {
  const response = await fetch(url, { credentials: "same-origin", cache: "no-store" });
  if (!response.ok) return false;
  applyRegions(await response.text());
  return true;
}

export function applyRegions(html: string): void {
  owed = null;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const region of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const fresh = page.querySelector<HTMLElement>(`[data-live="${region.dataset["live"]}"]`);
    if (!fresh) {
      region.hidden = true;
      continue;
    }
    region.hidden = false;
    if (said(region) === said(fresh) || holdsWork(region)) continue;
    if (region === pressed) {
      owed = html;
      continue;
    }
    const opened = region instanceof HTMLDetailsElement && region.open;
    region.replaceChildren(...fresh.childNodes);
    for (const name of fresh.getAttributeNames()) if (name !== "open") region.setAttribute(name, fresh.getAttribute(name)!);
    if (opened) region.setAttribute("open", "");
  }
  for (const fresh of page.querySelectorAll<HTMLElement>("[data-live]")) {
    if (document.querySelector(`[data-live="${fresh.dataset["live"]}"]`)) continue;
    const before = fresh.previousElementSibling?.getAttribute("data-live");
    const anchor = before ? document.querySelector(`[data-live="${before}"]`) : null;
    anchor?.after(fresh);
  }
}

function holdsWork(region: HTMLElement): boolean {
  const active = document.activeElement;
  return active instanceof HTMLElement && region.contains(active) && /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName);
}
