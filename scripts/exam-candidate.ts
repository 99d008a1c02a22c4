import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { RoomConnection } from '@/bench/exam-connection'
import { countdown } from '@/components/cat/room/clock'
import type { Change, Kept } from '@/components/cat/room/device'
import { choose, resumed } from '@/components/cat/room/resumed'
import { testPin } from '@/lib/cat/exam.fixture'
import type { RoomState } from '@/lib/cat/room'

const THINK_MS = 400
const AGAIN_MS = 200
const PATIENCE_MS = 3_000
/** Tries of a PIN that a server took and did not answer are tries: the next one may have to wait a minute. */
const MOST_FLUSH_MS = 150_000

/** After these somebody in the room tries again. */
const FOR_A_WHILE = ['too_many_attempts', 'seat_in_use', 'ask_later']

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
  /** As the supervisor recorded it. */
  pausedSeconds = 0
  /** While the supervisor changes the time, nobody compares it. */
  isInHand = false
  /** Between these instants the supervisor ended this exam. */
  endedBetween: { from: Date; to: Date } | undefined
  /** What the end came before: it is sent as late answers. */
  unsent: (Change & { epoch: number })[] = []
  /** Questions whose last answer stayed behind at a seat that was left, for the exam ended before it was typed again. */
  readonly leftBehind = new Set<number>()
  private hasEnded = false
  /** The time given that the screen knows of; null: nobody can say. */
  private shownGrant: number | null = null
  private journal: Kept | undefined
  private connection: RoomConnection | undefined
  private isWorking = true
  private isMoving = false
  private hasCrashed = false
  private offlineUntil = 0
  private cookie = ''
  private device: string = randomUUID()
  private lastTrouble = 'nothing'
  private clock: ReturnType<typeof countdown> | undefined

  constructor(
    private readonly url: string,
    readonly attemptId: string,
    readonly number: string,
    public allowedSeconds: number,
  ) {}

  /** Sits down before the exam. */
  enter(): Promise<void> {
    return this.signIn()
  }

  /** Starts the exam, then works until `stop`. */
  async start(): Promise<() => Promise<void>> {
    await this.untilAnswered('POST mulai')
    const work = this.work()
    return async () => {
      this.isWorking = false
      const hasGivenUp = sleep(MOST_FLUSH_MS, true, { ref: false })
      if (await Promise.race([work.then(() => false), hasGivenUp])) {
        throw new Error(
          `${this.number} does not come to an end (${this.pending().length} to send): ${this.lastTrouble}`,
        )
      }
    }
  }

  /** The cable is pulled, for so long; nobody tells the device, and its candidate goes on answering. */
  dropNetwork(forMs: number): void {
    this.connection?.close()
    this.offlineUntil = performance.now() + forMs
  }

  /** While the server answers nobody. */
  async untilUnsent(): Promise<void> {
    while (this.pending().length === 0) await sleep(20)
  }

  /**
   * Goes on at another device with the same number and PIN, once the supervisor has freed the seat; what the first could
   * not send is typed again there.
   */
  changeSeat(): void {
    this.device = randomUUID()
    this.isMoving = true
  }

  /** The browser dies; at the same device the candidate signs in again, and the first answer to that is lost. */
  crash(): void {
    this.hasCrashed = true
  }

  /** Ends the exam and answers how many answers the server counted. */
  async finish(): Promise<number> {
    this.clock?.stop()
    const state: RoomState = JSON.parse((await this.untilAnswered('POST selesai')).body)
    return state.result?.answered ?? -1
  }

  private async work(): Promise<void> {
    while (!this.hasEnded && (this.isWorking || this.pending().length > 0)) {
      if (this.isMoving) await this.goOnElsewhere()
      else if (this.hasCrashed) await this.comeBack()
      if (this.isWorking && !this.hasEnded) {
        this.answer()
        await sleep(Math.random() * THINK_MS * 2)
      }
      await this.send()
    }
  }

  private async goOnElsewhere(): Promise<void> {
    this.isMoving = false
    const unsent = this.pending()
    this.journal = undefined
    this.leave()
    await this.signIn()
    for (const { item, option } of unsent) {
      if (this.hasEnded) this.leftBehind.add(item)
      else this.choose(item, option)
    }
  }

  private async comeBack(): Promise<void> {
    this.hasCrashed = false
    this.leave()
    await this.ask('POST masuk', this.whoSits())
    this.leave()
    await this.signIn()
  }

  private answer(): void {
    const item = 1 + Math.floor(Math.random() * 110)
    const option = Math.random() < 0.05 ? null : ('abcde'[Math.floor(Math.random() * 5)] ?? 'a')
    this.choose(item, option)
    this.answers.set(item, option)
  }

  private choose(item: number, option: string | null): void {
    if (!this.journal) throw new Error(`${this.number} answers before the start`)
    choose(this.journal, item, option)
  }

  private pending(): readonly Change[] {
    return this.journal?.pending ?? []
  }

  private async send(): Promise<void> {
    const { journal } = this
    if (!journal || journal.pending.length === 0) return
    const changes = [...journal.pending]
    const askedAt = performance.now()
    const grant = this.grant()
    const heard = await this.ask('POST jawaban', JSON.stringify({ changes }))
    if (!heard || heard.status >= 500) {
      this.lastTrouble = heard ? `${heard.status} ${heard.body}` : this.lastTrouble
      return void (await sleep(AGAIN_MS))
    }
    if (heard.status === 409 && JSON.parse(heard.body).code === 'exam_not_running') return this.stopWork()
    if (heard.status !== 200) return this.again(heard)
    const { savedSeq, secondsLeft } = JSON.parse(heard.body)
    this.look()
    this.clock?.correct(secondsLeft, askedAt)
    this.shownGrant = grant
    this.look()
    const saved = changes.filter(({ seq }) => seq <= savedSeq)
    this.acknowledged.push(...saved.map((change) => ({ ...change, epoch: journal.epoch })))
    journal.pending = journal.pending.filter(({ seq }) => seq > savedSeq)
  }

  /** After a while once more; a seat that was taken over is signed in to again, by the same device. */
  private async again(heard: { status: number; body: string } | undefined): Promise<void> {
    await sleep(AGAIN_MS)
    if (!heard || heard.status >= 500) return
    if (JSON.parse(heard.body).code !== 'superseded_device')
      throw new Error(`${this.number}: ${heard.status} ${heard.body}`)
    await this.signIn()
  }

  /** The supervisor stopped the exam: for a while, or for good. What was not sent by then is evidence. */
  private async stopWork(): Promise<void> {
    const heard = await this.ask('GET keadaan')
    if (heard?.status !== 200) return this.again(heard)
    const state: RoomState = JSON.parse(heard.body)
    if (state.stage === 'finished') await this.end()
    else await sleep(AGAIN_MS)
  }

  private async end(): Promise<void> {
    this.hasEnded = true
    const { journal } = this
    if (!journal || journal.pending.length === 0) return
    this.unsent = journal.pending.map((change) => ({ ...change, epoch: journal.epoch }))
    await this.untilAnswered('POST susulan', JSON.stringify({ epoch: journal.epoch, changes: journal.pending }))
    journal.pending = []
  }

  /** Takes the attempt over, and goes on with what this device kept. */
  private async signIn(): Promise<void> {
    const grant = this.grant()
    const state = await this.takeSeat()
    this.goOn(state, grant)
    if (state.stage === 'finished') await this.end()
  }

  private async takeSeat(): Promise<RoomState> {
    const { head, body } = await this.untilAnswered('POST masuk', this.whoSits())
    const [cookie = ''] = /set-cookie: ([^;]+)/i.exec(head)?.slice(1) ?? []
    this.cookie = cookie
    this.leave()
    return JSON.parse(body)
  }

  private whoSits(): string {
    return JSON.stringify({ number: this.number, pin: testPin, device: this.device })
  }

  /** As a device's journal is opened: what it decides here is what decides there. */
  private goOn({ work, secondsLeft }: RoomState, grant: number | null): void {
    if (!work) return
    this.papers.add(JSON.stringify(work.paper))
    this.journal = resumed(this.number, this.journal, work)
    if (secondsLeft !== null) this.show(secondsLeft, grant)
  }

  /** The screen's own count, until the next device has one. */
  private show(secondsLeft: number, grant: number | null): void {
    this.clock?.stop()
    this.shownGrant = grant
    this.clock = countdown(secondsLeft, true, { tick: () => {}, speak: () => {}, over: () => {} })
    this.look()
  }

  private look(): void {
    if (!this.clock || this.startedAt === 0 || this.shownGrant === null || this.shownGrant !== this.grant()) return
    const left = this.shownGrant - (trueNow() - this.startedAt) / 1000
    this.timeErrors.push(Math.abs(this.clock.left() - left))
  }

  /** The whole time that is known to be given; null while it is being changed. */
  private grant(): number | null {
    return this.isInHand ? null : this.allowedSeconds + this.pausedSeconds
  }

  private async untilAnswered(door: string, body?: string) {
    for (;;) {
      const heard = await this.ask(door, body)
      if (heard?.status === 200) {
        this.noteStart(door, heard.body)
        return heard
      }
      const no = heard && heard.status < 500 ? JSON.parse(heard.body) : undefined
      if (no?.code === 'superseded_device') await this.takeSeat()
      else if (no && !FOR_A_WHILE.includes(no.code)) throw new Error(`${this.number} ${door}: ${heard?.body}`)
      if (no) this.lastTrouble = `${door}: ${heard?.body}`
      await sleep(no?.seconds ? no.seconds * 1000 : AGAIN_MS)
    }
  }

  private noteStart(door: string, body: string): void {
    if (door === 'POST mulai') this.goOn(JSON.parse(body), this.grant())
  }

  private leave(): void {
    this.connection?.close()
    this.connection = undefined
  }

  /** Undefined when no answer came, for whatever reason. */
  private async ask(door: string, body?: string) {
    if (performance.now() < this.offlineUntil) {
      this.lastTrouble = `no network at ${door}`
      return undefined
    }
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
