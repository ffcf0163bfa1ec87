import type { Parts } from "./parts";

interface Told {
  readonly type: string;
  readonly payload: { readonly sentence?: string; readonly move?: string };
}

const CALM = 400;

/** The moves of the others arrive as they happen; several at once cost one redraw. */
export function listen(mount: HTMLElement, parts: Parts): void {
  const topic = mount.dataset["topic"];
  if (!topic) return;
  let timer = 0;
  let heard: Told[] = [];
  const source = new EventSource(`/direct/${topic}`);
  /** Our own move often arrives here before its answer: wait for the answer, then see whose it was. */
  const catchUp = async (): Promise<void> => {
    await parts.settled();
    const foreign = heard.filter((told) => !parts.own.delete(told.payload.move ?? ""));
    heard = [];
    const last = foreign.at(-1);
    if (!last) return;
    await parts.refresh();
    if (last.payload.sentence) parts.say(last.payload.sentence);
  };
  source.addEventListener("message", (event) => {
    const told = JSON.parse(event.data as string) as Told;
    if (told.type === "snapshot") {
      void parts.refresh();
      return;
    }
    if (told.type !== "wall.changed") return;
    heard.push(told);
    clearTimeout(timer);
    timer = window.setTimeout(() => void catchUp(), CALM);
  });
}
