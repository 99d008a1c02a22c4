import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { forgetDetachedFiles } from '@/lib/documents/orphaned-files.server'
import { saveEntries } from './entries.server'
import { aWorker, sentEntry, type Worker } from './entry.fixture'
import { attachEvidence, detachEvidence, openEvidence } from './evidence.server'
import { approveEntries } from './review.server'
import { teamWeek } from './team-week.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-evidence-'))
process.env.FILES_FOLDER = folder
const database = await testDatabase()
const { owner } = database
afterEach(database.reset)
afterAll(() => rmSync(folder, { recursive: true }))

const NOW = new Date('2026-11-16T04:00:00Z')

/** The smallest JPEG there is: no picture, but every part of one, and where it was taken. */
const segment = (marker: number, content: string) => [
  0xff,
  marker,
  0,
  content.length + 2,
  ...[...content].map((letter) => letter.charCodeAt(0)),
]
const PHOTO = new Uint8Array([
  0xff,
  0xd8,
  ...segment(0xe0, 'JFIF'),
  ...segment(0xe1, 'Exif GPS -6.2088'),
  ...segment(0xda, '\u0001\u0001'),
  1,
  2,
  0xff,
  0xd9,
])
const NONE = new Uint8Array()

async function anEntry(): Promise<{ worker: Worker; entryId: string }> {
  const worker = await aWorker(owner, NOW)
  const entry = sentEntry(worker)
  await saveEntries(worker.context, { owner: worker.employeeId, sentAt: NOW.toISOString(), entries: [entry] })
  return { worker, entryId: entry.id }
}

const photo = (entryId: string) => ({ kind: 'photo' as const, id: randomUUID(), entryId, name: 'IMG_2026.jpeg' })
const asAppraiser = ({ context, appraiserId }: Worker): Context => ({
  ...context,
  actor: { ...context.actor, employeeId: appraiserId },
})
const answered = (worker: Worker) => owner`
  update daily_entries set state = 'approved', reviewed_at = now(), reviewed_by = ${worker.appraiserId}`

test('a photo is kept once without the place it was taken at, and its owner and the appraiser see it', async () => {
  const { worker, entryId } = await anEntry()
  const input = photo(entryId)
  await Promise.all([attachEvidence(worker.context, input, PHOTO), attachEvidence(worker.context, input, PHOTO)])
  expect(await owner`select kind, name from entry_evidence`).toEqual([{ kind: 'photo', name: 'IMG_2026.jpg' }])
  expect(await owner`select from audit_events where event = 'entry.attach'`).toHaveLength(1)
  for (const context of [worker.context, asAppraiser(worker)]) {
    const { bytes, mime } = await openEvidence(context, input.id)
    expect(mime).toBe('image/jpeg')
    expect(bytes.toString('latin1')).not.toContain('GPS')
  }
})

