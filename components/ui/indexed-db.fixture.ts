type Rows = Map<string, { key: string }>

/** As much of a browser's IndexedDB as the stores of a device ask for, and the ways in which it fails. */
export class FakeIndexedDb {
  isForbidden = false
  isFull = false
  readonly stores = new Map<string, Rows>()
  private connections: Connection[] = []

  open() {
    const request: { result?: Connection; onsuccess?: () => void; onerror?: () => void; onupgradeneeded?: () => void } =
      {}
    queueMicrotask(() => {
      if (this.isForbidden) return request.onerror?.()
      request.result = new Connection(this)
      this.connections.push(request.result)
      request.onupgradeneeded?.()
      request.onsuccess?.()
    })
    return request
  }

  /** Ends what is open, as browsers do with a page that slept or whose data somebody cleared. */
  close(): void {
    for (const connection of this.connections) connection.close()
    this.connections = []
  }
}

class Connection {
  private isClosed = false
  readonly objectStoreNames = { contains: (name: string) => this.device.stores.has(name) }

  constructor(private readonly device: FakeIndexedDb) {}

  close(): void {
    this.isClosed = true
  }

  createObjectStore(name: string): void {
    this.device.stores.set(name, new Map())
  }

  transaction(name: string) {
    if (this.isClosed) throw new DOMException('The database connection is closing.', 'InvalidStateError')
    const rows: Rows = this.device.stores.get(name) ?? new Map()
    const transaction: { oncomplete?: () => void; onabort?: () => void; objectStore: () => object } = {
      objectStore: () => ({
        get: (key: string) => done(rows.get(key)),
        getAll: () => done([...rows.values()]),
        put: (row: { key: string }) => (this.device.isFull ? aborted() : done(rows.set(row.key, row) && row.key)),
        delete: (key: string) => done(void rows.delete(key)),
        clear: () => done(rows.clear()),
      }),
    }
    const done = (result: unknown) => {
      queueMicrotask(() => (this.isClosed ? transaction.onabort?.() : transaction.oncomplete?.()))
      return { result }
    }
    const aborted = () => {
      queueMicrotask(() => transaction.onabort?.())
      return {}
    }
    return transaction
  }
}
