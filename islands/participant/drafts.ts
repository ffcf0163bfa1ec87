/** What is being typed survives a reload, a dead battery and a wrong tap: kept per question. */
const PREFIX = "jalons-brouillon-";

function box(): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>("[data-draft]");
}

function key(): string | null {
  const form = box()?.closest("form");
  return form?.dataset["words"] ? PREFIX + form.dataset["words"] : null;
}

export function keepDrafts(): void {
  document.addEventListener("input", (event) => {
    const name = key();
    if (name && event.target === box()) tryTo(() => localStorage.setItem(name, box()!.value));
  });
}

export function restoreDraft(): void {
  const name = key();
  const field = box();
  if (!name || !field || field.value) return;
  tryTo(() => {
    field.value = localStorage.getItem(name) ?? "";
  });
}

export function dropDraft(): void {
  const name = key();
  if (name) tryTo(() => localStorage.removeItem(name));
}

function tryTo(move: () => void): void {
  try {
    move();
  } catch {
    // a private window without storage: the text is on the screen only, as without this script
  }
}
