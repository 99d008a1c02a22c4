import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { RoomConnection } from '@/bench/exam-connection'
import { countdown } from '@/components/cat/room/clock'
import { testPin } from '@/lib/cat/exam.fixture'
import type { RoomState } from '@/lib/cat/room'

const THINK_MS = 400
const AGAIN_MS = 200
const PATIENCE_MS = 3_000
const MOST_FLUSH_MS = 60_000

type Change = { seq: number; item: number; option: string | null }

/** What the server said it has on disk. */
export type Acknowledged = Change & { epoch: number }

/** The time by a clock that `setDeviceClocks` does not reach. */
const trueNow = Date.now.bind(Date)

/** Sets the clocks of all devices by so many hours, as somebody does who wants more time. */
export function setDeviceClocks(hours: number): void {
  Date.now = () => trueNow() + hours * 3_600_000
}

/** A candidate who answers without end, on a device that keeps a journal and comes back after every failure. */
export class ScriptedCandidate {
  readonly answers = new Map<number, string | null>()
  readonly acknowledged: Acknowledged[] = []
  readonly papers = new Set<string>()
  /** By how many seconds what a device shows, or is told when it is new, differs from the time that is left. */
  readonly timeErrors: number[] = []
  startedAt = 0
  private pending: Change[] = []
  private seq = 0
  private epoch = 0
  private connection: RoomConnection | undefined
  private isWorking = true
  private isMoving = false
  private cookie = ''
  private device: string = randomUUID()
  private lastTrouble = 'nothing'
  private clock: ReturnType<typeof countdown> | undefined

  constructor(
    private readonly url: string,
    readonly attemptId: string,
    private readonly number: string,
    private readonly allowedSeconds: number,
  ) {}

  /** Starts the exam, then works until `stop`. */
  async start(): Promise<() => Promise<void>> {
    await this.signIn()
    await this.untilAnswered('POST mulai')
    const work = this.work()
    return async () => {
      this.isWorking = false
      const hasGivenUp = sleep(MOST_FLUSH_MS, true, { ref: false })
      if (await Promise.race([work.then(() => false), hasGivenUp])) {
        throw new Error(`${this.number} has ${this.pending.length} answers that were not taken: ${this.lastTrouble}`)
      }
    }
  }

  /** The cable is pulled; nobody tells the device. */
  dropNetwork(): void {
    this.connection?.close()
  }

  /**
   * Goes on at another device with the same number and PIN, once the supervisor has freed the seat; what the first could
   * not send is typed again there.
   */
  changeSeat(): void {
    this.device = randomUUID()
    this.isMoving = true
  }

  /** Ends the exam and answers how many answers the server counted. */
  async finish(): Promise<number> {
    this.clock?.stop()
    const state: RoomState = JSON.parse((await this.untilAnswered('POST selesai')).body)
    return state.result?.answered ?? -1
  }

  private async work(): Promise<void> {
    while (this.isWorking || this.pending.length > 0) {
      if (this.isMoving) {
        this.isMoving = false
        this.leave()
        await this.signIn()
      }
      if (this.isWorking) {
        this.choose()
        await sleep(Math.random() * THINK_MS * 2)
      }
      await this.send()
    }
  }

  private choose(): void {
    const item = 1 + Math.floor(Math.random() * 110)
    const option = Math.random() < 0.05 ? null : ('abcde'[Math.floor(Math.random() * 5)] ?? 'a')
    this.seq += 1
    this.pending.push({ seq: this.seq, item, option })
    this.answers.set(item, option)
  }

  private async send(): Promise<void> {
    const changes = [...this.pending]
    if (changes.length === 0) return
    const { epoch } = this
    const askedAt = performance.now()
    const heard = await this.ask('POST jawaban', JSON.stringify({ changes }))
    if (!heard || heard.status >= 500) {
      this.lastTrouble = heard ? `${heard.status} ${heard.body}` : this.lastTrouble
      return void (await sleep(AGAIN_MS))
    }
    if (heard.status !== 200) throw new Error(`${this.number}: ${heard.status} ${heard.body}`)
    const { savedSeq, secondsLeft } = JSON.parse(heard.body)
    this.look()
    this.clock?.correct(secondsLeft, askedAt)
    this.look()
    const saved = changes.filter(({ seq }) => seq <= savedSeq)
    this.acknowledged.push(...saved.map((change) => ({ ...change, epoch })))
    this.pending = this.pending.filter(({ seq }) => seq > savedSeq)
  }

  /** Takes the attempt over, and numbers what was not acknowledged anew from what the server has of this device. */
  private async signIn(): Promise<void> {
    const body = JSON.stringify({ number: this.number, pin: testPin, device: this.device })
    const { head, body: answer } = await this.untilAnswered('POST masuk', body)
    const state: RoomState = JSON.parse(answer)
    const [cookie = ''] = /set-cookie: ([^;]+)/i.exec(head)?.slice(1) ?? []
    this.cookie = cookie
    this.leave()
    this.epoch = state.work?.epoch ?? this.epoch
    if (!state.work) return
    this.papers.add(JSON.stringify(state.work.paper))
    this.seq = state.work.savedSeq
    this.pending = this.pending.map((change) => ({ ...change, seq: ++this.seq }))
    if (state.secondsLeft !== null) this.show(state.secondsLeft)
  }

  /** The screen's own count, until the next device has one. */
  private show(secondsLeft: number): void {
    this.clock?.stop()
    this.clock = countdown(secondsLeft, true, { tick: () => {}, speak: () => {}, over: () => {} })
    this.look()
  }

  private look(): void {
    if (!this.clock || this.startedAt === 0) return
    const left = this.allowedSeconds - (trueNow() - this.startedAt) / 1000
    this.timeErrors.push(Math.abs(this.clock.left() - left))
  }

  private async untilAnswered(door: string, body?: string) {
    for (;;) {
      const heard = await this.ask(door, body)
      if (heard?.status === 200) {
        this.noteStart(door, heard.body)
        return heard
      }
      const no = heard && heard.status < 500 ? JSON.parse(heard.body) : undefined
      if (no && no.code !== 'too_many_attempts' && no.code !== 'seat_in_use')
        throw new Error(`${this.number} ${door}: ${heard?.body}`)
      await sleep(no?.seconds ? no.seconds * 1000 : AGAIN_MS) // attempts that a server took and did not survive count too
    }
  }

  private noteStart(door: string, body: string): void {
    if (door !== 'POST mulai') return
    const state: RoomState = JSON.parse(body)
    if (state.work) this.papers.add(JSON.stringify(state.work.paper))
    this.epoch = state.work?.epoch ?? this.epoch
    this.seq = Math.max(this.seq, state.work?.savedSeq ?? 0)
    if (state.secondsLeft !== null) this.show(state.secondsLeft)
  }

  private leave(): void {
    this.connection?.close()
    this.connection = undefined
  }

  /** Undefined when no answer came, for whatever reason. */
  private async ask(door: string, body?: string) {
    try {
      if (!this.connection) {
        this.connection = await RoomConnection.open(this.url)
        this.connection.cookie = this.cookie
      }
      const late = sleep(PATIENCE_MS).then(() => undefined)
      const heard = await Promise.race([this.connection.ask(door, body), late])
      if (heard === undefined) {
        this.lastTrouble = `no answer at ${door}`
        this.leave()
      }
      return heard
    } catch (error) {
      this.lastTrouble = `${door}: ${error}`
      this.leave()
      return undefined
    }
  }
}
