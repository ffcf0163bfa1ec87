/**
 * Regions of a page that follow the server: `data-live="name"`. The page is fetched again and each region
 * that changed is replaced; the one that holds the keyboard's focus waits for its turn.
 */
export async function refreshRegions(url: string): Promise<boolean> {
  const response = await fetch(url, { credentials: "same-origin", cache: "no-store" });
  if (!response.ok) return false;
  applyRegions(await response.text());
  return true;
}

export function applyRegions(html: string): void {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const region of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const fresh = page.querySelector<HTMLElement>(`[data-live="${region.dataset["live"]}"]`);
    if (!fresh) {
      region.hidden = true;
      continue;
    }
    region.hidden = false;
    if (region.innerHTML === fresh.innerHTML || holdsWork(region)) continue;
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
