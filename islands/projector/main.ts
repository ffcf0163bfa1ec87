// The hall's screen follows the room, one calm change at a time.
import { listen } from "../shared/live";
import { mountAll, props } from "../shared/props";
import { refreshRegions } from "../shared/regions";

const GATHER_MS = 1_200;
const EVERY_MS = 20_000;

mountAll("projector", (mount) => {
  const given = props<{ room: string; cursor: number }>(mount);
  const page = mount.dataset["page"]!;
  let waiting = 0;
  const soon = (): void => {
    if (waiting) return;
    waiting = window.setTimeout(() => {
      waiting = 0;
      refreshRegions(page).catch(() => undefined); // the last scene stays; the stream comes back by itself
    }, GATHER_MS);
  };
  if (given.room) listen(`animation:${given.room}`, given.cursor, { onMessage: soon, onLink: soon });
  window.setInterval(soon, EVERY_MS);
});
