const PITCH = 10
const SIDE = 7
const FRONT = 8

/** A room seen from above, the supervisor's table in front. Only a picture: the words beside it say the same. */
export function SeatPlan({ rows, seatsPerRow, seats }: { rows: number; seatsPerRow: number; seats: number }) {
  const width = seatsPerRow * PITCH
  const height = FRONT + rows * PITCH
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className="h-24 max-w-full min-w-0"
      style={{ width: (96 * width) / height }}
    >
      <rect x={width * 0.25} y={1} width={width * 0.5} height={2.5} rx={1} className="fill-primary" />
      <path d={squares(seats, seatsPerRow)} className="fill-soft stroke-border" strokeWidth={0.6} />
    </svg>
  )
}

function squares(seats: number, seatsPerRow: number): string {
  const square = (at: number) => {
    const x = (at % seatsPerRow) * PITCH + (PITCH - SIDE) / 2
    const y = FRONT + Math.floor(at / seatsPerRow) * PITCH
    return `M${x} ${y}h${SIDE}v${SIDE}h-${SIDE}z`
  }
  return Array.from({ length: seats }, (_, at) => square(at)).join('')
}
