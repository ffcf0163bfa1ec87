// A page that several people work on follows the others: when the topic says that something moved, the page
// is fetched again and its regions take their new words. What somebody is typing is never touched.
import { listen } from "../shared/live";
import { mountAll, props } from "../shared/props";
import { refreshRegions } from "../shared/regions";

const GATHER_MS = 700;
const SPREAD_MS = 600; // sixty open pages do not ask at the same instant

mountAll("follow", (mount) => {
  const given = props<{ topic: string; cursor: number; kinds: string[] }>(mount);
  let waiting = 0;
  const soon = (): void => {
    if (waiting) return;
    const delay = GATHER_MS + Math.random() * SPREAD_MS;
    waiting = window.setTimeout(() => {
      waiting = 0;
      refreshRegions(location.href).catch(() => undefined); // the words stay; the stream comes back by itself
    }, delay);
  };
  listen(given.topic, given.cursor, {
    onMessage: (message) => {
      if (message.type === "snapshot" || given.kinds.some((kind) => message.type.startsWith(kind))) soon();
    },
  });
});
