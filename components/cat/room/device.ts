export type Change = { seq: number; item: number; option: string | null }

/** Changes that were not sent in time under an epoch; they are evidence, and answers no more. */
export type Aside = { epoch: number; changes: Change[] }

/** What one device keeps of an attempt's answers, so that they outlive a reload and a lost connection. */
export type Kept = {
  key: string
  epoch: number
  seq: number
  pending: Change[]
  aside: Aside[]
  answers: Record<string, string>
  flags: number[]
  areFlagsSent: boolean
  item: number | null // the question that is open
}

/** Answers in the open, the exam behind the candidate's PIN, the time that is left, and the name of the machine. */
const STORES = { jurnal: 'strict', ujian: 'strict', waktu: 'relaxed', perangkat: 'strict' } as const
type Store = keyof typeof STORES

const DATABASE = 'satya-ujian'
const VERSION = 3

let opening: Promise<IDBDatabase | null> | undefined

/** What is kept under a key; nothing where the browser stores nothing. */
export async function read<T>(store: Store, key: string): Promise<T | undefined> {
  return (await inStore<T>(store, 'readonly', (all) => all.get(key))) ?? undefined
}

export async function readAll<T>(store: Store): Promise<T[]> {
  return (await inStore<T[]>(store, 'readonly', (all) => all.getAll())) ?? []
}

/**
 * Keeps it; the promise is done once it is on the device, of answers and exams on its disk. False where the device
 * keeps nothing: it has no room, or its browser forbids it.
 */
export async function write(store: Store, value: { key: string }): Promise<boolean> {
  return (await inStore(store, 'readwrite', (all) => all.put(value))) !== null
}

export async function remove(store: Store, key: string): Promise<void> {
  await inStore(store, 'readwrite', (all) => all.delete(key))
}

async function inStore<T>(
  name: Store,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<T | null> {
  opening ??= open()
  const database = await opening
  if (!database) return null
  return new Promise((resolve) => {
    const transaction = database.transaction(name, mode, { durability: STORES[name] })
    const request = ask(transaction.objectStore(name))
    transaction.oncomplete = () => resolve(request.result as T)
    transaction.onabort = () => resolve(null)
  })
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE, VERSION)
      request.onupgradeneeded = () => {
        const { result } = request
        for (const name of Object.keys(STORES))
          if (!result.objectStoreNames.contains(name)) result.createObjectStore(name, { keyPath: 'key' })
      }
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close()
        resolve(request.result)
      }
      request.onerror = () => resolve(null)
      request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}
