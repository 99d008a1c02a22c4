import type { Sql } from 'postgres'
import { transactWbs } from '@/db/wbs/client.server'
import type { CivilDate } from '@/lib/civil-date'
import { decide, propose, type StepInput } from '@/lib/wbs/handling.server'
import type { Manifest } from '@/lib/wbs/manifest'
import { requireOfficer } from '@/lib/wbs/officer.server'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { office, type Person } from '@/lib/wbs/people.fixture'
import { ciphertext, keepKeys, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'

/** Who is what in the office of these tests. Dewi reads no report. */
const ROLES: Record<string, OfficerRole[]> = {
  Ani: ['verifikator'],
  Budi: ['penelaah', 'inspektur'],
  Citra: ['investigator'],
  Dewi: ['pimpinan'],
}

/** An office whose people have roles of their own, listed and with keys, in an empty database. */
export async function handlingOffice(owner: Sql, roles: Record<string, OfficerRole[]> = ROLES) {
  const bare = await office()
  const keys = bare.manifest.keys.map((key) => ({ ...key, roles: roles[key.name] ?? [] }))
  const made = await office({ keys } satisfies Partial<Manifest>)
  await publish(owner, made.signed)
  await keepKeys(owner, made.people)
  return made
}

/** A report to Ani, Budi and Citra. */
export async function sentReport(name = 'pelapor') {
  const { keys, body } = await reportOf(name)
  const { status, answer } = await post('laporan', body)
  if (status !== 200) throw new Error(answer.code)
  return { keys, report: body.id }
}

const CONCLUDED = {
  ...{ category: 'levy', agencyKind: 'central', hasCorrectiveAction: true, hasRetaliation: false },
} as const

/** Somebody takes or proposes a step in the next message of its ring, of which the server reads nothing. */
export async function take(
  owner: Sql,
  kind: 'decide' | 'propose',
  { key }: Person,
  step: Partial<StepInput>,
  on: CivilDate,
) {
  const ring = kind === 'decide' ? 'pesan' : 'catatan'
  const { report = '' } = step
  const [last] = await owner`select max(seq) as seq from messages where report_id = ${report} and ring = ${ring}`
  const next = async () => ({ seq: (last?.seq ?? 0) + 1, epoch: 0, ct: await ciphertext(`${step.step}`) })
  const input = { result: null, concluded: CONCLUDED, ...step, message: step.message ?? (await next()) } as StepInput
  await transactWbs(async (tx) => {
    const officer = await requireOfficer(tx, key.holder)
    await (kind === 'decide' ? decide : propose)(tx, officer, input, on)
  })
  return input
}

/** Gives the ring of notes its keys, as the first browser that writes one does. */
export async function openNotesOf(owner: Sql, report: string): Promise<void> {
  await owner`insert into wraps (report_id, ring, epoch, holder, ct)
    select report_id, 'catatan', 0, holder, ct from wraps where report_id = ${report} and holder <> 'pelapor'`
}
