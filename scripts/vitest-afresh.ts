import type { Sql } from 'postgres'
import { vi } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { stopPrinter } from '@/lib/documents/printer.server'

/**
 * Before each test file of a process that runs several: nothing is left of the file before it. Settings are those of the
 * process again, modules of the product are loaded anew, and what they share across their copies is ended and forgotten.
 */
const shared = globalThis as typeof globalThis & {
  settingsOfProcess?: NodeJS.ProcessEnv
  satyaWbsDatabases?: Record<string, { client: Sql }>
}
shared.settingsOfProcess ??= { ...process.env }
for (const name of Object.keys(process.env)) if (!(name in shared.settingsOfProcess)) delete process.env[name]
Object.assign(process.env, shared.settingsOfProcess)

await closeDatabase()
await Promise.all(Object.values(shared.satyaWbsDatabases ?? {}).map(({ client }) => client.end({ timeout: 5 })))
await stopPrinter()
for (const name of Object.keys(shared)) if (name.startsWith('satya')) Reflect.deleteProperty(shared, name)

vi.useRealTimers()
vi.restoreAllMocks()
vi.resetModules()
