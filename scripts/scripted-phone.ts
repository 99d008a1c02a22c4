import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from '@/bench/daily-workforce'
import type { Waiting } from '@/components/kinerja/day/device'
import { asSent, leftAfter, leftAfterSilence } from '@/components/kinerja/day/left-after'
import { addDays, type CivilDate, civilDateIn } from '@/lib/civil-date'
import type { EntryAnswer } from '@/lib/kinerja/entries.server'
import { MOST_ENTRIES } from '@/lib/kinerja/entry-input'

const THINK_MS = 600
const AGAIN_MS = 250
const PATIENCE_MS = 5_000
const MOST_FLUSH_MS = 180_000

const DAY_STARTS = 420
const SLOTS = 290 // of a minute for each of two phones: the minutes of a day are 600 at most
const DAYS = 5
const MOST_PHOTOS = 8
const PHOTO_BYTES = 60_000

/** A piece of evidence as the phone sent it, once the server has acknowledged it. */
export type KeptPhoto = { id: string; entryId: string; sha256: string }

/**
 * A phone on which somebody writes down work without end. It keeps what it wrote until the server acknowledges it, sends
 * it in batches, and goes on after every failure by the rules of the page's own outbox.
 */
export class ScriptedPhone {
  /** The last word on each entry. */
  readonly written = new Map<string, Waiting['entry']>()
  readonly photos: KeptPhoto[] = []
  brokenUploads = 0
  unheard = 0 // answers that the server gave and the phone did not hear
  private readonly outbox = new Map<string, Waiting>()
  private readonly versions = new Map<string, number>()
  private readonly today = civilDateIn('Asia/Jakarta', new Date())
  private slots = 0
  private isWorking = true
  private lastTrouble = 'nothing'

  /** @param turn 0 or 1: which minutes are those of this phone, where a person has two */
  constructor(
    private readonly url: string,
    readonly worker: Worker,
    private readonly turn: number,
  ) {}

  get waiting(): number {
    return this.outbox.size
  }

  /** Works until the function that comes back is called, which is done once nothing waits any more. */
  start(): () => Promise<void> {
    const work = this.work()
    work.catch(() => undefined) // heard by whoever stops it
    return async () => {
      this.isWorking = false
      const hasGivenUp = sleep(MOST_FLUSH_MS, true, { ref: false })
      if (await Promise.race([work.then(() => false), hasGivenUp]))
        throw new Error(`a phone does not come to an end (${this.waiting} to send): ${this.lastTrouble}`)
    }
  }

  private async work(): Promise<void> {
    while (this.isWorking || this.outbox.size > 0) {
      if (this.isWorking) {
        const wasOffline = Math.random() < 0.15
        for (let left = wasOffline ? 25 : 1; left > 0; left--) this.write()
        if (Math.random() < 0.3) this.changeOne()
        await sleep(Math.random() * THINK_MS)
      }
      await this.send()
      if (this.isWorking && Math.random() < 0.2) await this.photograph()
    }
  }

  private write(): void {
    const slot = this.slots++
    if (slot >= SLOTS * DAYS) return
    const startsMinute = DAY_STARTS + (slot % SLOTS) * 2 + this.turn
    this.put({
      id: randomUUID(),
      version: 0,
      workOn: this.dayOf(slot),
      isToday: false,
      startsMinute,
      endsMinute: startsMinute + 1,
      kind: 'plan',
      planItemId: this.worker.item,
      text: `Melayani pemohon ke-${slot}`,
      quantity: 1,
      unit: 'pemohon',
      place: 'office',
      orderBy: null,
      orderNumber: '800/1', // a weekend is a day like another
      lateReason: 'Jaringan terputus',
      deviceAt: new Date().toISOString(),
    })
  }

  private dayOf(slot: number): CivilDate {
    return addDays(this.today, -Math.floor(slot / SLOTS))
  }

  /** Another word on an entry, on its way or at the server. */
  private changeOne(): void {
    const all = [...this.written.values()]
    const entry = all[Math.floor(Math.random() * all.length)]
    if (!entry) return
    const waiting = this.outbox.get(entry.id)
    const version = waiting ? waiting.entry.version : (this.versions.get(entry.id) ?? 0)
    this.put({ ...entry, version, text: `${entry.text}, lagi`.slice(-400), deviceAt: new Date().toISOString() })
  }

  private put(entry: Waiting['entry']): void {
    const unheard = this.outbox.get(entry.id)?.unheard
    this.written.set(entry.id, entry)
    this.outbox.set(entry.id, { key: entry.id, owner: this.worker.employee, entry, trouble: null, tries: 0, unheard })
  }

