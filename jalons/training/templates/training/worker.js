// Keeps the attendance pages of this device for when the network is gone. Pages come fresh when it is there.
const KEPT = "jalons-emargement-1";
const isOurs = (url) => url.origin === self.location.origin;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function fresh(request) {
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await kept.put(request, response.clone());
    return response;
  } catch (gone) {
    const found = await kept.match(request, { ignoreVary: true });
    if (found) return found;
    throw gone;
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !isOurs(url)) return;
  if (url.pathname.startsWith("/emargement/") || url.pathname.startsWith("/static/")) event.respondWith(fresh(event.request));
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(caches.delete(KEPT));
  else if (event.data && event.data.keep) event.waitUntil(Promise.allSettled(event.data.keep.map((url) => fresh(new Request(url, { credentials: "same-origin" })))));
});
