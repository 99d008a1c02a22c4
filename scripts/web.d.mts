/** Types of `web.mjs` for the TypeScript that uses it. */
export function startWeb(
  command: 'start',
  place: {
    port: number
    host: string
    env: Record<string, string | undefined>
    onSpawn(pid: number): void
    output?: 'ignore' | 'inherit' | number
  },
): Promise<number>
export function stopWeb(pid: number): Promise<void>
