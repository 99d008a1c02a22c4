import { deviceStores } from '@/components/ui/device-stores'
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
export const { read, readAll, write, remove, forget } = deviceStores('satya-kinerja', 2, {
  outbox: 'strict',
  evidence: 'strict',
  days: 'relaxed',
  drafts: 'relaxed',
  favourites: 'relaxed',
})
