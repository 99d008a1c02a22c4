/** Whether a write is on the disk before it is told as done. */
type Durability = 'strict' | 'relaxed'

/**
 * What a device keeps from one visit to the next, in stores whose values have a `key`, for pages outside the framework.
 * Where its browser forbids it or has no room, reading finds nothing and writing says false. Stores are only added: with
 * them the version rises.
 */
export function deviceStores<Store extends string>(
  database: string,
  version: number,
  stores: Readonly<Record<Store, Durability>>,
) {
  let opening: Promise<IDBDatabase | null> | undefined

  function open(): Promise<IDBDatabase | null> {
    return new Promise((resolve) => {
      try {
        const request = indexedDB.open(database, version)
        request.onupgradeneeded = () => {
          const { result } = request
          for (const name of Object.keys(stores))
            if (!result.objectStoreNames.contains(name)) result.createObjectStore(name, { keyPath: 'key' })
        }
        request.onsuccess = () => {
          const { result } = request
          result.onversionchange = () => {
            result.close() // a newer page waits for it
            opening = undefined
          }
          resolve(result)
        }
        request.onerror = () => resolve(null)
        request.onblocked = () => resolve(null)
      } catch {
        resolve(null)
      }
    })
  }

  async function inStore<T>(
    name: Store,
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest,
  ): Promise<T | null> {
    opening ??= open()
    const opened = await opening
    if (!opened) return null
    return new Promise((resolve) => {
      const transaction = opened.transaction(name, mode, { durability: stores[name] })
      const request = ask(transaction.objectStore(name))
      transaction.oncomplete = () => resolve(request.result as T)
      transaction.onabort = () => resolve(null)
    })
  }

  return {
    async read<T>(store: Store, key: string): Promise<T | undefined> {
      return (await inStore<T>(store, 'readonly', (all) => all.get(key))) ?? undefined
    },
    async readAll<T>(store: Store, otherwise = (): T[] => []): Promise<T[]> {
      return (await inStore<T[]>(store, 'readonly', (all) => all.getAll())) ?? otherwise()
    },
    /** Done once it is kept as surely as the store promises. */
    async write(store: Store, value: { key: string }): Promise<boolean> {
      return (await inStore(store, 'readwrite', (all) => all.put(value))) !== null
    },
    async remove(store: Store, key: string): Promise<void> {
      await inStore(store, 'readwrite', (all) => all.delete(key))
    },
    /** Takes everything out of some stores. */
    async forget(all: readonly Store[]): Promise<void> {
      for (const store of all) await inStore(store, 'readwrite', (kept) => kept.clear())
    },
  }
}
