<<<<<<< HEAD
/** Types of `postgres.mjs` for the TypeScript that uses it. */
export function startPostgres(cluster: {
  folder: string
  password: string
  throwAway?: boolean
}): Promise<{ url: string; pid: number; data: string; isOurs: boolean }>
export function stopPostgres(pid: number): Promise<void>
export function newSecret(): string
=======
export function startThrowAwayPostgres(): Promise<{ url: string; stop: () => Promise<void> }>
>>>>>>> 3ab6376 (registry: search people by number, by name with a letter wrong, and by unit)
