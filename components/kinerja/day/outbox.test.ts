import { beforeEach, expect, test, vi } from 'vitest'
import { FakeIndexedDb } from '@/components/ui/indexed-db.fixture'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import type { OwnDays } from '@/lib/kinerja/own-days'
import type { WaitingEvidence } from './device'

const OWNER = 'pegawai'
const own = { owner: { id: OWNER, name: '' }, now: '2026-11-16T03:00:00Z', entries: [] as unknown } as OwnDays
const entry = (id: string) =>
  ({ id, workOn: '2026-11-16', startsMinute: 480, text: id, deviceAt: own.now }) as EntryInput
const photo = (entryId: string): WaitingEvidence => ({
  key: `foto ${entryId}`,
  owner: OWNER,
  entryId,
  kind: 'photo',
  name: 'IMG_1.jpg',
  blob: null,
  url: null,
  sizeBytes: 1,
  trouble: null,
})

let device: FakeIndexedDb
let isOnline: boolean
let sent: string[]

beforeEach(() => {
  device = new FakeIndexedDb()
  isOnline = true
  sent = []
})

/** The page as it comes up, with a server that takes everything. */
async function openPage() {
  vi.resetModules()
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('indexedDB', device)
  vi.stubGlobal('fetch', async (address: string, { body }: { body?: string }) => {
    if (!isOnline) throw new TypeError('Failed to fetch')
    if (address.startsWith('/api/kinerja/bukti/')) sent.push(decodeURI(address.slice(19).split('?')[0] ?? ''))
    if (address !== '/api/kinerja/catatan') return Response.json(own)
    const { entries }: { entries: EntryInput[] } = JSON.parse(body ?? '')
    sent.push(...entries.map(({ id }) => id))
    const saved = { answer: 'saved', state: 'submitted', version: 1, receivedAt: own.now, workOn: '2026-11-16' }
    return Response.json({ answers: entries.map(({ id }) => ({ id, ...saved })) })
  })
  const page = {
    ...(await import('./outbox')),
    ...(await import('./desk')),
    ...(await import('./evidence-box')),
    ...(await import('./waiting-rows')),
  }
  await page.refresh()
  return {
    ...page,
    waiting: () => page.currentDesk().waiting.map(({ key }) => key),
    pieces: () => page.waitingEvidence().map(({ key }) => key),
  }
}

test.each(['isFull', 'isForbidden'] as const)(
  'where the device %s, what was written without a network stays in the page until it is sent',
  async (trouble) => {
    device[trouble] = true
    const page = await openPage()
    isOnline = false
    await page.keepEvidence(photo('satu'))
    await page.put([entry('satu')])
    expect([page.isAllOnDevice(), page.currentDesk().waiting.some(page.isOnDevice)]).toEqual([false, false])

    await page.refresh() // as whenever somebody comes back to the tab
    expect([page.waiting(), page.pieces()]).toEqual([['satu'], ['foto satu']])
    isOnline = true
    await page.refresh()
    expect(sent).toEqual(['satu', 'foto satu'])
    expect([page.waiting(), page.pieces(), page.isAllOnDevice()]).toEqual([[], [], true])
  },
)

test('what a full device did not take is offered to it again, in the words that came last', async () => {
  const page = await openPage()
  isOnline = false
  await page.put([entry('satu')])
  device.isFull = true
  await page.put([{ ...entry('satu'), text: 'berubah' }, entry('dua')])
  await page.refresh()
  expect(page.currentDesk().waiting.map((row) => [row.entry.text, page.isOnDevice(row)])).toEqual([
    ['berubah', false],
    ['dua', false],
  ])
  device.isFull = false
  await page.refresh()
  expect(page.isAllOnDevice()).toBe(true)
  const again = await openPage()
  isOnline = true
  await again.refresh()
  expect(sent).toEqual(['satu', 'dua'])
})

test('a photo on the device whose entry is in the page alone outlives a sign-out of another tab', async () => {
  const page = await openPage()
  isOnline = false
  await page.keepEvidence(photo('satu'))
  device.isFull = true
  await page.put([entry('satu')])
  expect(await (await import('./leaving')).countWaiting()).toBe(0) // it finds no entry of this photo, and removes it
  expect(device.stores.get('evidence')?.size).toBe(0)
  await page.refresh()
  isOnline = true
  await page.refresh()
  expect(sent).toEqual(['satu', 'foto satu'])
})

test('an entry of the page alone is told of before the server has answered for the first time', async () => {
  const leaving: string[] = []
  vi.stubGlobal('addEventListener', (name: string) => leaving.push(name))
  vi.stubGlobal('document', { addEventListener: () => {} })
  vi.stubGlobal('setInterval', () => 0)
  const page = await openPage()
  let answer = () => {}
  vi.stubGlobal('fetch', () => new Promise((resolve) => (answer = () => resolve(Response.json(own)))))
  const opening = page.openDesk()
  await vi.waitFor(() => expect(leaving).toContain('beforeunload'))
  answer()
  await opening
})

test('what another tab has sent is gone here too', async () => {
  const page = await openPage()
  isOnline = false
  await page.put([entry('satu')])
  device.stores.get('outbox')?.clear()
  await page.refresh()
  expect(page.waiting()).toEqual([])
})
