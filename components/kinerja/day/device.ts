import type { EntryAnswer } from '@/lib/kinerja/entries.server'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { OwnDays } from '@/lib/kinerja/own-days'

/** An entry on its way: on this device until the server has acknowledged it. */
export type Waiting = {
  key: string // the id of the entry
  owner: string
  entry: EntryInput
  trouble: { code: string; reason: string } | null // why the server refused it
  tries: number
  unheard?: readonly string[] // when words on it were written that were sent and not answered
}

/** A piece of evidence on its way; its entry goes first. */
export type WaitingEvidence = {
  key: string
  owner: string
  entryId: string
  kind: 'photo' | 'file' | 'link'
  name: string
  blob: Blob | null
  url: string | null
  sizeBytes: number | null
  trouble: string | null // why the server refused it
}

/** What the page needs from one visit to the next without a network. */
export type KeptDays = { key: string; days: OwnDays; keptAt: string }
export type KeptDraft = { key: string; entry: EntryInput; savedAt: string }
export type KeptFavourites = { key: string; keys: string[] }

/** A saved entry as the server told of it. */
export type Receipt = Exclude<EntryAnswer, { answer: 'refused' }>

/** Entries in the outbox must outlive a crash; the rest can be asked for again. */
const STORES = {
  outbox: 'strict',
  evidence: 'strict',
  days: 'relaxed',
  drafts: 'relaxed',
  favourites: 'relaxed',
} as const
type Store = keyof typeof STORES

const DATABASE = 'satya-kinerja'

let opening: Promise<IDBDatabase | null> | undefined

export async function read<T>(store: Store, key: string): Promise<T | undefined> {
  return (await inStore<T>(store, 'readonly', (all) => all.get(key))) ?? undefined
}

export async function readAll<T>(store: Store): Promise<T[]> {
  return (await inStore<T[]>(store, 'readonly', (all) => all.getAll())) ?? []
}

/** The promise is done once it is kept; false where the device keeps nothing. */
export async function write(store: Store, value: { key: string }): Promise<boolean> {
  return (await inStore(store, 'readwrite', (all) => all.put(value))) !== null
}

export async function remove(store: Store, key: string): Promise<void> {
  await inStore(store, 'readwrite', (all) => all.delete(key))
}

/** Takes everything out of some stores. */
export async function forget(stores: readonly Store[]): Promise<void> {
  for (const store of stores) await inStore(store, 'readwrite', (all) => all.clear())
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
    transaction.onerror = () => resolve(null)
  })
}

function open(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open(DATABASE, 2)
    request.onupgradeneeded = () => {
      const { objectStoreNames: known } = request.result
      for (const name of Object.keys(STORES)) {
        if (!known.contains(name)) request.result.createObjectStore(name, { keyPath: 'key' })
      }
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => resolve(null)
    request.onblocked = () => resolve(null)
  })
}
