// The participant's phone. The page works without this; with it, a weak network loses nothing.
import { uuid7 } from "../shared/ids";
import { listen } from "../shared/live";
import { mountAll, props } from "../shared/props";
import { dropDraft, keepDrafts, restoreDraft } from "./drafts";
import { type Item, openShelf } from "./outbox";
import { Sender } from "./sender";

interface Props {
  code: string;
  room: string;
  cursor: number;
  say: string;
  vote: string;
  page: string;
}

const SAY_OFFLINE_AFTER_MS = 4_000;
const JITTER_MS = 1_500; // a hall of 150 phones does not ask at the same instant

mountAll("participant", (mount) => void start(mount));

async function start(mount: HTMLElement): Promise<void> {
  const given = props<Props>(mount);
  const main = document.querySelector<HTMLElement>("main")!;
  const status = mount.querySelector<HTMLElement>("[data-waiting]")!;
  let shown: Item | null = null; // the item that fills the screen
  let isTypingNext = false;
  let isChoosing = false; // an answer is chosen, and not yet sent
  let offlineTimer = 0;
  let refreshTimer = 0;

  const sender = new Sender(await openShelf(given.code), given.page, {
    onReceived(item, receipt) {
      if (shown?.id !== item.id) return;
      window.clearTimeout(offlineTimer);
      if (item.kind === "words") show("gabarit-recu", item, { "[data-number]": String(receipt.number) });
      else void refresh(`?avis=${position(item)}`);
      shown = null;
    },
    onRefused(item, refusal) {
      window.clearTimeout(offlineTimer);
      show("gabarit-refus", item, { "[data-sentence]": refusal.erreur });
      shown = null;
      isTypingNext = true; // do not let a refresh take the text away
    },
    onWaiting(waiting, isReached) {
      const kept = waiting.length;
      status.textContent = kept ? `${kept} envoi${kept > 1 ? "s" : ""} en attente sur ce téléphone. Nouvel essai dans quelques secondes.` : "";
      if (!isReached) link("server", false);
      else if (kept === 0) link("server", true);
    },
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if ("words" in form.dataset) sendWords(event, form);
    else if ("vote" in form.dataset) sendVote(event, form);
  });

  main.addEventListener("change", () => {
    isChoosing = true;
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-retry]")) sender.now();
    if (target?.closest("[data-another]") && shown) {
      event.preventDefault();
      shown = null;
      void refresh("");
    }
    const reader = target?.closest<HTMLElement>("[data-read-aloud]");
    if (reader) readAloud(document.getElementById(reader.dataset["readAloud"] ?? ""));
  });

  function sendWords(event: SubmitEvent, form: HTMLFormElement): void {
    const data = new FormData(form);
    const text = String(data.get("text") ?? "").trim();
    if (!text) return; // the server's sentence says what is missing
    event.preventDefault();
    const id = uuid7();
    data.set("id", id);
    data.set("written_at", new Date().toISOString());
    dropDraft();
    queue({ id, kind: "words", url: given.say, fields: pairs(data), text, writtenAt: new Date().toISOString() });
  }

  function sendVote(event: SubmitEvent, form: HTMLFormElement): void {
    const data = new FormData(form);
    if (![...data.keys()].some((name) => name.startsWith("o:"))) return;
    event.preventDefault();
    const id = uuid7();
    data.set("ballot", id);
    const text = document.getElementById("question")?.textContent ?? "";
    queue({ id, kind: "vote", url: given.vote, fields: pairs(data), text, writtenAt: new Date().toISOString() });
  }

  function queue(item: Item): void {
    shown = item;
    isTypingNext = false;
    isChoosing = false;
    main.setAttribute("aria-busy", "true");
    for (const button of main.querySelectorAll("button")) button.disabled = true;
    offlineTimer = window.setTimeout(() => {
      if (shown?.id === item.id) show("gabarit-garde", item, {});
    }, SAY_OFFLINE_AFTER_MS);
    sender.add(item).catch(() => {
      // no storage at all: the plain form still works
      window.clearTimeout(offlineTimer);
      for (const button of main.querySelectorAll("button")) button.disabled = false;
      status.textContent = "Ce téléphone ne peut rien garder. Envoyez de nouveau quand le réseau est là.";
    });
  }

  function show(template: string, item: Item, texts: Record<string, string>): void {
    const content = (document.getElementById(template) as HTMLTemplateElement).content.cloneNode(true) as DocumentFragment;
    for (const [selector, text] of Object.entries({ "[data-text]": item.text, ...texts })) {
      for (const place of content.querySelectorAll(selector)) place.textContent = text;
    }
    const own = content.querySelector<HTMLAnchorElement>("[data-own]");
    if (own) own.href = `${given.page}paroles/${texts["[data-number]"]}/`;
    main.replaceChildren(content);
    main.removeAttribute("aria-busy");
    main.focus();
    window.scrollTo(0, 0);
  }

  async function refresh(query: string): Promise<void> {
    try {
      const response = await fetch(given.page + query, { credentials: "same-origin", cache: "no-store" });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("main");
      if (!fresh || shown) return;
      const isSame = ["sequence", "phase", "open", "moment"].every((name) => fresh.dataset[name] === main.dataset[name]);
      const hasNews = fresh.dataset["news"] !== main.dataset["news"]; // other statements, a message
      const isAnswering = main.querySelector("[data-words], [data-vote]") !== null;
      if (isSame && query === "" && (isTyping() || (isAnswering && !hasNews))) return;
      Object.assign(main.dataset, fresh.dataset);
      main.replaceChildren(...fresh.childNodes);
      isChoosing = false;
      main.removeAttribute("aria-busy");
      document.title = page.title;
      improve();
      if (query) main.focus();
    } catch {
      link("server", false);
    }
  }

  function isTyping(): boolean {
    return isTypingNext || isChoosing || Boolean(main.querySelector<HTMLTextAreaElement>("[data-draft]")?.value);
  }

  function link(name: string, isOn: boolean, words?: string): void {
    const place = mount.querySelector<HTMLElement>(`[data-link="${name}"]`)!;
    const label = { phone: "ce téléphone", server: "le serveur", host: "l’animation" }[name]!;
    place.textContent = `${label} : ${words ?? (isOn ? "relié" : "ne répond pas")}`;
    place.classList.toggle("off", !isOn);
  }

  function tellLinks(): void {
    link("phone", navigator.onLine, navigator.onLine ? "en réseau" : "sans réseau");
    const phase = main.dataset["phase"] ?? "";
    const host: Record<string, string> = { open: "question ouverte", overtime: "question ouverte", paused: "en pause", closed: "question close" };
    link("host", phase !== "paused", host[phase] ?? "pas encore de question");
  }

  function improve(): void {
    restoreDraft();
    for (const shy of main.querySelectorAll<HTMLElement>("[data-needs-script]")) shy.hidden = !("speechSynthesis" in window);
    tellLinks();
  }

  keepDrafts();
  improve();
  link("server", true);
  mount.hidden = false;
  for (const moment of ["online", "offline"]) window.addEventListener(moment, tellLinks);
  let silence = 0;
  listen(`room:${given.room}`, given.cursor, {
    onMessage() {
      window.clearTimeout(refreshTimer);
      refreshTimer = window.setTimeout(() => void refresh(""), Math.random() * JITTER_MS);
    },
    onLink(isLinked) {
      window.clearTimeout(silence);
      if (isLinked) {
        link("server", true);
        sender.now();
      } else silence = window.setTimeout(() => link("server", false), SAY_OFFLINE_AFTER_MS);
    },
  });
  sender.now();
}

function pairs(data: FormData): [string, string][] {
  return [...data.entries()].map(([name, value]) => [name, String(value)]);
}

function position(item: Item): string {
  return item.fields.find(([name]) => name === "position")?.[1] ?? "0";
}

function readAloud(element: HTMLElement | null): void {
  if (!element) return;
  const speech = new SpeechSynthesisUtterance(element.textContent ?? "");
  speech.lang = "fr-FR";
  speechSynthesis.cancel();
  speechSynthesis.speak(speech);
}
