/**
 * `<div class="undo" data-undo-seconds="10">…<form>…</form></div>`: once the time is over the server no
 * longer takes the move back, so the offer goes away. It waits while the keyboard is on it.
 */
export function countDownUndo(root: ParentNode): void {
  for (const offer of root.querySelectorAll<HTMLElement>("[data-undo-seconds]:not([data-counting])")) {
    offer.dataset["counting"] = "";
    const seconds = Number(offer.dataset["undoSeconds"]);
    setTimeout(() => dismiss(offer), seconds * 1000);
  }
}

function dismiss(offer: HTMLElement): void {
  if (offer.contains(document.activeElement)) {
    offer.addEventListener("focusout", () => dismiss(offer), { once: true });
    return;
  }
  offer.remove();
}
