import { recoveryKeyOf } from './ceremony'
import { beginConversation, beginNotes } from './conversation'
import { openNotes } from './epochs'
import type { Manifest } from './manifest'
import { ORIGIN, office, person, recoveryKey, reporterKeys, seedOf } from './people.fixture'
import { readReport, type ServedReport } from './reading'
import type { TakenReport } from './recovery'
import { makeReport } from './report'
import { RECOVERY } from './wraps'

export type Lost = Awaited<ReturnType<typeof lostReport>>

/** Everybody of the group has lost the own key; Ani and Budi have made new ones, which the next list names. */
export async function lostReport() {
  const [people, keys] = await Promise.all([office(), reporterKeys()])
  const input = { manifest: people.manifest, groupId: 'inspektorat', content: {}, origin: ORIGIN, excluded: [] }
  const made = await makeReport(keys, input)
  if (!made) throw new Error('too few recipients')
  const wrapsOf = (reader: string) => made.wraps.find((each) => each.for === reader)?.ct ?? ''
  const pesan = (reader: string): ServedReport => ({
    wraps: [{ epoch: 0, ct: wrapsOf(reader) }],
    messages: [{ ...made.first, epoch: 0 }],
  })
  const { conversation } = await readReport(
    beginConversation(made.id),
    pesan(people.ani.key.id),
    people.ani.box.identity,
    people.manifest,
  )
  const catatan = await notesUnder(people, conversation, people.manifest)
  const taken: TakenReport = { id: made.id, reporterBox: keys.box.recipient, out: [], pesan: pesan(RECOVERY), catatan }
  const anew = await Promise.all(['Ani yang baru', 'Budi yang baru'].map((name) => person(name)))
  const ended = people.manifest.keys.map((key) => ({ ...key, until: '2026-11-01' }))
  const { manifest } = await office({ keys: [...ended, ...anew.map(({ key }) => key)] })
  return { people, keys, manifest, anew, taken, wrapsOf }
}

/** What the secrets behind the papers of both keys of last resort are made of. */
export const SECRETS = { former: seedOf('recovery'), anew: seedOf('another key of last resort') }

/** The same report where a new key of last resort came before its notes were begun: they hang on that, the rest on the old. */
export async function lostBetweenTwoKeys({ people, manifest, taken }: Lost, change: Partial<Manifest> = {}) {
  const [former, anew] = [await recoveryKey(), await recoveryKeyOf(SECRETS.anew)]
  const { version, recovery } = manifest
  const key = { box: anew.box.recipient, sign: anew.sign.public }
  const list: Manifest = {
    ...manifest,
    version: version + 1,
    recovery: { ...recovery, ...key, former: [{ ...recovery, until: version }] },
    ...change,
  }
  const begin = beginConversation(taken.id)
  const { conversation } = await readReport(begin, taken.pesan, former.box.identity, people.manifest)
  const catatan = await notesUnder(people, conversation, { ...list, keys: people.manifest.keys })
  return { list, former, anew, reports: [{ ...taken, catatan }] }
}

async function notesUnder(
  { ani }: Awaited<ReturnType<typeof office>>,
  conversation: Parameters<typeof beginNotes>[0],
  manifest: Manifest,
): Promise<ServedReport> {
  const by = { id: ani.key.id, sign: ani.sign }
  const notes = await openNotes(beginNotes(conversation), conversation.members, by, manifest)
  const wraps = notes.wraps.filter((each) => each.for === RECOVERY)
  return { wraps, messages: [{ seq: 1, epoch: 0, ct: notes.ct }] }
}
