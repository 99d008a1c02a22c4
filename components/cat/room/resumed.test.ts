import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainChanges, type OpenAttempt } from '@/lib/cat/answers'
import { CHAIN_START } from '@/lib/cat/chain'
import type { RoomWork } from '@/lib/cat/room'
import type { Kept } from './device'
import { choose, newest, resumed, unsentOf } from './resumed'

const KEY = 'session:1'
const NOW = new Date('2026-11-26T08:30:00+07:00')
const work = (over: Partial<RoomWork> = {}): RoomWork => ({
  contentKey: '',
  paper: [],
  answers: {},
  flags: [],
  savedSeq: 0,
  epoch: 1,
  answeredEpoch: 0,
  answeredSeq: 0,
  ...over,
})
const kept = (over: Partial<Kept> = {}): Kept => ({ ...resumed(KEY, undefined, work()), ...over })
const two = [
  { seq: 4, item: 1, option: 'b' },
  { seq: 5, item: 2, option: null },
]

describe('a device that comes back', () => {
  test('goes on with what the server has not taken of it, under the same numbers', () => {
    const server = work({ savedSeq: 4, answeredEpoch: 1, answeredSeq: 4, answers: { 1: 'b', 2: 'c' } })
    const again = resumed(KEY, kept({ seq: 5, pending: two }), server)
    expect(again).toMatchObject({ seq: 5, pending: [{ seq: 5, item: 2, option: null }], answers: { 1: 'b' } })
  })

  test('keeps what it could not send through any number of sign-ins and seat moves, when nobody else has answered', () => {
    for (const epoch of [2, 3, 9]) {
      const again = resumed(KEY, kept({ seq: 5, pending: two }), work({ epoch, answeredEpoch: 1, answers: { 2: 'c' } }))
      expect(again).toMatchObject({ epoch, seq: 2, answers: { 1: 'b' }, aside: [] })
      expect(again.pending).toEqual([
        { seq: 1, item: 1, option: 'b' },
        { seq: 2, item: 2, option: null },
      ])
    }
  })

  test('sends nothing again that the server took under an earlier sign-in, though its disk still calls it unsent', () => {
    const server = work({ epoch: 2, answeredEpoch: 1, answeredSeq: 5, answers: { 1: 'c' } })
    expect(resumed(KEY, kept({ seq: 5, pending: two }), server)).toMatchObject({
      seq: 0,
      pending: [],
      aside: [],
      answers: { 1: 'c' },
    })
    expect(resumed(KEY, kept({ seq: 5, pending: two }), { ...server, answeredSeq: 4 }).pending).toEqual([
      { seq: 1, item: 2, option: null },
    ])
  })

  test('puts aside what it could not send when another device has answered since, and drops none of it later', () => {
    const again = resumed(
      KEY,
      kept({ seq: 5, pending: two }),
      work({ epoch: 3, answeredEpoch: 2, answers: { 1: 'a' } }),
    )
    expect(again).toMatchObject({ pending: [], answers: { 1: 'a' }, aside: [{ epoch: 1, changes: two }] })
    expect(resumed(KEY, again, work({ epoch: 4, answeredEpoch: 2 })).aside).toEqual([{ epoch: 1, changes: two }])
  })

  test('has everything unsent in pieces of a size that the server takes, what was put aside first', () => {
    const pending = Array.from({ length: 501 }, (_, at) => ({ seq: at + 1, item: 1, option: 'a' }))
    const pieces = unsentOf(kept({ epoch: 3, pending, aside: [{ epoch: 1, changes: two }] }))
    expect(pieces.map(({ epoch, changes }) => [epoch, changes.length])).toEqual([
      [1, 2],
      [3, 500],
      [3, 1],
    ])
    expect(unsentOf(kept())).toEqual([])
  })

  test('numbers anew from where the server is, when the server lost what came before', () => {
    expect(
      resumed(KEY, kept({ seq: 5, pending: two }), work({ savedSeq: 1, answeredEpoch: 1, answeredSeq: 1 })),
    ).toMatchObject({
      seq: 3,
      pending: [
        { seq: 2, item: 1 },
        { seq: 3, item: 2 },
      ],
    })
  })

  test('keeps marks that the server has not heard of, and takes those of another device otherwise', () => {
    const marked = kept({ flags: [7], areFlagsSent: false })
    expect(resumed(KEY, marked, work({ epoch: 3, flags: [1] }))).toMatchObject({ flags: [7], areFlagsSent: false })
    expect(resumed(KEY, { ...marked, areFlagsSent: true }, work({ epoch: 3, flags: [1] })).flags).toEqual([1])
  })
})

test('disk and page: whichever has the later choice is gone on with, and the only one where there is one', () => {
  const older = kept({ epoch: 2, seq: 4 })
  const newer = kept({ epoch: 2, seq: 5 })
  const other = kept({ epoch: 3, seq: 1 })
  expect(newest(older, newer)).toBe(newer)
  expect(newest(newer, older)).toBe(newer)
  expect(newest(other, newer)).toBe(other)
  expect(newest(undefined, older)).toBe(older)
  expect(newest(older, undefined)).toBe(older)
})

