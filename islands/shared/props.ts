/** Props of an island: one JSON tag inside its mount, `<script type="application/json">…</script>`. */
export function props<T>(mount: Element): T {
  const tag = mount.querySelector('script[type="application/json"]');
  if (!tag?.textContent) throw new Error(`no JSON props inside ${mount.outerHTML.slice(0, 80)}`);
  return JSON.parse(tag.textContent) as T;
}

/** Calls `start` on every `[data-island="<name>"]` of the page. Module scripts run after parsing. */
export function mountAll(name: string, start: (mount: HTMLElement) => void): void {
  for (const mount of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]`)) start(mount);
}
