/**
 * The run of a day, moved by hand: drag a part by its grip, or Alt + arrow while inside it.
 *
 * Each move sends the form that the page already has: without this script the buttons do the same.
 */
const day = document.querySelector<HTMLElement>("[data-island=runsheet]");

function partOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".run-part") : null;
}

function send(part: HTMLElement, wish: string, position = ""): void {
  const form = part.querySelector<HTMLFormElement>("form.run-moves");
  const field = form?.elements.namedItem("position");
  if (!form || !(field instanceof HTMLInputElement)) return;
  field.value = position;
  const move = document.createElement("input");
  move.type = "hidden";
  move.name = "geste";
  move.value = wish;
  form.append(move);
  form.submit();
}

function carry(home: HTMLElement): void {
  let held: HTMLElement | null = null;
  const clear = (): void => {
    for (const one of home.querySelectorAll(".landing")) one.classList.remove("landing", "after");
  };
  for (const grip of home.querySelectorAll<HTMLElement>("[data-grip]")) {
    grip.hidden = false;
    grip.draggable = true;
  }
  home.addEventListener("dragstart", (event) => {
    held = partOf(event.target);
    if (!held || !event.dataTransfer) return;
    event.dataTransfer.setData("text/plain", held.id);
    event.dataTransfer.setDragImage(held, 12, 12);
    held.classList.add("carried");
  });
  home.addEventListener("dragover", (event) => {
    const over = partOf(event.target);
    if (!held || !over || over === held) return;
    event.preventDefault();
    clear();
    over.classList.add("landing");
    over.classList.toggle("after", Number(over.dataset["position"]) > Number(held.dataset["position"]));
  });
  home.addEventListener("drop", (event) => {
    const over = partOf(event.target);
    event.preventDefault();
    if (held && over && over !== held) send(held, "poser", over.dataset["position"]);
  });
  home.addEventListener("dragend", () => {
    held?.classList.remove("carried");
    clear();
    held = null;
  });
}

function takeKeys(home: HTMLElement): void {
  home.addEventListener("keydown", (event) => {
    const part = partOf(event.target);
    const wish = { ArrowUp: "monter", ArrowDown: "descendre" }[event.key];
    if (!event.altKey || !part || !wish) return;
    event.preventDefault();
    if (part.querySelector(`button[value=${wish}]`)) send(part, wish);
    else {
      const said = home.querySelector("[data-said]");
      if (said) said.textContent = wish === "monter" ? "C’est déjà la première partie." : "C’est déjà la dernière.";
    }
  });
}

if (day) {
  carry(day);
  takeKeys(day);
  const moved = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  moved?.querySelector<HTMLElement>("h3 a")?.focus();
}
