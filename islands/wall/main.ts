/**
 * The grouping wall without reloads: drag, keyboard, and the moves of the others as they happen.
 *
 * The page stays the one truth: each move sends the page's own form and takes back the page's own parts
 * (`data-wall-part`). Without this script the same forms work with a reload.
 */
import { mountAll } from "../shared/props";
import { carryCards } from "./carry";
import { listen } from "./listen";
import { choosePlace } from "./palette";
import { Parts } from "./parts";
import { takeKeys } from "./shortcuts";
import { keepCount } from "./ticks";

mountAll("wall", (mount) => {
  const parts = new Parts(mount);
  const put = (place: string, cards: readonly string[]): Promise<void> => parts.put(place, cards);
  keepCount(mount, parts);
  carryCards(mount, parts, put);
  takeKeys(mount, parts, { put, choose: () => choosePlace(mount) });
  listen(mount, parts);
});
