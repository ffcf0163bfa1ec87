// The arrows, page keys and space bar of a presenter's remote follow the links of the page.
import { mountAll } from "../shared/props";

const FORWARD = new Set(["ArrowRight", "PageDown", " "]);
const BACK = new Set(["ArrowLeft", "PageUp"]);

mountAll("slides", (mount) => {
  const follow = (relation: string): void => mount.querySelector<HTMLAnchorElement>(`a[rel="${relation}"]`)?.click();
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.altKey || event.ctrlKey || event.metaKey || (event.key === " " && target.closest("a, button"))) return;
    if (FORWARD.has(event.key)) follow("next");
    else if (BACK.has(event.key)) follow("prev");
    else return;
    event.preventDefault();
  });
});
