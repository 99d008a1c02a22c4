const PAGE = '/cat/ruang-ujian'
const CACHES = 'satya-ujian-'

let isKept = false

/** Has the page of the exam room kept on this device, once per candidate, so that it comes up without a network. */
export async function keepPage(): Promise<void> {
  if (isKept || !('serviceWorker' in navigator)) return
  isKept = true
  const wish: RegistrationOptions = { scope: PAGE, updateViaCache: 'none' }
  const { active } = await navigator.serviceWorker.register(`${PAGE}/pekerja.js`, wish)
  active?.postMessage('keep')
}

/** The exam is over: nothing of the page stays either. */
export async function forgetPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  isKept = false
  for (const name of await caches.keys()) if (name.startsWith(CACHES)) await caches.delete(name)
  await (await navigator.serviceWorker.getRegistration(PAGE))?.unregister()
}
