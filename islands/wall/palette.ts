/** A small window to name where the cards go: type the start of a title, arrows, Enter. */
export function choosePlace(mount: HTMLElement): Promise<string | null> {
  const places = [...mount.querySelectorAll<HTMLElement>("[data-cluster]")].map((place) => ({
    id: place.dataset["cluster"] ?? "",
    title: place.dataset["title"] ?? "",
  }));
  const dialog = build();
  const input = dialog.querySelector("input") as HTMLInputElement;
  const list = dialog.querySelector("ul") as HTMLUListElement;
  let shown = places;
  let at = 0;
  const draw = (): void => {
    shown = places.filter((place) => plain(place.title).includes(plain(input.value)));
    at = Math.min(at, Math.max(shown.length - 1, 0));
    list.replaceChildren(...shown.map((place, index) => option(place.title, index, index === at)));
    input.setAttribute("aria-activedescendant", shown.length ? `wall-place-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  return new Promise((resolve) => {
    let chosen: string | null = null;
    const end = (place: string | null): void => {
      chosen = place;
      dialog.close(); // the focus goes back to where it was
    };
    input.addEventListener("input", () => {
      at = 0;
      draw();
    });
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        at = Math.max(0, Math.min(shown.length - 1, at + step));
        draw();
      } else if (event.key === "Enter") {
        event.preventDefault();
        end(shown[at]?.id ?? null);
      }
    });
    list.addEventListener("click", (event) => {
      const item = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
      if (item) end(shown[Number(item.dataset["index"])]?.id ?? null);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    draw();
    mount.append(dialog);
    dialog.showModal();
  });
}

function build(): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "wall-palette";
  dialog.setAttribute("aria-labelledby", "wall-palette-title");
  dialog.innerHTML =
    '<h2 id="wall-palette-title">Ranger dans…</h2><p class="control"><input type="text" role="combobox" aria-label="Début du titre" aria-expanded="true" aria-controls="wall-places" aria-autocomplete="list" autocomplete="off" autofocus></p><ul id="wall-places" role="listbox" aria-label="Regroupements"></ul>';
  return dialog;
}

function option(title: string, index: number, isChosen: boolean): HTMLLIElement {
  const item = document.createElement("li");
  item.id = `wall-place-${index}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(isChosen));
  item.dataset["index"] = String(index);
  item.textContent = title;
  return item;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
