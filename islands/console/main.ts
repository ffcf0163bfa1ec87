// The console: it follows the room, sends moves without a reload, counts down, listens to the keyboard.
import { isTyping } from "../shared/keys";
import { listen } from "../shared/live";
import { mountAll, props } from "../shared/props";
import { applyRegions, refreshRegions } from "../shared/regions";

interface Props {
  room: string;
  cursor: number;
}

const GATHER_MS = 400; // a burst of words is one refresh
const EVERY_MS = 15_000; // counts of phones move without an event
const SHORTCUTS = "jalons-console-raccourcis";

mountAll("console", (mount) => start(mount, props<Props>(mount)));

function start(mount: HTMLElement, given: Props): void {
  const page = mount.dataset["page"]!;
  let waiting = 0;
  let skew = 0;

  function refreshSoon(): void {
    if (waiting) return;
    waiting = window.setTimeout(() => {
      waiting = 0;
      refreshRegions(page).then(told, () => told(false));
    }, GATHER_MS);
  }

  function told(isFresh: boolean): void {
    document.querySelector<HTMLElement>("[data-live-link]")!.hidden = isFresh;
    if (isFresh) settle();
  }

  /** The server's clock is the only one that counts. */
  function settle(): void {
    const timer = document.querySelector<HTMLElement>(".timer");
    if (timer) skew = Date.parse(timer.dataset["now"] ?? "") - Date.now();
    for (const shy of document.querySelectorAll<HTMLElement>("[data-needs-script]")) shy.hidden = false;
    box().checked = localStorage.getItem(SHORTCUTS) !== "non";
    showKeys();
  }

  function box(): HTMLInputElement {
    return document.querySelector<HTMLInputElement>("[data-shortcuts]")!;
  }

  function showKeys(): void {
    for (const key of document.querySelectorAll<HTMLElement>("kbd")) key.hidden = !box().checked;
  }

  function tick(): void {
    const timer = document.querySelector<HTMLElement>(".timer");
    if (timer && !timer.dataset["paused"]) {
      const left = Math.round((Date.parse(timer.dataset["closesAt"] ?? "") - Date.now() - skew) / 1000);
      const shown = timer.querySelector<HTMLElement>(".left")!;
      if (!Number.isNaN(left)) shown.textContent = `${left < 0 ? "+" : ""}${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
      if (left < 0 && !timer.classList.contains("late")) refreshSoon();
    }
    const undo = document.querySelector<HTMLElement>("[data-until]");
    if (undo) {
      const seconds = Number(undo.dataset["until"]) - 1;
      undo.dataset["until"] = String(seconds);
      undo.querySelector("[data-seconds]")!.textContent = String(Math.max(0, seconds));
      if (seconds < 0) undo.closest(".undo")!.replaceChildren();
    }
  }

  async function send(form: HTMLFormElement): Promise<void> {
    const buttons = [...form.querySelectorAll("button")];
    const held = document.activeElement instanceof HTMLElement && form.contains(document.activeElement);
    for (const button of buttons) button.disabled = true;
    try {
      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams([...new FormData(form)].map(([n, v]) => [n, String(v)])), credentials: "same-origin" });
      if (!response.ok) throw new Error(String(response.status));
      const html = await response.text();
      applyRegions(html);
      showMessages(html);
      told(true);
      if (held) document.getElementById("contenu")?.focus({ preventScroll: true });
    } catch {
      form.submit(); // the plain way says what is wrong
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && "move" in form.dataset) {
      event.preventDefault();
      void send(form);
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target !== box()) return;
    localStorage.setItem(SHORTCUTS, box().checked ? "oui" : "non");
    showKeys();
  });

  document.addEventListener("keydown", (event) => {
    if (!box().checked || isTyping(event) || event.repeat) return;
    const onControl = event.target instanceof HTMLElement && event.target.closest("a, button, summary, select");
    if (onControl && (event.key === "Enter" || event.key === " ")) return; // the control's own key
    if (event.key === "j" || event.key === "k") return moveWord(event.key === "j" ? 1 : -1);
    const button =
      document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key.length === 1 ? event.key.toLowerCase() : event.key)}"]`) ??
      document.querySelector<HTMLElement>(`.cur [data-word-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  settle();
  window.setInterval(tick, 1000);
  window.setInterval(refreshSoon, EVERY_MS);
  if (given.room) listen(`animation:${given.room}`, given.cursor, { onMessage: refreshSoon, onLink: (on) => (on ? refreshSoon() : told(false)) });
}

function moveWord(step: number): void {
  const words = [...document.querySelectorAll<HTMLElement>("[data-word]")];
  const now = words.findIndex((word) => word.classList.contains("cur"));
  const next = words[now + step];
  if (!next) return;
  const keys = words[now]?.querySelectorAll("kbd") ?? [];
  for (const key of keys) key.remove();
  words[now]?.classList.remove("cur");
  next.classList.add("cur");
  for (const button of next.querySelectorAll<HTMLElement>("[data-word-key]")) {
    const key = document.createElement("kbd");
    key.textContent = button.dataset["wordKey"]!.toUpperCase();
    button.append(" ", key);
  }
  next.scrollIntoView({ block: "nearest" });
}

function showMessages(html: string): void {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".messages");
  document.querySelector(".messages")?.remove();
  if (fresh) document.getElementById("contenu")?.prepend(fresh);
}
