/** Sending the wall's forms and taking back its parts, one after the other, focus and ticks kept. */
export class Parts {
  private queue: Promise<void> = Promise.resolve();
  private readonly redrawn: (() => void)[] = [];
  /** Moves of our own that the live topic will tell us about again. */
  readonly own = new Set<string>();

  constructor(readonly mount: HTMLElement) {
    mount.addEventListener("submit", (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || !("wallForm" in form.dataset)) return;
      event.preventDefault();
      const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
      const body = new FormData(form);
      if (button?.name) body.set(button.name, button.value);
      void this.send(button?.hasAttribute("formaction") ? button.formAction : form.action, body);
    });
  }

  get form(): HTMLFormElement | null {
    return this.mount.querySelector<HTMLFormElement>("#wall-form");
  }

  get cards(): HTMLElement[] {
    return [...this.mount.querySelectorAll<HTMLElement>("[data-card]")];
  }

  ticked(): string[] {
    return this.cards.filter((card) => tickOf(card)?.checked).map((card) => card.dataset["card"] ?? "");
  }

  /** Calls `draw` now and after each redraw. */
  onDraw(draw: () => void): void {
    this.redrawn.push(draw);
    draw();
  }

  /** Put these cards in a regroupement (`sans`: in none). */
  put(place: string, cards: readonly string[]): Promise<void> {
    const form = this.form;
    if (!form || cards.length === 0) return Promise.resolve();
    const body = new FormData(form);
    body.delete("card");
    body.delete("title");
    for (const card of cards) body.append("card", card);
    body.set("into", place);
    return this.send(form.action, body);
  }

  send(url: string, body: FormData): Promise<void> {
    return this.next(() => fetch(url, { method: "POST", body, credentials: "same-origin" }), true);
  }

  /** Once every move already sent has its answer. */
  settled(): Promise<void> {
    return this.queue;
  }

  refresh(): Promise<void> {
    return this.next(() => fetch(location.href, { credentials: "same-origin" }), false);
  }

  private next(ask: () => Promise<Response>, isOurs: boolean): Promise<void> {
    this.queue = this.queue.then(async () => {
      try {
        const answer = await ask();
        this.take(new DOMParser().parseFromString(await answer.text(), "text/html"), isOurs);
        if (answer.redirected && isOurs) history.replaceState(null, "", withoutMove(answer.url));
      } catch {
        this.say("Le réseau n’a pas répondu : rien n’a bougé. Réessayez dans un instant.");
      }
    });
    return this.queue;
  }

  private take(page: Document, isOurs: boolean): void {
    const kept = isOurs ? [] : this.ticked();
    const focus = focusOf(document.activeElement);
    for (const part of this.mount.querySelectorAll<HTMLElement>("[data-wall-part]")) this.swap(part, page, isOurs);
    for (const head of document.querySelectorAll<HTMLElement>('[data-wall-part="coverage"]')) this.swap(head, page, isOurs);
    if (isOurs) this.showMessages(page);
    for (const card of this.cards) {
      const tick = tickOf(card);
      if (tick && kept.includes(card.dataset["card"] ?? "")) tick.checked = true;
    }
    for (const draw of this.redrawn) draw();
    focusAgain(this.mount, focus);
  }

  private swap(part: HTMLElement, page: Document, isOurs: boolean): void {
    const name = part.dataset["wallPart"] ?? "";
    if (name === "told" && !isOurs) return;
    const fresh = page.querySelector(`[data-wall-part="${name}"]`);
    if (!fresh) return;
    const typed = part.querySelector<HTMLInputElement>("#title")?.value ?? "";
    const place = part.querySelector<HTMLSelectElement>("#to")?.value ?? "";
    const scroll = part.scrollTop;
    part.replaceChildren(...document.adoptNode(fresh).childNodes);
    part.scrollTop = scroll;
    const title = part.querySelector<HTMLInputElement>("#title");
    const select = part.querySelector<HTMLSelectElement>("#to");
    if (!isOurs && title && !title.value) title.value = typed;
    if (!isOurs && select) select.value = place;
  }

  /** Messages of the page (a card somebody had just moved) are said where the hand is. */
  private showMessages(page: Document): void {
    const told = this.mount.querySelector('[data-wall-part="told"]');
    for (const banner of page.querySelectorAll(".messages .banner")) told?.append(document.adoptNode(banner));
    const move = told?.querySelector<HTMLFormElement>("form")?.action.match(/gestes\/([0-9a-f-]+)\//)?.[1];
    if (move) this.own.add(move);
  }

  say(sentence: string): void {
    const told = this.mount.querySelector('[data-wall-part="told"]');
    const line = document.createElement("p");
    line.className = "banner wait wall-line";
    line.textContent = sentence;
    told?.querySelector(".wall-line")?.remove();
    told?.append(line);
  }
}

export function tickOf(card: Element): HTMLInputElement | null {
  return card.querySelector<HTMLInputElement>(".wall-tick");
}

interface Focus {
  readonly id: string;
  readonly index: number;
}

function focusOf(element: Element | null): Focus {
  const card = element?.closest("[data-card]");
  const index = card ? [...(card.parentElement?.children ?? [])].indexOf(card) : -1;
  return { id: element?.id ?? "", index };
}

/** The same control if it is still there; else the card that took the place of the one that left. */
function focusAgain(mount: HTMLElement, focus: Focus): void {
  const same = focus.id ? document.getElementById(focus.id) : null;
  if (same) {
    same.focus({ preventScroll: true });
    return;
  }
  if (focus.index < 0) return;
  const cards = mount.querySelectorAll("[data-card]");
  const next = cards[Math.min(focus.index, cards.length - 1)];
  if (next) tickOf(next)?.focus();
}

function withoutMove(url: string): string {
  const address = new URL(url);
  address.searchParams.delete("fait");
  return address.href;
}
