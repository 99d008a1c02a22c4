/** Whether a write is on the disk before it is told as done. */
type Durability = 'strict' | 'relaxed'

/**
 * What a device keeps from one visit to the next, in stores whose values have a `key`, for pages outside the framework.
 * Where its browser forbids it, has no room or has closed it for good, reading finds nothing and writing says false. Stores
 * are only added: with them the version rises.
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
          result.onversionchange = () => result.close() // a newer page waits for it
          resolve(result)
        }
        request.onerror = () => resolve(null)
        request.onblocked = () => resolve(null)
      } catch {
        resolve(null)
      }
    })
  }

  /** Null where the device is of no use. A database that the browser closed meanwhile is opened and asked again. */
  async function inStore<T>(
    name: Store,
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest,
    isAgain = false,
  ): Promise<T | null> {
    opening ??= open()
    const asked = opening
    const opened = await asked
    try {
      if (opened) return await done<T>(opened.transaction(name, mode, { durability: stores[name] }), name, ask)
    } catch {
      opened?.close()
    }
    if (opening === asked) opening = undefined
    return isAgain ? null : inStore(name, mode, ask, true)
  }

  return {
    async read<T>(store: Store, key: string): Promise<T | undefined> {
      return (await inStore<T>(store, 'readonly', (all) => all.get(key))) ?? undefined
    },
    /** All of a store; `otherwise` where the device cannot be read. */
    async readAll<T>(store: Store, otherwise: () => T[] = () => []): Promise<T[]> {
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

function done<T>(transaction: IDBTransaction, name: string, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const request = ask(transaction.objectStore(name))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result as T)
    transaction.onabort = () => reject(transaction.error)
  })
}
