const MOST_KEYS = 10_000

/** Lets each key through `burst` times at once and `perSecond` times a second from then on. In memory, per process. */
export class RateLimit {
  private readonly buckets = new Map<string, { tokens: number; at: number }>()

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
  ) {}

  /** True when the key may go on, which takes one of its turns. */
  take(key: string, nowMs: number): boolean {
    const tokens = this.left(key, nowMs)
    this.buckets.delete(key) // the key moves to the end: the first one has been quiet the longest
    this.buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: nowMs })
    if (this.buckets.size > MOST_KEYS) this.forgetOldest()
    return tokens >= 1
  }

  /** The turns that the key has left. */
  left(key: string, nowMs: number): number {
    const known = this.buckets.get(key)
    return known ? Math.min(this.burst, known.tokens + ((nowMs - known.at) / 1000) * this.perSecond) : this.burst
  }

  private forgetOldest(): void {
    for (const key of this.buckets.keys()) {
      this.buckets.delete(key)
      return
    }
  }
}
