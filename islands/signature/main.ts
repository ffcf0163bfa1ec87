// Signing by finger, on the tablet of the room or on one's own phone. What is signed without network waits in
// this device's outbox (the one of the participant's phone) and leaves when the server answers again.
import { type Item, openShelf } from "../participant/outbox";
import { Sender } from "../participant/sender";
import { uuid7 } from "../shared/ids";
import { mountAll, props } from "../shared/props";
import { Board } from "./board";

interface Props {
  key: string;
  send: string;
  locked: boolean;
}

mountAll("signature", (mount) => void start(mount));

async function start(mount: HTMLElement): Promise<void> {
  const given = props<Props>(mount);
  const status = mount.querySelector<HTMLElement>("[data-waiting]")!;
  const boards = new Map<HTMLFormElement, Board>();
  for (const form of mount.querySelectorAll<HTMLFormElement>("form[data-sign]")) boards.set(form, arm(form));

  const sender = new Sender(await openShelf(`emargement-${given.key}`), location.pathname, {
    onReceived: (item) => tell(item, "Signature reçue.", true),
    onRefused: (item, refusal) => tell(item, refusal.erreur, false),
    onWaiting(waiting, isReached) {
      const kept = waiting.length;
      status.hidden = kept === 0 && isReached;
      status.textContent = kept
        ? `${kept} signature${kept > 1 ? "s" : ""} gardée${kept > 1 ? "s" : ""} sur cet appareil, en attente du réseau. Ne fermez pas la session.`
        : isReached ? "" : "Le serveur ne répond pas. Vous pouvez continuer à signer : tout est gardé sur cet appareil.";
      for (const item of waiting) tell(item, "Signée, en attente du réseau.", true);
    },
  });

  mount.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !boards.has(form)) return;
    event.preventDefault();
    const board = boards.get(form)!;
    const said = line(form).querySelector<HTMLElement>("[data-said]")!;
    if (board.isEmpty) {
      said.textContent = "Signez dans le cadre avant d’envoyer.";
      return;
    }
    const data = new FormData(form);
    const id = uuid7();
    data.set("id", id);
    data.set("strokes", JSON.stringify(board.strokes));
    data.set("signed_at", new Date().toISOString());
    if (!navigator.onLine) data.set("is_offline", "on");
    const fields = [...data.entries()].map(([name, value]): [string, string] => [name, String(value)]);
    const item: Item = { id, kind: "signature", url: given.send, fields, text: String(data.get("person")), writtenAt: new Date().toISOString() };
    said.textContent = "Envoi…";
    sender.add(item).then(
      () => (form.hidden = true),
      () => (said.textContent = "Cet appareil ne peut rien garder. Signez sur papier, puis recopiez."),
    );
  });

  function tell(item: Item, words: string, isKept: boolean): void {
    const form = [...boards.keys()].find((one) => one.querySelector<HTMLInputElement>('[name="person"]')?.value === item.text);
    if (!form) return;
    line(form).querySelector<HTMLElement>("[data-said]")!.textContent = words;
    form.hidden = isKept;
  }

  sender.now();
  if (given.locked) navigator.serviceWorker?.controller?.postMessage("forget"); // names stay no longer than needed
  else if ("serviceWorker" in navigator && window.isSecureContext) void keepForLater().catch(() => undefined);
}

/** This page and what it is made of open again without network. */
async function keepForLater(): Promise<void> {
  await navigator.serviceWorker.register("/emargement/travailleur.js", { scope: "/emargement/" });
  const worker = (await navigator.serviceWorker.ready).active;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
  worker?.postMessage({ keep: [location.href, ...parts.filter((url) => url.startsWith(`${location.origin}/static/`))] });
  document.documentElement.dataset["keptOffline"] = "1";
}

function line(form: HTMLElement): HTMLElement {
  return form.closest<HTMLElement>("[data-line]")!;
}

function arm(form: HTMLFormElement): Board {
  const board = new Board(form.querySelector<SVGSVGElement>("svg")!);
  form.querySelector<HTMLButtonElement>("[data-clear]")!.addEventListener("click", () => board.clear());
  form.hidden = false;
  return board;
}
