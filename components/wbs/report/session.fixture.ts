import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { civilDateIn } from '@/lib/civil-date'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { DEPLOYMENT, office, person, root } from '@/lib/wbs/people.fixture'
import type { ReportContent } from '@/lib/wbs/report-content'
import { ORIGIN, publish } from '@/lib/wbs/reporter.fixture'
import { reporterDoors } from '@/lib/wbs/reporter-doors.server'

process.env.NEXTAUTH_URL = ORIGIN
const folder = mkdtempSync(join(tmpdir(), 'satya-wbs-session-'))
process.env.WBS_FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))
export const database = await testWbsDatabase()

export const content: ReportContent = {
  category: 'levy',
  what: 'Pungutan',
  who: 'Pejabat A',
  where: { text: 'Bidang mutasi', isUnknown: false },
  when: { text: 'Agustus', isUnknown: false },
  how: 'Lewat perantara',
  evidence: '',
  relation: '',
  risk: '',
  writtenOn: '2026-11-02',
}
export const input = { content, groupId: 'inspektorat', excluded: [] }

type Calls = Awaited<ReturnType<typeof begun>>
export const send = async (calls: Calls, change: Partial<typeof input> = {}) =>
  calls.send({ ...input, ...change, list: (await calls.readers()).list })

/** What a server makes of the answer of a door; undefined: the answer is lost. */
export type Between = (door: string, answer: object, body: object) => object | undefined
let between: Between

/** From now on, until the test ends. */
export function putBetween(next: Between): void {
  between = next
}

beforeEach(async () => {
  between = (_, answer) => answer
  await publish(database.owner, (await officeToday()).signed)
  vi.stubGlobal('location', { origin: ORIGIN })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const door = path.slice('/lapor/api/'.length)
    const isJson = new Headers(init.headers).get('content-type') === 'application/json'
    const body = isJson ? JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) : {}
    const heard = await reporterDoors[door]?.(new Request(ORIGIN + path, init))
    const answer = between(door, (await heard?.json()) ?? {}, body)
    if (!answer) throw new TypeError('the line broke')
    return new Response(JSON.stringify(answer), { status: heard?.status ?? 404 })
  })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  forgetCounts()
  await database.reset()
})

/** The office with three custodians, whose list is of today. */
export async function officeToday(change: { version?: number } = {}) {
  const custodians = await Promise.all(['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])))
  const dini = await person('Dini', ['investigator'])
  const { people } = await office()
  const keys = [...people, dini, ...custodians].map(({ key }) =>
    key.name === 'Budi' ? { ...key, roles: ['inspektur' as const, 'penelaah' as const] } : key,
  )
  const groups = [
    { id: 'inspektorat', name: 'Inspektorat', keys: [...people.slice(0, 3), dini].map(({ key }) => key.id) },
  ]
  const issuedOn = civilDateIn('Asia/Jakarta', new Date())
  return { custodians, dini, ...(await office({ keys, groups, issuedOn, ...change })) }
}

/** A worker as a page begins it. */
export async function begun() {
  vi.resetModules()
  const { calls } = await import('./session')
  calls.begin({ deployment: DEPLOYMENT, rootKeys: [root.public] })
  return calls
}

/** The answer of a door is lost once; what it did is done. `hears` is given what comes to that door. */
export function loseOnce(lost: string, hears: (body: object) => void = () => {}): void {
  let isLost = false
  between = (door, answer, body) => {
    if (door === lost) hears(body)
    if (door !== lost || isLost) return answer
    isLost = true
    return undefined
  }
}
