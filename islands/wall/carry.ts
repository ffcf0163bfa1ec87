import { type Parts, tickOf } from "./parts";

type Put = (place: string, cards: readonly string[]) => Promise<void>;

/** Drag a card, or all the ticked ones when it is one of them, onto a regroupement. */
export function carryCards(mount: HTMLElement, parts: Parts, put: Put): void {
  let carried: string[] = [];
  parts.onDraw(() => {
    if (!parts.form) return;
    for (const card of parts.cards) card.draggable = true;
  });
  mount.addEventListener("dragstart", (event) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-card]") : null;
    if (!card || !event.dataTransfer) return;
    const ticked = parts.ticked();
    carried = tickOf(card)?.checked ? ticked : [card.dataset["card"] ?? ""];
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", `${carried.length}`);
    for (const one of parts.cards) one.classList.toggle("is-carried", carried.includes(one.dataset["card"] ?? ""));
  });
  mount.addEventListener("dragend", () => {
    carried = [];
    for (const one of mount.querySelectorAll(".is-carried, .is-over")) one.classList.remove("is-carried", "is-over");
  });
  const under = (event: DragEvent): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cluster]") : null;
  mount.addEventListener("dragover", (event) => {
    const place = under(event);
    for (const one of mount.querySelectorAll(".is-over")) if (one !== place) one.classList.remove("is-over");
    if (!place || carried.length === 0) return;
    event.preventDefault();
    place.classList.add("is-over");
  });
  mount.addEventListener("drop", (event) => {
    const place = under(event);
    if (!place || carried.length === 0) return;
    event.preventDefault();
    void put(place.dataset["cluster"] ?? "", carried);
  });
}