type Step = {
  at: number
  kind: 'choose' | 'send' | 'signIn' | 'move'
  item: number
  option: string | null
  isHeard: boolean
}

const steps = (devices: number) =>
  fc.array(
    fc.record<Step>({
      at: fc.nat({ max: devices - 1 }),
      kind: fc.constantFrom('choose', 'choose', 'send', 'signIn', 'move'),
      item: fc.integer({ min: 1, max: 3 }),
      option: fc.constantFrom('a', 'b', null),
      isHeard: fc.boolean(),
    }),
    { maxLength: 30 },
  )

/** The server's rules, and devices whose requests arrive while some of the answers are lost on the way back. */
class Hall {
  events: { epoch: number; clientSeq: number; item: number; option: string | null }[] = []
  devices: (Kept | undefined)[] = []
  private attempt: OpenAttempt = {
    id: 'a1',
    epoch: 0,
    state: 'running',
    time: { startedAt: NOW, allowedSeconds: 6_000, pausedSeconds: 0, pausedAt: null },
    paper: [1, 2, 3].map((place) => ({ place, section: 'TWK', options: ['a', 'b'] })),
    eventCount: 0,
    head: CHAIN_START,
    clientSeq: 0,
  }

  move(): void {
    this.attempt = { ...this.attempt, epoch: this.attempt.epoch + 1, clientSeq: 0 }
  }

  signIn(at: number, isHeard = true): void {
    this.move()
    if (isHeard) this.devices[at] = resumed(KEY, this.devices[at], this.work())
  }

  send(at: number, isHeard = true): void {
    const device = this.devices[at]
    if (!device || device.pending.length === 0 || device.epoch !== this.attempt.epoch) return
    const events = chainChanges(this.attempt, device.epoch, device.pending, NOW)
    const last = events.at(-1)
    if (last) this.attempt = { ...this.attempt, eventCount: last.seq, head: last.link, clientSeq: last.clientSeq }
    const { epoch } = device
    this.events.push(...events.map(({ clientSeq, item, option }) => ({ epoch, clientSeq, item, option })))
    if (isHeard) device.pending = device.pending.filter(({ seq }) => seq > this.attempt.clientSeq)
  }

  answers(): RoomWork['answers'] {
    const last = new Map(this.events.map(({ item, option }) => [item, option]))
    return Object.fromEntries([...last].filter((each): each is [number, string] => each[1] !== null))
  }

  private work(): RoomWork {
    const { epoch, clientSeq: savedSeq } = this.attempt
    const answeredEpoch = Math.max(0, ...this.events.map((event) => event.epoch))
    const last = this.events.filter((event) => event.epoch === answeredEpoch).at(-1)
    return work({ answers: this.answers(), savedSeq, epoch, answeredEpoch, answeredSeq: last?.clientSeq ?? 0 })
  }
}

describe('whatever is lost on the way', () => {
  test('the last choice at each question is the server’s in the end, when one device alone answers', () => {
    fc.assert(
      fc.property(steps(2), (all) => {
        const hall = new Hall()
        hall.signIn(0)
        const meant: RoomWork['answers'] = {}
        for (const { at, kind, item, option, isHeard } of all) {
          const device = hall.devices[0]
          if (kind === 'move') hall.move()
          else if (kind === 'signIn') hall.signIn(at, isHeard)
          else if (kind === 'send') hall.send(0, isHeard)
          else if (device) {
            choose(device, item, option)
            if (option === null) delete meant[item]
            else meant[item] = option
          }
        }
        hall.signIn(0)
        hall.send(0)
        expect(hall.answers()).toEqual(meant)
        expect(hall.devices[0]).toMatchObject({ answers: meant, pending: [], aside: [] })
      }),
    )
  })

  test('every choice is an event, waits, or is put aside, when several devices answer', () => {
    fc.assert(
      fc.property(steps(3), (all) => {
        const hall = new Hall()
        const made: string[] = []
        for (const { at, kind, item, option, isHeard } of all) {
          const device = hall.devices[at]
          if (kind === 'move') hall.move()
          else if (kind === 'signIn') hall.signIn(at, isHeard)
          else if (kind === 'send') hall.send(at, isHeard)
          else if (device) {
            choose(device, item, option)
            made.push(`${item}${option}`)
          }
        }
        const found = hall.devices.flatMap((device) => [
          ...(device?.pending ?? []),
          ...(device?.aside ?? []).flatMap(({ changes }) => changes),
        ])
        const somewhere = [...hall.events, ...found].map(({ item, option }) => `${item}${option}`)
        for (const each of new Set(made))
          expect(somewhere.filter((other) => other === each).length).toBeGreaterThanOrEqual(
            made.filter((other) => other === each).length,
          )
      }),
    )
  })
})
