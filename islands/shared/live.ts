/**
 * Listens to a topic: a stream while it works, else short polls. Whoever listens refetches its state;
 * a message only says that something changed.
 */
export interface LiveMessage {
  seq: number;
  type: string;
  payload: Record<string, unknown>;
}

interface Polled {
  seq: number;
  snapshot: boolean;
  events: LiveMessage[];
}

export interface Listening {
  /** Something happened. `snapshot`: some of it was missed. */
  onMessage: (message: LiveMessage) => void;
  /** Whether the server answers; told each time it changes. */
  onLink?: (isLinked: boolean) => void;
}

const POLL_MS = 5_000;
const STREAM_AGAIN_MS = 60_000;
const FAILURES_BEFORE_POLLING = 3;

export function listen(topic: string, cursor: number, to: Listening): () => void {
  const address = `/direct/${topic}`;
  let last = cursor;
  let source: EventSource | null = null;
  let polling = 0;
  let failures = 0;
  let isStopped = false;
  let isLinked: boolean | null = null;

  function linked(value: boolean): void {
    if (value !== isLinked) {
      isLinked = value;
      to.onLink?.(value);
    }
  }

  function stream(): void {
    source?.close();
    source = new EventSource(`${address}?depuis=${last}`);
    source.onopen = () => {
      failures = 0;
      linked(true);
      stopPolling();
    };
    source.onmessage = (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as LiveMessage;
      last = Math.max(last, message.seq);
      to.onMessage(message);
    };
    source.onerror = () => {
      failures += 1;
      linked(false);
      if (source?.readyState === EventSource.CLOSED || failures >= FAILURES_BEFORE_POLLING) {
        source?.close();
        source = null;
        startPolling();
      }
    };
  }

  async function poll(): Promise<void> {
    try {
      const response = await fetch(`${address}/depuis/${last}`, { credentials: "same-origin", cache: "no-store" });
      linked(response.ok);
      if (!response.ok) return;
      const found = (await response.json()) as Polled;
      last = found.seq;
      if (found.snapshot) to.onMessage({ seq: found.seq, type: "snapshot", payload: {} });
      for (const message of found.events) to.onMessage(message);
    } catch {
      linked(false);
    }
  }

  function startPolling(): void {
    if (polling || isStopped) return;
    polling = window.setInterval(() => void poll(), POLL_MS);
    void poll();
    window.setTimeout(() => {
      if (polling && !isStopped) {
        failures = 0;
        stream();
      }
    }, STREAM_AGAIN_MS);
  }

  function stopPolling(): void {
    window.clearInterval(polling);
    polling = 0;
  }

  const wake = (): void => {
    if (document.visibilityState === "visible" && !isStopped && (!source || source.readyState === EventSource.CLOSED)) stream();
  };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  if ("EventSource" in window) stream();
  else startPolling();

  return () => {
    isStopped = true;
    source?.close();
    stopPolling();
    document.removeEventListener("visibilitychange", wake);
    window.removeEventListener("online", wake);
  };
}
