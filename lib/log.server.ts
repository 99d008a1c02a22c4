import 'server-only'
import pino, { type Logger } from 'pino'
import { settings } from '@/lib/settings.server'

let root: Logger | undefined

/**
 * The log of one part of the server: a line of JSON on standard output for each event. No line holds a value of
 * somebody's data: say what happened and how often, never to whom.
 */
export function log(part: 'access' | 'audit' | 'exam' | 'import' | 'jobs' | 'wbs'): Logger {
  root ??= pino({ level: settings().LOG_LEVEL })
  return root.child({ name: part })
}

const FRAMES = 8

/**
 * What went wrong as a log may tell it: the kind of error, its code, the table and rule of the database, and where.
 * Messages are left out: those of PostgreSQL and of a failed query quote the values.
 */
export function failureOf(error: unknown): Record<string, unknown> {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (!(cause instanceof Error)) return { error: 'unknown' }
  const { code, table_name, constraint_name } = cause as {
    code?: unknown
    table_name?: unknown
    constraint_name?: unknown
  }
  const frames = cause.stack?.replace(cause.message, '').match(/^ +at .*$/gm) ?? []
  return {
    error: cause.name,
    code,
    table: table_name,
    constraint: constraint_name,
    at: frames.slice(0, FRAMES).map(trimmed),
  }
}

const trimmed = (line: string) => line.trim()
