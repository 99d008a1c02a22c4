const SPOKEN_MINUTES = [30, 10, 5, 1]

/**
 * The time that is left by the server's clock. Between two words of the server it counts by a clock that nobody can set.
 */
export function countdown(
  secondsLeft: number,
  on: { tick: (seconds: number) => void; speak: (minutes: number) => void; over: () => void },
) {
  let endsAt = performance.now() + secondsLeft * 1000
  let last = secondsLeft
  const left = () => Math.max(0, Math.ceil((endsAt - performance.now()) / 1000))
  const tick = () => {
    const now = left()
    on.tick(now)
    const spoken = SPOKEN_MINUTES.find((minutes) => last > minutes * 60 && now <= minutes * 60)
    if (spoken) on.speak(spoken)
    if (last > 0 && now === 0) on.over()
    last = now
  }
  const timer = setInterval(tick, 500)
  tick()
  return {
    left,
    correct(seconds: number) {
      endsAt = performance.now() + seconds * 1000
    },
    stop: () => clearInterval(timer),
  }
}

/** 52:34, or 1:40:00 from an hour on. */
export function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}
