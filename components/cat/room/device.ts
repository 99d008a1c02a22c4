/** What one device keeps of an attempt, so that it outlives a reload and a lost connection. */
export type Kept = {
  key: string
  epoch: number
  seq: number
  pending: { seq: number; item: number; option: string | null }[]
  answers: Record<string, string>
  flags: number[]
}

const DATABASE = 'satya-ujian'
const STORE = 'jurnal'

let opening: Promise<IDBDatabase | null> | undefined

/** What was kept under a key; nothing where the browser stores nothing. */
export async function readKept(key: string): Promise<Kept | undefined> {
  const found = await inStore<Kept>('readonly', (store) => store.get(key))
  return found ?? undefined
}

/** Keeps it; the promise is done once it is on the device. */
export async function keep(kept: Kept): Promise<void> {
  await inStore('readwrite', (store) => store.put(kept))
}

export async function forget(key: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key))
}

async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T | null> {
  opening ??= open()
  const database = await opening
  if (!database) return null
  return new Promise((resolve) => {
    const transaction = database.transaction(STORE, mode)
    const request = ask(transaction.objectStore(STORE))
    transaction.oncomplete = () => resolve(request.result as T)
    transaction.onerror = () => resolve(null)
  })
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}
