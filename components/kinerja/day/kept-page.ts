const PAGE = '/kinerja'

let isNewer = false
const listeners = new Set<() => void>()

/** Has this page kept on the device, so that it comes up without a network. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const hadOne = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    isNewer = hadOne
    for (const listener of listeners) listener()
  })
  await navigator.serviceWorker.register(`${PAGE}/harian/pekerja.js`, { scope: PAGE, updateViaCache: 'none' })
}

/** Whether the device keeps a newer page than the one that is open. */
export function isNewerKept(): boolean {
  return isNewer
}

export function watchPage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
