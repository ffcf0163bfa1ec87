/**
 * A form sent twice by an impatient click counts once: the second click is ignored until the page
 * answers or comes back from the browser's memory. `data-again` on the form opts out.
 */
export function sendOnce(): void {
  const sent = new WeakSet<HTMLFormElement>();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || "again" in form.dataset) return;
    if ([...form.attributes].some((attribute) => attribute.name.startsWith("hx-"))) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    setTimeout(() => sent.delete(form), 8000); // a lost network must not lock the form
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) sent.delete(form);
  });
}
