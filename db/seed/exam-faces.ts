import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Sql } from 'postgres'
import { transact } from '@/db/client.server'
import { systemContext } from '@/lib/auth/actor'
import { demonstrationNumber } from '@/lib/cat/demonstration'
import { keepPhoto } from '@/lib/cat/photos.server'

const WOMEN = [1, 3, 5, 8, 10, 13, 15, 17, 19]
const DRAWN = 3

/** Registration photos of the demonstration's candidates: drawn, for nobody is meant. Does nothing where one is there. */
export async function seedExamFaces(sql: Sql, agencyId: number, now: Date): Promise<void> {
  const [known] = await sql`select from exam_photos where agency_id = ${agencyId}`
  if (known) return
  const candidates = await sql<{ id: string; number: string }[]>`
    select c.id, c.number from exam_candidates c where c.agency_id = ${agencyId}`
  const context = systemContext('seed', now)
  await transact(context, async (tx) => {
    for (let at = 0; at < candidates.length; at++) {
      const found = candidates.find(({ number }) => number === demonstrationNumber(at))
      if (found) await keepPhoto(tx, context, { id: found.id, agencyId }, 'registration', faceOf(at))
    }
  })
}

function faceOf(at: number): Uint8Array {
  const name = `${WOMEN.includes(at) ? 'woman' : 'man'}-${(at % DRAWN) + 1}.jpg`
  return readFileSync(path.join(import.meta.dirname, 'faces', name))
}
