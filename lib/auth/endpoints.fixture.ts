import { readdirSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { GuardedAction, StageAction } from '@/lib/action.server'

/** Every endpoint of the product, and something to send to it. */
export type Endpoint = GuardedAction<unknown, unknown> | StageAction<unknown, unknown>

const app = path.resolve(import.meta.dirname, '../../app')

/** The server actions by `<folder of actions.ts>#<export>`. */
export async function findActions(): Promise<Record<string, Endpoint>> {
  const all: Record<string, Endpoint> = {}
  for (const file of filesNamed('actions.ts')) {
    const module: Record<string, Endpoint> = await import(path.join(app, file))
    for (const [name, endpoint] of Object.entries(module)) all[`${path.dirname(file)}#${name}`] = endpoint
  }
  return all
}

function filesNamed(name: string): string[] {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => path.basename(file) === name)
}

/** The address of each page or route handler, route groups left out. */
export function addresses(name: string): string[] {
  return filesNamed(name).map((file) => {
    const parts = path.dirname(file).split(path.sep)
    return `/${parts.filter((part) => part !== '.' && !/^\(.*\)$/.test(part)).join('/')}`
  })
}

/** Texts of which a field takes one: prose, a day, a code, an item of a checklist, a number, a name, a count, a hash. */
const TEXTS = [
  'contoh yang cukup panjang',
  '2026-01-01',
  'SK_PANGKAT',
  'field:rank',
  '198506142011031001',
  'contoh',
  '12',
  '2026',
  '08:00',
  '0'.repeat(64),
  '',
]

const PDF = new File(['%PDF-1.7'], 'berkas.pdf', { type: 'application/pdf' })

/** A value of the shape an action asks for, with `id` wherever an identifier stands. */
export function sample(schema: z.ZodType, id: string): unknown {
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, z.ZodType> = schema.shape
    return Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, sample(field, id)]))
  }
  if (schema instanceof z.ZodArray) return [sample(schema.element as z.ZodType, id)]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return sample(schema.unwrap() as z.ZodType, id)
  }
  const text = TEXTS.find((each) => schema.safeParse(each).success)
  if (text !== undefined) return text
  if (schema instanceof z.ZodPipe) return sample(schema.in as z.ZodType, id)
  if (schema instanceof z.ZodUUID) return id
  if (schema instanceof z.ZodRecord) return {}
  if (schema.safeParse(new Uint8Array()).success) return new Uint8Array()
  if (schema.safeParse(PDF).success) return PDF
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodNumber) return 1
  if (schema instanceof z.ZodBoolean) return true
  if (schema instanceof z.ZodVoid) return undefined
  return 'contoh yang cukup panjang'
}

const SOMEBODY = '99999999-9999-4999-8999-999999999999'

/** Whether what is sent to an action names a row. */
export function namesRow({ schema }: Endpoint): boolean {
  return JSON.stringify(sample(schema, SOMEBODY) ?? null).includes(SOMEBODY)
}
