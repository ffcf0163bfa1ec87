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
  const source = new EventSource(`/direct/${topic}`);
  source.addEventListener("message", (event) => {
    const told = JSON.parse(event.data as string) as Told;
    if (told.type === "snapshot") {
      void parts.refresh();
      return;
    }
    if (told.type !== "wall.changed" || parts.own.delete(told.payload.move ?? "")) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      void parts.refresh().then(() => {
        if (told.payload.sentence) parts.say(told.payload.sentence);
      });
    }, CALM);
  });
}
