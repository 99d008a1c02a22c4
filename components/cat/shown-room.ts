import type { Seat, SessionView } from '@/lib/cat/exam-read.server'
import { seatLook } from '@/lib/cat/session'
import type { SeatLook } from './seat-looks'

/** The room of a session that is looked at, and how its seats and those who have none yet stand. */
export type ShownRoom = {
  room: SessionView['rooms'][number] | undefined
  hasRooms: boolean // more than one
  seated: Seat[]
  count: (look: SeatLook) => number
}

/** @param roomId the room that was asked for; the first one stands in for one that is not there */
export function shownRoom({ rooms, seats }: SessionView, roomId: string | undefined): ShownRoom {
  const room = rooms.find(({ id }) => id === roomId) ?? rooms[0]
  const seated = seatedIn(seats, room?.id)
  const looks = [...seated, ...seats.filter(({ seat }) => seat === null)].map(seatLook)
  return { room, hasRooms: rooms.length > 1, seated, count: (look) => looks.filter((each) => each === look).length }
}

/** The seats of a room that nobody has, in order. */
export function freeSeats(seats: readonly Seat[], room: { id: string; seats: number }): number[] {
  const taken = new Set(seatedIn(seats, room.id).map(({ seat }) => seat))
  return Array.from({ length: room.seats }, (_, at) => at + 1).filter((seat) => !taken.has(seat))
}

export function seatedIn(seats: readonly Seat[], roomId: string | undefined): Seat[] {
  return seats.filter((seat) => seat.seat !== null && seat.roomId === roomId)
}
