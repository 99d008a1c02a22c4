import { read, write } from './device'

const KEY = 'ini'

type Named = { key: typeof KEY; name: string }

let known: Promise<string> | undefined

/**
 * By what this machine is known again, whoever sits at it: a browser that crashed goes on without asking the supervisor,
 * even at once. Where nothing may be kept, it is known as long as the page is open.
 */
export function thisDevice(): Promise<string> {
  known ??= keptOrMade()
  return known
}

async function keptOrMade(): Promise<string> {
  const kept = await read<Named>('perangkat', KEY)
  if (kept) return kept.name
  const made: Named = { key: KEY, name: crypto.randomUUID() }
  await write('perangkat', made)
  return made.name
}
