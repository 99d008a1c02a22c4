import { addWords, type Tree } from '@/components/ui/dom'

/** The page's sentences, once. Throws where they do not come. */
export async function loadWords(): Promise<void> {
  words ??= fetch(`/lapor/kata-${document.documentElement.lang}.json`, {
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  }).then(async (answer) => addWords((await answer.json()) as Tree))
  await words.catch((error) => {
    words = undefined // tried again at the next wish
    throw error
  })
}

let words: Promise<void> | undefined

/** The screens about the reporter's identity, which few want: they are loaded when somebody does. */
export async function identityScreens(): Promise<typeof import('./identity')> {
  const address = '/lapor/identitas.js'
  return import(address)
}

/** The screens about files: they are loaded when somebody chooses one. */
export async function evidenceScreens(): Promise<typeof import('./evidence')> {
  const address = '/lapor/bukti.js'
  return import(address)
}
