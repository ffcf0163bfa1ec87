/**
 * What this phone has to send, kept until the server says it is durable. IndexedDB, and localStorage
 * where a private window forbids it. One item a sending, in the order they were written.
 */
export interface Item {
  id: string;
  kind: "words" | "vote" | "signature";
  url: string;
  fields: [string, string][];
  text: string;
  writtenAt: string;
}

interface Shelf {
  put(item: Item): Promise<void>;
  drop(id: string): Promise<void>;
  all(): Promise<Item[]>;
}

const NAME = "jalons-envois";

function asPromise<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

async function indexedShelf(code: string): Promise<Shelf> {
  const opening = indexedDB.open(`${NAME}-${code}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("items", { keyPath: "id" });
  const base = await asPromise(opening);
  const store = (mode: IDBTransactionMode) => base.transaction("items", mode, { durability: "strict" }).objectStore("items");
  return {
    put: async (item) => void (await asPromise(store("readwrite").put(item))),
    drop: async (id) => void (await asPromise(store("readwrite").delete(id))),
    all: () => asPromise(store("readonly").getAll() as IDBRequest<Item[]>),
  };
}

function storageShelf(code: string): Shelf {
  const key = `${NAME}-${code}`;
  const read = (): Item[] => JSON.parse(localStorage.getItem(key) ?? "[]") as Item[];
  const write = (items: Item[]): void => localStorage.setItem(key, JSON.stringify(items));
  return {
    put: async (item) => write([...read().filter((one) => one.id !== item.id), item]),
    drop: async (id) => write(read().filter((one) => one.id !== id)),
    all: async () => read(),
  };
}

export async function openShelf(code: string): Promise<Shelf> {
  try {
    return await indexedShelf(code);
  } catch {
    return storageShelf(code);
  }
}

export type { Shelf };
