/** When attempts began, how long they lasted, and whether their answers came in that time. */

/** How long an answer that was on its way may take, in milliseconds. */
const GRACE = 10_000

/** When each attempt began, how long it lasted, and whether its answers came in that time. */
export function checkTimes({ faults, reservations }, name, attempts, { releasedAt, closedAt, allowedSeconds }) {
  for (const { attempt, time, events, disqualifiedAt } of attempts)
    faults.push(...timeFaults(`Attempt ${attempt}`, time, events, { releasedAt, endsAt: disqualifiedAt ?? closedAt }))
  const others = attempts.filter(({ time }) => !allowedSeconds.includes(time.allowedSeconds))
  if (others.length > 0)
    reservations.push(
      `${name}: ${others.length} attempts had another time than the ${inMinutes(allowedSeconds)} of the programme (${inMinutes(others.map(({ time }) => time.allowedSeconds))}). Its minutes have to say why.`,
    )
}

function timeFaults(name, { startedAt, allowedSeconds, pauses, finishedAt }, events, { releasedAt, endsAt }) {
  if (startedAt === null) return events.length > 0 ? [`${name} has answers and never began.`] : []
  const start = Date.parse(startedAt)
  const last = Date.parse(finishedAt ?? endsAt)
  const faults = []
  if (start < Date.parse(releasedAt) - GRACE)
    faults.push(`${name} began at ${startedAt}, before the session was released.`)
  for (const [at, [, , ts]] of events.entries()) {
    const why = lateness(Date.parse(ts), { start, allowedSeconds, pauses, last })
    if (why) faults.push(`${name}: its answer number ${at + 1}, at ${ts}, ${why}.`)
  }
  return faults
}

/** Why an answer does not count at its instant, or nothing. A few seconds are those it was on its way. */
function lateness(at, { start, allowedSeconds, pauses, last }) {
  if (!(at >= start - GRACE)) return 'came before the attempt began'
  const before = pauses
    .map(({ from, seconds }) => ({ from: Date.parse(from), lasted: (seconds ?? Infinity) * 1000 }))
    .filter(({ from }) => from <= at)
  if (before.some(({ from, lasted }) => at > from + GRACE && at < from + lasted - GRACE)) return 'came in a pause'
  const paused = before.reduce((all, { lasted }) => all + (Number.isFinite(lasted) ? lasted : 0), 0)
  if (at >= start + allowedSeconds * 1000 + paused + GRACE) return 'came after the time was over'
  if (at > last + GRACE) return 'came after the attempt had ended'
  return undefined
}

function inMinutes(seconds) {
  return [...new Set(seconds)].map((each) => `${each / 60} minutes`).join(', ')
}
