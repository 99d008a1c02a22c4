/** Types of `postgres.mjs` for the TypeScript that uses it. */
export function startPostgres(cluster: {
  folder: string
  password: string
  throwAway?: boolean
}): Promise<{ url: string; pid: number; data: string; isOurs: boolean }>
export function startThrowAwayPostgres(cluster?: {
  isDurable?: boolean
  besideBytes?: number
}): Promise<{ url: string; stop: () => Promise<void> }>
export function stopPostgres(pid: number): Promise<void>
export function newSecret(): string
export function freePort(): Promise<number>
