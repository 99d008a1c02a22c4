/** Types of `wbs-proxy.mjs` for the TypeScript that uses it. */
export const HOST: string
export function hasProxy(): boolean
export function startWbsProxy(
  folder: string,
  upstreamPort: number,
): Promise<{ port: number; stop: () => Promise<void> }>