test('nobody else adds, opens or removes evidence', async () => {
  const { worker, entryId } = await anEntry()
  const input = photo(entryId)
  await attachEvidence(worker.context, input, PHOTO)
  const other = await aWorker(owner, NOW, worker.agencyId)
  for (const context of [other.context, asAppraiser(worker)]) {
    await expect(attachEvidence(context, photo(entryId), PHOTO)).rejects.toMatchObject({ code: 'not_found' })
    await expect(detachEvidence(context, { id: input.id, entryId })).rejects.toMatchObject({ code: 'not_found' })
  }
  const { actor } = other.context
  const officer = {
    ...actor,
    role: 'mutation_officer',
    scope: { kind: 'agencies', agencyIds: [worker.agencyId] },
  } as const
  for (const context of [other.context, { ...other.context, actor: officer }]) {
    await expect(openEvidence(context, input.id)).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('a photo that arrived before the entry was answered, and was not heard of, is there', async () => {
  const { worker, entryId } = await anEntry()
  const input = photo(entryId)
  await attachEvidence(worker.context, input, PHOTO)
  await answered(worker)
  await attachEvidence(worker.context, input, PHOTO)
  await expect(attachEvidence(worker.context, photo(entryId), PHOTO)).rejects.toMatchObject({ code: 'wrong_state' })
  expect(await owner`select from entry_evidence`).toHaveLength(1)
})

test('the bytes decide what a file is, not its name', async () => {
  const { worker, entryId } = await anEntry()
  const page = new TextEncoder().encode('<html><script>1</script></html>')
  const attach = (bytes: Uint8Array) => attachEvidence(worker.context, photo(entryId), bytes)
  await expect(attach(page)).rejects.toMatchObject({ code: 'evidence_kind' })
  await expect(attach(NONE)).rejects.toMatchObject({ code: 'file_empty' })
  await expect(attach(new Uint8Array(10 * 1024 * 1024 + 1))).rejects.toMatchObject({ code: 'file_too_large' })
  await expect(attach(PHOTO.subarray(0, 12))).rejects.toMatchObject({ code: 'evidence_kind' })
})

test('a link is evidence too, and an entry has five pieces at most', async () => {
  const { worker, entryId } = await anEntry()
  const link = () => ({ kind: 'link' as const, id: randomUUID(), entryId, url: 'https://bantul.go.id/laporan/7' })
  for (let piece = 0; piece < 5; piece++) await attachEvidence(worker.context, link(), NONE)
  await expect(attachEvidence(worker.context, link(), NONE)).rejects.toMatchObject({ code: 'too_much_evidence' })
  expect((await owner`select name from entry_evidence`)[0]).toEqual({ name: 'bantul.go.id' })
})

test('what is answered keeps its evidence as it was', async () => {
  const { worker, entryId } = await anEntry()
  const input = photo(entryId)
  await attachEvidence(worker.context, input, PHOTO)
  await answered(worker)
  await expect(detachEvidence(worker.context, { id: input.id, entryId })).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(attachEvidence(worker.context, photo(entryId), PHOTO)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('evidence is removed before an answer, once', async () => {
  const { worker, entryId } = await anEntry()
  const input = photo(entryId)
  await attachEvidence(worker.context, input, PHOTO)
  await detachEvidence(worker.context, { id: input.id, entryId })
  await detachEvidence(worker.context, { id: input.id, entryId })
  expect(await owner`select from entry_evidence`).toHaveLength(0)
  expect(await owner`select from audit_events where event = 'entry.attach'`).toHaveLength(2)
})

test('evidence that came or went since is not approved unseen', async () => {
  const { worker, entryId } = await anEntry()
  const appraiser = asAppraiser(worker)
  const seen = async () => {
    const { members } = await teamWeek(appraiser, '2026-11-16', '2026-11-16', 'Asia/Jakarta')
    return members.flatMap(({ entries }) => entries).find(({ id }) => id === entryId)
  }
  const input = photo(entryId)
  await attachEvidence(worker.context, input, PHOTO)
  const before = await seen()
  expect(before?.evidence).toMatchObject([{ id: input.id, kind: 'photo', name: 'IMG_2026.jpg' }])
  await detachEvidence(worker.context, input)
  const stale = [{ id: entryId, version: before?.version ?? 0 }]
  await expect(approveEntries(appraiser, stale)).rejects.toMatchObject({ code: 'stale' })

  await saveEntries(worker.context, {
    owner: worker.employeeId,
    sentAt: NOW.toISOString(),
    entries: [{ ...sentEntry(worker), id: entryId, version: 1, text: 'Imunisasi' }],
  })
  const after = await seen()
  expect(after).toMatchObject({ text: 'Imunisasi', evidence: [] })
  await approveEntries(appraiser, [{ id: entryId, version: after?.version ?? 0 }])
})

test('the content of evidence that was taken away is forgotten after a week, unless it stands elsewhere', async () => {
  const { worker, entryId } = await anEntry()
  const [first, again] = [photo(entryId), photo(entryId)]
  await attachEvidence(worker.context, first, PHOTO)
  await detachEvidence(worker.context, first)
  const soon = new Date(Date.now() + 6 * 86_400_000)
  const late = new Date(Date.now() + 8 * 86_400_000)
  expect(await forgetDetachedFiles(soon)).toBe(0)
  await attachEvidence(worker.context, again, PHOTO)
  expect(await forgetDetachedFiles(late)).toBe(0)
  await detachEvidence(worker.context, again)
  expect(await forgetDetachedFiles(late)).toBe(1)
  expect(await owner`select from files`).toHaveLength(0)
})
