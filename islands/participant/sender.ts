import { csrfToken } from "../shared/csrf";
import { uuid7 } from "../shared/ids";
import type { Item, Shelf } from "./outbox";

export interface Receipt {
  id: string;
  number?: number;
}

export interface Refusal {
  erreur: string;
  reason: string;
}

export interface Outcome {
  /** The server keeps it. */
  onReceived: (item: Item, receipt: Receipt) => void;
  /** The server will not take it: the sentence says why, the text stays in sight. */
  onRefused: (item: Item, refusal: Refusal) => void;
  /** How many wait, and whether the last try reached the server. */
  onWaiting: (waiting: Item[], isReached: boolean) => void;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
const GIVE_UP_TRY_MS = 12_000;

/** Sends what waits, one by one, again and again until it is received or refused. */
export class Sender {
  private isSending = false;
  private again = 0;
  private wait = FIRST_WAIT_MS;

  constructor(
    private readonly shelf: Shelf,
    private readonly page: string,
    private readonly outcome: Outcome,
  ) {
    for (const moment of ["online", "focus", "pageshow"]) window.addEventListener(moment, () => this.now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.now();
    });
  }

  async add(item: Item): Promise<void> {
    await this.shelf.put(item);
    this.now();
  }

  now(): void {
    this.wait = FIRST_WAIT_MS;
    void this.flush();
  }

  private async flush(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    window.clearTimeout(this.again);
    let isReached = true;
    try {
      for (const item of inOrder(await this.shelf.all())) {
        isReached = await this.send(item);
        if (!isReached) break;
      }
      const waiting = inOrder(await this.shelf.all());
      this.outcome.onWaiting(waiting, isReached);
      if (waiting.length > 0) {
        this.again = window.setTimeout(() => void this.flush(), this.wait + Math.random() * 1_000);
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
      }
    } finally {
      this.isSending = false;
    }
  }

  /** True once the server has decided; false when it could not be reached. */
  private async send(item: Item, isSecondTry = false): Promise<boolean> {
    let response: Response;
    try {
      response = await fetch(item.url, {
        method: "POST",
        body: new URLSearchParams(item.fields),
        credentials: "same-origin",
        cache: "no-store",
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
        signal: AbortSignal.timeout(GIVE_UP_TRY_MS),
      });
    } catch {
      return false;
    }
    if (response.ok) {
      const receipt = (await response.json().catch(() => null)) as Receipt | null;
      if (!receipt || receipt.id !== item.id) return false; // a hotspot's page, not ours
      await this.shelf.drop(item.id);
      this.outcome.onReceived(item, receipt);
      return true;
    }
    if (response.status >= 500 || response.status === 429) return false;
    const refusal = (await response.json().catch(() => null)) as Refusal | null;
    if (!refusal) return false;
    if (refusal.reason === "token" && !isSecondTry && (await this.renewToken())) return this.send(item, true);
    if (refusal.reason === "again") return this.sendUnderNewId(item, isSecondTry);
    if (refusal.reason === "token") return false;
    await this.shelf.drop(item.id);
    this.outcome.onRefused(item, refusal);
    return true;
  }

  private async sendUnderNewId(item: Item, isSecondTry: boolean): Promise<boolean> {
    if (isSecondTry) return false;
    const id = uuid7();
    const renamed = { ...item, id, fields: item.fields.map(([name, value]): [string, string] => [name, value === item.id ? id : value]) };
    await this.shelf.put(renamed);
    await this.shelf.drop(item.id);
    return this.send(renamed, true);
  }

  /** A page from the browser's memory may hold an old token: the page's address gives a fresh one. */
  private async renewToken(): Promise<boolean> {
    try {
      const html = await (await fetch(this.page, { credentials: "same-origin", cache: "no-store" })).text();
      const fresh = new DOMParser().parseFromString(html, "text/html").querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]');
      for (const field of document.querySelectorAll<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')) if (fresh) field.value = fresh.value;
      return fresh !== null;
    } catch {
      return false;
    }
  }
}

function inOrder(items: Item[]): Item[] {
  return items.sort((a, b) => a.id.localeCompare(b.id));
}
