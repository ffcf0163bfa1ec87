// What every staff page gains from JavaScript. Each page works without it.
import "htmx.org";
import { csrfToken } from "../shared/csrf";
import { openDialogs } from "./dialog";
import { sendOnce } from "./once";
import { countDownUndo } from "./undo";

// htmx 4 sends with fetch: forms carry their own token, other elements need the header
document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = (event as CustomEvent<{ ctx: { request: { headers: Record<string, string> } } }>).detail;
  ctx.request.headers["X-CSRFToken"] = csrfToken();
});

// a fragment brought by htmx gets the same care as the page
document.addEventListener("htmx:after:swap", () => countDownUndo(document));

document.addEventListener("click", (event) => {
  const asked = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-print]") : null;
  if (asked) {
    event.preventDefault();
    window.print();
  }
});

openDialogs();
sendOnce();
countDownUndo(document);
for (const shy of document.querySelectorAll<HTMLElement>("[data-needs-script]")) shy.hidden = false;
