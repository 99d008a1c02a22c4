import { setTimeout } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { sealAudit, startSealing } from '@/lib/audit-seal.server'
import { sealHealth } from '@/lib/audit-seal-health.server'
import { verifyAudit } from '@/lib/audit-verify.server'
import { typedValues } from '@/lib/registry/history-fields'
import { addHistory } from '@/lib/registry/history-write.server'
import { throwAwayRegister } from '../scripts/throw-away-register'
import { demonstrationAgency, officerOf } from './demonstration-agency'
import { quantile } from './sorted-quantile'

const PEOPLE = 2_000
const WRITERS = 8
const SECONDS = 5
const ROUNDS = 8 // by turns without and with the sealer, so that both meet the same machine
const LOOK_EVERY_MS = 50

/**
 * Officers write as fast as they can, one change with its event in each transaction, without and with the sealer of the
 * audit trail beside them. `sealDelayMs`: for how long an event waits for its seal, the oldest of them at 95 of 100
 * moments. Fails when the chain is not whole at the end.
 */
export async function run(): Promise<Record<string, number>> {
  const register = await throwAwayRegister(PEOPLE, { withHistories: false })
  try {
    const write = await writerOf(register.owner)
    await writesPerSecond(write)
    const rounds = { open: [] as number[], sealed: [] as number[] }
    const waits: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await sealAll()
      const isSealed = round % 2 === 1
      const sealer = isSealed ? startSealing() : undefined
      const looking = new AbortController()
      const looks = isSealed ? look(register.owner, looking.signal) : Promise.resolve([])
      rounds[isSealed ? 'sealed' : 'open'].push(await writesPerSecond(write))
      looking.abort()
      waits.push(...(await looks))
      await sealer?.stop()
    }
    await sealAll()
    const { seals, events, broken } = await verifyAudit(new Date())
    if (broken.length > 0) throw new Error(`${broken.length} seals are broken`)
    const [open, sealed] = [mean(rounds.open), mean(rounds.sealed)]
    const figures = {
      writesPerSecond: Math.round(open),
      writesPerSecondSealed: Math.round(sealed),
      ratio: Number((sealed / open).toFixed(3)),
      sealDelayMs: Math.round(quantile(waits, 0.95)),
    }
    console.table({ ...figures, seals, events })
    return figures
  } finally {
    await register.stop()
  }
}

/** One change through the command that the form calls: a training added to somebody's history. */
async function writerOf(owner: Sql): Promise<() => Promise<void>> {
  const agencyId = await demonstrationAgency(owner)
  const people = await owner<{ id: string }[]>`select id from employees where agency_id = ${agencyId} order by id`
  let at = 0
  return async () => {
    at += 1
    await addHistory(officerOf(agencyId), {
      employeeId: people[at % people.length]?.id ?? '',
      kind: 'training',
      effectiveOn: '2026-03-02',
      decreeNumber: `893.3/${at}/2026`,
      decreeOn: '2026-03-02',
      decreeBy: 'BKPSDMD',
      reason: 'Sertifikat yang belum tercatat',
      values: { ...typedValues('training', null), kind: 'technical', name: `Pelatihan ${at}` },
    })
  }
}

async function writesPerSecond(write: () => Promise<void>): Promise<number> {
  const began = performance.now()
  const end = began + SECONDS * 1000
  let written = 0
  const writer = async () => {
    while (performance.now() < end) {
      await write()
      written += 1
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
  return (written * 1000) / (performance.now() - began)
}

/** At each look, for how many milliseconds the oldest event without a seal has been waiting. */
async function look(owner: Sql, signal: AbortSignal): Promise<number[]> {
  const waits: number[] = []
  while (!signal.aborted) {
    const [oldest] = await owner<{ ms: number }[]>`
      select coalesce(extract(epoch from clock_timestamp() - min(at)) * 1000, 0)::float as ms from audit_events
      where xid >= (select high_xid from audit_seals order by id desc limit 1)`
    waits.push(oldest?.ms ?? 0)
    await setTimeout(LOOK_EVERY_MS)
  }
  return waits
}

/** What a round left behind is no part of the next one. */
async function sealAll(): Promise<void> {
  while ((await sealHealth(new Date())).unsealedEvents > 0) await sealAudit(new Date())
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
