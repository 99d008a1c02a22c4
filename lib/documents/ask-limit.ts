import type { RateLimit } from '@/lib/rate-limit'

/**
 * Who asks, by the address that the nearest proxy wrote last. Without a proxy the header is the caller's own word, so
 * nobody is told apart.
 */
export function callerOf(forwardedFor: string | null, isBehindProxy: boolean): string | undefined {
  return isBehindProxy ? forwardedFor?.split(',').at(-1)?.trim() || undefined : undefined
}

/** The caller's own turns come first: who has used them up takes none of the turns that everybody shares. */
export class AskLimit {
  constructor(
    private readonly ofCaller: RateLimit,
    private readonly ofEverybody: RateLimit,
  ) {}

  take(caller: string | undefined, nowMs: number): boolean {
    if (caller !== undefined && !this.ofCaller.take(caller, nowMs)) return false
    return this.ofEverybody.take('', nowMs)
  }
}
