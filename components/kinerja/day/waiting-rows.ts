import { readAll, remove, type Waiting, type WaitingEvidence, write } from './device'

const unkept = new Set<string>()

export const outbox = waitingRows<Waiting>('outbox')
export const evidence = waitingRows<WaitingEvidence>('evidence', ({ entryId }) => !unkept.has(entryId))

/** Whether what waits is on the device; otherwise it is in this page alone. */
export function isOnDevice({ key }: { key: string }): boolean {
  return !unkept.has(key)
}

export function isAllOnDevice(): boolean {
  return unkept.size === 0
}

/**
 * What waits in a store of the device, whoever it belongs to. What the device did not take stays in the page, and is
 * offered to it again whenever somebody reads.
 *
 * @param isRooted whether a row on the device stays there: another page takes evidence for left whose entry it does not find
 */
function waitingRows<Row extends { key: string }>(
  store: 'outbox' | 'evidence',
  isRooted: (row: Row) => boolean = () => true,
) {
  let known: readonly Row[] = []
  const isSafe = (row: Row) => isOnDevice(row) && isRooted(row)
  const others = (key: string) => known.filter((row) => row.key !== key)

  async function offer(row: Row): Promise<void> {
    if ((await write(store, row)) && known.includes(row)) unkept.delete(row.key)
  }

  return {
    async read(): Promise<readonly Row[]> {
      for (const row of known) if (!isSafe(row) && known.includes(row)) await offer(row)
      const onDevice = await readAll<Row>(store, () => known.filter(isSafe))
      known = [...onDevice.filter(isSafe), ...known.filter((row) => !isSafe(row))]
      return known
    },
    async keep(row: Row): Promise<void> {
      known = [...others(row.key), row]
      unkept.add(row.key)
      await offer(row)
    },
    async drop(key: string): Promise<void> {
      known = others(key)
      unkept.delete(key)
      await remove(store, key)
    },
  }
}