  private async send(): Promise<void> {
    const rows = [...this.outbox.values()].slice(0, MOST_ENTRIES)
    if (rows.length === 0) return
    const sending = this.post(rows)
    if (this.isWorking && Math.random() < 0.1) this.changeOne() // while they are on their way
    const answers = await sending
    if (!answers) {
      for (const sent of rows) {
        const row = this.outbox.get(sent.key)
        if (row) this.outbox.set(sent.key, leftAfterSilence(row, sent))
      }
      return void (await sleep(AGAIN_MS))
    }
    for (const sent of rows) {
      const answer = answers.find(({ id }) => id === sent.key)
      const row = this.outbox.get(sent.key)
      if (!answer || !row) continue
      if (answer.answer !== 'refused') this.versions.set(sent.key, answer.version)
      const left = leftAfter(row, sent, answer)
      if (left?.trouble) throw new Error(`an entry was refused: ${JSON.stringify(answer)}`)
      if (left) this.outbox.set(sent.key, left)
      else this.outbox.delete(sent.key)
    }
  }

  /** Undefined when no answer was heard, for whatever reason. */
  private async post(rows: readonly Waiting[]): Promise<(EntryAnswer & { reason?: string })[] | undefined> {
    const body = JSON.stringify({
      owner: this.worker.employee,
      sentAt: new Date().toISOString(),
      entries: rows.map(asSent),
    })
    try {
      const response = await fetch(`${this.url}/api/kinerja/catatan`, {
        method: 'POST',
        headers: { ...this.headers(), 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const text = await response.text()
      if (response.status >= 500 || response.status === 429) throw new Error(`${response.status} ${text}`)
      if (!response.ok) throw new Fatal(`${response.status} ${text}`)
      if (Math.random() < 0.2) {
        this.unheard += 1
        return undefined
      }
      return JSON.parse(text).answers
    } catch (error) {
      if (error instanceof Fatal) throw error
      this.lastTrouble = String(error)
      return undefined
    }
  }

  private headers() {
    return { cookie: this.worker.cookie, origin: this.url }
  }

  /** A photo beside an entry that the server has; half of them lose their network in the middle first. */
  private async photograph(): Promise<void> {
    const entryId = [...this.versions.keys()].at(-1)
    const has = this.photos.some((each) => each.entryId === entryId)
    if (!entryId || has || this.photos.length >= MOST_PHOTOS) return
    const bytes = aPhoto()
    const id = randomUUID()
    const path = `/api/kinerja/bukti/${id}?catatan=${entryId}&jenis=photo&nama=IMG.jpg`
    if (Math.random() < 0.5) {
      await this.breakUpload(path, bytes)
      this.brokenUploads += 1
    }
    for (;;) {
      const status = await this.upload(path, bytes)
      if (status === 200) break
      if (status !== undefined && status < 500 && status !== 429) throw new Error(`a photo was refused: ${status}`)
      await sleep(AGAIN_MS)
    }
    this.photos.push({ id, entryId, sha256: createHash('sha256').update(bytes).digest('hex') })
  }

  private async upload(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<number | undefined> {
    try {
      const response = await fetch(`${this.url}${path}`, {
        method: 'POST',
        headers: this.headers(),
        body: bytes,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      this.lastTrouble = `photo: ${response.status} ${await response.text()}`
      return response.status
    } catch (error) {
      this.lastTrouble = `photo: ${error}`
      return undefined
    }
  }

  /** Half of the bytes arrive, then nothing does. */
  private breakUpload(path: string, bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      const headers = { ...this.headers(), 'content-length': bytes.length }
      const sending = request(`${this.url}${path}`, { method: 'POST', headers }, () => resolve())
      sending.on('error', () => resolve())
      sending.write(bytes.subarray(0, bytes.length / 2), () => sending.destroy())
    })
  }
}

/** Said by the server for good. */
class Fatal extends Error {}

/** A JPEG as far as anybody looks, unlike every other one. */
function aPhoto(): Uint8Array<ArrayBuffer> {
  const noise = randomBytes(PHOTO_BYTES).map((byte) => (byte === 0xff ? 0xfe : byte))
  const frame = [0xff, 0xc0, 0, 11, 8, 1, 0, 1, 0, 1, 1, 0x11, 0] // 256 by 256, one colour
  return new Uint8Array([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, ...noise, 0xff, 0xd9])
}
