const SPOKEN_MINUTES = [30, 10, 5, 1]

let heard = { at: 0, serverMs: 0 }

/** Takes over the server's clock; from then on a clock counts that nobody can set, whatever the device believes. */
export function setServerTime(now: string): void {
  heard = { at: performance.now(), serverMs: Date.parse(now) }
}

/** So many seconds from now, by the server's clock. */
export function serverTime(seconds = 0): Date {
  return new Date(heard.serverMs + performance.now() - heard.at + seconds * 1000)
}

/**
 * The time that is left by the server's clock. Between two words of the server it counts by a clock that nobody can set.
 * A time that the server has not said since the page was loaded ends nothing: `isSure` is false until it does.
 */
export function countdown(
  secondsLeft: number,
  isSure: boolean,
  on: { tick: (seconds: number, isSure: boolean) => void; speak: (minutes: number) => void; over: () => void },
) {
  let endsAt = performance.now() + secondsLeft * 1000
  let last = secondsLeft
  let isOver = false
  const left = () => Math.max(0, Math.ceil((endsAt - performance.now()) / 1000))
  const tick = () => {
    const now = left()
    on.tick(now, isSure)
    const spoken = SPOKEN_MINUTES.find((minutes) => last > minutes * 60 && now <= minutes * 60)
    if (spoken) on.speak(spoken)
    last = now
    if (now > 0 || !isSure || isOver) return
    isOver = true
    on.over()
  }
  const timer = setInterval(tick, 500)
  on.tick(left(), isSure)
  return {
    left,
    isSure: () => isSure,
    /**
     * Takes what the server said, in whole seconds and rounded up, at some moment since `askedAt`. A count that fits goes
     * on as it is: it neither jumps by a second nor follows an answer that was long on its way.
     */
    correct(seconds: number, askedAt: number) {
      isSure = true
      const earliest = askedAt + (seconds - 1) * 1000
      const latest = performance.now() + seconds * 1000
      endsAt = Math.min(Math.max(endsAt, earliest), latest)
    },
    stop: () => clearInterval(timer),
  }
}

/** The time that was left when the device's own clock showed `deviceMs`. */
export type NotedTime = { secondsLeft: number; server: string; deviceMs: number }

/** The same time now, after nobody counted for a while. A device's clock that was set back counts as standing still. */
export function timeSince({ secondsLeft, server, deviceMs }: NotedTime): { secondsLeft: number; now: string } {
  const passedMs = Math.max(0, Date.now() - deviceMs)
  return {
    secondsLeft: Math.max(0, secondsLeft - passedMs / 1000),
    now: new Date(Date.parse(server) + passedMs).toISOString(),
  }
}

/** 52:34, or 1:40:00 from an hour on. */
export function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
