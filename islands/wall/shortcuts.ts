import { type Parts, tickOf } from "./parts";

interface Moves {
  readonly put: (place: string, cards: readonly string[]) => Promise<void>;
  readonly choose: () => Promise<string | null>;
}

const OFF = "jalons-mur-sans-raccourcis";

/** Arrows or j/k from card to card, space ticks, g puts, r puts again, z takes back. Can be switched off. */
export function takeKeys(mount: HTMLElement, parts: Parts, moves: Moves): void {
  let last = "";
  const put = async (place: string, cards: readonly string[]): Promise<void> => {
    if (!place || cards.length === 0) return;
    last = place;
    await moves.put(place, cards);
  };
  const choose = async (): Promise<void> => {
    const cards = chosen(parts);
    if (cards.length) await put((await moves.choose()) ?? "", cards);
  };
  const acts: Record<string, () => void> = {
    j: () => step(parts, 1),
    k: () => step(parts, -1),
    ArrowDown: () => step(parts, 1),
    ArrowUp: () => step(parts, -1),
    g: () => void choose(),
    r: () => void put(last, chosen(parts)),
    z: () => mount.querySelector<HTMLFormElement>('[data-wall-part="told"] form')?.requestSubmit(),
  };
  document.addEventListener("keydown", (event) => {
    const act = acts[event.key];
    if (!act || isBusy(event) || (event.key.length === 1 && localStorage.getItem(OFF))) return;
    if (event.key.startsWith("Arrow") && !document.activeElement?.matches(".wall-tick")) return;
    event.preventDefault();
    act();
  });
  offerSwitch(mount);
}

/** The ticked cards; failing that, the one where the keyboard is. */
function chosen(parts: Parts): string[] {
  const ticked = parts.ticked();
  const here = document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset["card"];
  return ticked.length ? ticked : here ? [here] : [];
}

function step(parts: Parts, by: number): void {
  const cards = parts.cards;
  const here = cards.findIndex((card) => card.contains(document.activeElement));
  const next = cards[here < 0 ? 0 : Math.max(0, Math.min(cards.length - 1, here + by))];
  if (!next) return;
  tickOf(next)?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function isBusy(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return true;
  return event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox]), textarea, select");
}

function offerSwitch(mount: HTMLElement): void {
  const button = mount.querySelector<HTMLButtonElement>("[data-wall-keys]");
  if (!button) return;
  button.hidden = false;
  const tell = (): void => {
    button.textContent = localStorage.getItem(OFF)
      ? "Remettre les raccourcis d’une lettre"
      : "Couper les raccourcis d’une lettre";
  };
  tell();
  button.addEventListener("click", () => {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    tell();
  });
}
