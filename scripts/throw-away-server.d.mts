/** Types of `throw-away-server.mjs` for the TypeScript that uses it. */
export function startThrowAwayServer(place: {
  ownerUrl: string
  appUrl: string
  wbsAppUrl?: string
  shredAppUrl?: string
  folder: string
  employees: number
  onSpawn(pid: number): void
}): Promise<{ url: string; env: NodeJS.ProcessEnv; restart: () => Promise<void>; stop: () => Promise<void> }>
