import 'server-only'
import { createCipheriv, randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { assembleForm, type BlueprintCell, blueprintFindings, wholeBlueprint } from '@/lib/cat/blueprint'
import { disclosedItems, holdDisclosure } from '@/lib/cat/disclosed-items.server'
import { ofAgencies } from '@/lib/cat/exam-scope.server'
import {
  balancedForm,
  balanceFindings,
  formBalance,
  type MeasuredItem,
  type SectionBalance,
} from '@/lib/cat/form-balance'
import { asSeen, type ItemOption } from '@/lib/cat/item'
import { earlierDifficulty } from '@/lib/cat/measured-items.server'
import { type FormItem, makePaper } from '@/lib/cat/paper'
import type { ProgrammeSection } from '@/lib/cat/programme'
import type { SealedItem } from '@/lib/cat/room'
import { type Finding, Refusal } from '@/lib/refusal'

type BankRow = MeasuredItem & {
  stimulus: string | null
  stem: string
  options: ItemOption[]
  keepsOrder: boolean
}

/**
 * Makes everything a session needs before its day: the form from approved items whose keys are secret, its content
 * sealed with a key that is given out from the release on, and a paper for each attempt. Refuses with wrong_state,
 * data_disclosed, bank_too_small, forms_uneven.
 */
export async function prepareContent(tx: Tx, context: Context, sessionId: string): Promise<void> {
  const [session] = await tx.execute<{
    agencyId: number
    state: string
    programmeId: string
    sections: ProgrammeSection[]
    hasPapers: boolean
  }>(sql`
    select s.agency_id as "agencyId", s.state, p.id as "programmeId", p.sections, exists (
        select from exam_papers d join exam_attempts a on a.id = d.attempt_id where a.session_id = s.id
      ) as "hasPapers"
    from exam_sessions s
    join exam_programmes p on p.id = s.programme_id
    where s.id = ${sessionId} and ${ofAgencies(context, sql`s.agency_id`)} for no key update of s`)
  if (!session) throw new Refusal('not_found')
  if (session.state !== 'planned' || session.hasPapers)
    throw new Refusal('wrong_state', { state: session.state, event: 'prepare' })
  await holdDisclosure(tx, session.agencyId)
  const disclosed = await tx.execute(sql`
    select from exam_disclosures where programme_id = ${session.programmeId} and agency_id = ${session.agencyId}`)
  if (disclosed.length > 0) throw new Refusal('data_disclosed')

  const seed = randomBytes(32).toString('hex')
  const { form, balance } = await chooseForm(tx, session, seed)
  const key = randomBytes(32)
  const content = form.map(sealedItem)
  await tx.execute(sql`
    update exam_sessions set state = 'open', content = ${JSON.stringify(form.map(({ id }) => id))}::jsonb,
      balance = ${JSON.stringify(balance)}::jsonb,
      content_key = ${key.toString('base64')}, sealed_content = ${sealContent(JSON.stringify(content), key)},
      version = version + 1 where id = ${sessionId}`)
  await makePapers(tx, sessionId, form, session.sections, seed)
  await recordAudit(
    tx,
    context,
    'exam.prepare',
    null,
    { items: form.length, balance },
    {
      agencyId: session.agencyId,
      subjectId: sessionId,
    },
  )
}

/** Its options in the order of their ids, which were drawn: the order of the bank may tell the key. */
function sealedItem({ stimulus, stem, options }: BankRow): SealedItem {
  return { stimulus, stem, options: asSeen(options).toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
}

/** AES-256-GCM: the nonce, then what the browser's own cryptography opens. */
function sealContent(text: string, key: Buffer): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

async function chooseForm(
  tx: Tx,
  { agencyId, programmeId, sections }: { agencyId: number; programmeId: string; sections: readonly ProgrammeSection[] },
  seed: string,
): Promise<{ form: BankRow[]; balance: SectionBalance[] }> {
  const approved = await tx.execute<BankRow & { isDisclosed: boolean }>(sql`
    select distinct on (i.id) v.id, i.section, i.aspect, v.stimulus, v.stem, v.options, v.keeps_order as "keepsOrder",
      i.measured_people as "measuredPeople", i.measured_share as "measuredShare", i.id in ${disclosedItems} as "isDisclosed"
    from exam_items i join exam_item_versions v on v.item_id = i.id
    where i.agency_id = ${agencyId} and i.state = 'approved' and v.reviewed_at is not null
    order by i.id, v.number desc`)
  const bank = approved.filter(({ isDisclosed }) => !isDisclosed)
  const blueprint = await tx.execute<BlueprintCell>(sql`
    select section, aspect, minimum, maximum from exam_blueprint_cells where programme_id = ${programmeId}
    order by section, aspect`)
  const cells = wholeBlueprint(sections, blueprint, bank)
  const unmet = blueprintFindings(sections, cells, bank).find(({ met }) => !met)
  if (unmet) {
    const { section, aspect = null } = unmet.facts
    const isWanted = (item: BankRow) => item.section === section && (aspect === null || item.aspect === aspect)
    const disclosed = approved.filter((item) => item.isDisclosed && isWanted(item)).length
    throw new Refusal('bank_too_small', { ...needOf(unmet.facts), disclosed })
  }
  const targets = await earlierDifficulty(tx, { programmeId, agencyId })
  const form = balancedForm(assembleForm(sections, cells, bank, seed), bank, sections, targets)
  const balance = formBalance(form, bank, sections, targets)
  const uneven = balanceFindings(balance).find(({ met }) => !met)
  if (uneven) throw new Refusal('forms_uneven', uneven.facts)
  return { form, balance }
}

function needOf({ section = null, aspect = null, ...need }: Finding['facts']): Refusal['facts'] {
  return aspect === null
    ? { section, itemCount: need.itemCount ?? null, found: need.most ?? null }
    : { section: `${section} (${aspect})`, itemCount: need.minimum ?? null, found: need.found ?? null }
}

async function makePapers(
  tx: Tx,
  sessionId: string,
  form: readonly BankRow[],
  sections: readonly ProgrammeSection[],
  seed: string,
) {
  const items: FormItem[] = form.map(({ section, options, keepsOrder }, place) => ({
    place,
    section,
    options,
    keepsOrder,
  }))
  const attempts = await tx.execute<{ id: string; agencyId: number }>(sql`
    select id, agency_id as "agencyId" from exam_attempts where session_id = ${sessionId}`)
  const codes = sections.map(({ code }) => code)
  const papers = attempts.map(({ id, agencyId }) => ({
    id,
    agency: agencyId,
    paper: makePaper(items, codes, `${seed}:${id}`),
  }))
  await tx.execute(sql`
    insert into exam_papers (attempt_id, agency_id, paper)
    select * from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb) as r (id uuid, agency int, paper jsonb)`)
}
