import { expect, test } from 'vitest'
import type { Seat, SessionView } from '@/lib/cat/exam-read.server'
import { freeSeats, shownRoom } from './shown-room'

const aSeat = (roomId: string | null, seat: number | null, state: Seat['state']) =>
  ({ roomId, seat, state, needsHelp: false, silentSeconds: 1 }) as Seat
const view = {
  rooms: [{ id: 'a' }, { id: 'b' }],
  seats: [
    aSeat('a', 1, 'running'),
    aSeat('a', 2, 'finished'),
    aSeat('b', 1, 'running'),
    aSeat(null, null, 'scheduled'),
    aSeat('a', null, 'scheduled'),
  ],
} as SessionView

test('a room shows its own seats, and counts whoever has no seat yet with them', () => {
  const { seated, count, hasRooms } = shownRoom(view, 'b')
  expect(seated.map(({ seat }) => seat)).toEqual([1])
  expect([count('running'), count('finished'), count('scheduled')]).toEqual([1, 0, 2])
  expect(hasRooms).toBe(true)
})

test('where no room was asked for, or one that is not there, the first one is shown', () => {
  expect(shownRoom(view, undefined).room?.id).toBe('a')
  expect(shownRoom(view, 'gone').seated).toHaveLength(2)
})

test('a seat is free in its own room while nobody has it', () => {
  expect(freeSeats(view.seats, { id: 'a', seats: 4 })).toEqual([3, 4])
  expect(freeSeats(view.seats, { id: 'b', seats: 2 })).toEqual([2])
})
