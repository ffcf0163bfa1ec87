import { type Parts, tickOf } from "./parts";

/** How many are ticked, said beside the button; « tout cocher » for the page. */
export function keepCount(mount: HTMLElement, parts: Parts): void {
  const tell = (): void => {
    const line = mount.querySelector<HTMLElement>("[data-wall-count]");
    if (!line) return;
    line.dataset["rest"] ??= line.textContent ?? "";
    const count = parts.ticked().length;
    line.textContent = count ? `${count} parole${count > 1 ? "s" : ""} cochée${count > 1 ? "s" : ""}.` : line.dataset["rest"];
  };
  parts.onDraw(() => {
    const all = mount.querySelector<HTMLElement>("[data-wall-all]");
    if (all) all.hidden = false;
    tell();
  });
  mount.addEventListener("change", tell);
  mount.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-wall-all]")) return;
    for (const card of parts.cards) {
      const tick = tickOf(card);
      if (tick) tick.checked = true;
    }
    tell();
  });
}
