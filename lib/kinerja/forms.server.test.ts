import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference as seedReference } from '@/db/seed/reference'
import { testDatabase } from '@/db/testing.server'
import { stopPrinter } from '@/lib/documents/printer.server'
import { openDocument } from '@/lib/documents/stored-document.server'
import { scoreEvaluation } from './assessment.server'
import { rateEvaluation } from './evaluation.server'
import { acceptEvaluation, objectToEvaluation } from './evaluation-answer.server'
import { findEvaluation } from './evaluations-read.server'
import type { Form } from './form-input'
import { issueForm, signForm } from './form-signing.server'
import { listEvaluationForms, listPlanForms } from './forms.server'
import { findPlan } from './plans-read.server'
import { anActivityPlan, aPlan, aTeam, type Team } from './team.fixture'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-forms-'))
process.env.FILES_FOLDER = folder
process.env.KEYS_FOLDER = path.join(folder, 'keys')
const database = await testDatabase()
afterEach(database.reset)
afterAll(async () => {
  await stopPrinter()
  rmSync(folder, { recursive: true })
})

let team: Team
beforeEach(async () => {
  await seedReference(database.owner, readReferenceRows())
  team = await aTeam(database.owner)
  await database.owner`
    update employees set position_name = 'Arsiparis Ahli Pertama' where id = ${team.ids.member}`
})

const refOf = (planId: string, startsOn = '2025-01-01') => ({ planId, kind: 'annual' as const, startsOn })

async function accepted(): Promise<string> {
  const { id, items } = await aPlan(database.owner, team, 'member', { year: 2025, results: ['Tersusunnya arsip'] })
  await rateEvaluation(team.as('leader'), {
    ...refOf(id),
    result: 'as_expected',
    behaviour: 'above',
    ground: 'Ikutkan diklat kearsipan',
    deviationReason: '',
    lines: items.map((itemId) => ({ itemId, feedback: 'Rapi' })),
    values: [{ value: 'service', feedback: 'Cepat menanggapi' }],
  })
  await acceptEvaluation(team.as('member'), refOf(id))
  return id
}

const issue = (planId: string, form: Form, startsOn?: string) =>
  issueForm(team.as('leader'), { ...refOf(planId, startsOn), form })

/** A form of both, signed by the member and then by the leader. */
async function signedByBoth(planId: string, form: Form, startsOn?: string) {
  await signForm(team.as('member'), { ...refOf(planId, startsOn), form })
  return issue(planId, form, startsOn)
}

async function textOf(documentId: string): Promise<string> {
  const { bytes } = await openDocument(team.as('member'), documentId)
  const file = path.join(folder, `${documentId}.pdf`)
  writeFileSync(file, bytes)
  return spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, ' ')
}

test('every form of a year is signed, an SKP and an evaluation document by both, and a reader of others finds all valid', async (context) => {
  if (spawnSync('pdfsig', ['-v']).error) {
    process.stderr.write('SKIPPED: pdfsig is not installed, so its opinion on forms of e-Kinerja is not heard\n')
    return context.skip()
  }
  const planId = await accepted()
  for (const form of ['plan', 'evaluation', 'document', 'conversion'] as const) {
    const isOfBoth = form === 'plan' || form === 'document'
    const { documentId } = await (isOfBoth ? signedByBoth(planId, form) : issue(planId, form))
    for (const who of ['member', 'leader'] as const) {
      const { bytes } = await openDocument(team.as(who), documentId)
      const file = path.join(folder, `${form}.pdf`)
      writeFileSync(file, bytes)
      const { stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
      expect(stdout.match(/Signature is Valid/g), form).toHaveLength(isOfBoth ? 2 : 1)
      expect(stdout.match(/Signer Certificate Common Name: .*/g)?.[0], form).toMatch(isOfBoth ? /Maya/ : /Hidayat/)
      expect(stdout, form).toMatch(/Total document signed/)
    }
    await expect(openDocument(team.as('colleague'), documentId)).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('the forms say what was agreed and rated, and what angka kredit follow', async (context) => {
  if (spawnSync('pdftotext', ['-v']).error) {
    process.stderr.write('SKIPPED: pdftotext is not installed, so forms of e-Kinerja are not read back\n')
    return context.skip()
  }
  const planId = await accepted()
  expect(await textOf((await signedByBoth(planId, 'plan')).documentId)).toContain('12 dokumen')
  expect(await textOf((await issue(planId, 'evaluation')).documentId)).toContain('Cepat menanggapi')
  expect(await textOf((await signedByBoth(planId, 'document')).documentId)).toContain('Ikutkan diklat kearsipan')
  // Ahli Pertama, Baik, twelve months
  expect(await textOf((await issue(planId, 'conversion')).documentId)).toContain('12 / 12 × 100 % × 12,5 = 12,5')

  const plan = await anActivityPlan(database.owner, team, 'member')
  await scoreEvaluation(team.as('leader', '2021-01-11'), {
    ...refOf(plan.id, '2020-01-01'),
    activities: plan.items.map((itemId, at) => ({
      itemId,
      isDone: true,
      quantity: '1',
      quality: '90',
      duration: '12',
      cost: at === 1 ? '170395000' : '',
      credit: '',
    })),
    extraTasks: [],
    creations: [],
    isStructural: false,
    behaviour: { service: '85', integrity: '88', commitment: '90', discipline: '84', teamwork: '86', leadership: '' },
    ground: 'Pertahankan',
  })
  const working = await textOf((await issue(plan.id, 'evaluation', '2020-01-01')).documentId)
  expect(working).toContain('(100 + 90 + 76 + 76) / 4 = 85,5')
  const alone = await textOf((await issue(plan.id, 'document', '2020-01-01')).documentId)
  expect(alone).toContain('86,60 × 40% = 34,64')
  expect(alone).toContain('tidak menandatangani formulir ini dalam 14 hari')
})

test('a form is signed once, after the end, by the appraiser alone', async () => {
  const { id } = await aPlan(database.owner, team, 'colleague', { year: 2025, results: ['Terdatanya aset'] })
  const rate = { result: 'below' as const, behaviour: 'above' as const, ground: 'x', deviationReason: '' }
  await rateEvaluation(team.as('leader'), { ...refOf(id), ...rate, lines: [], values: [] })
  await expect(issue(id, 'document')).rejects.toMatchObject({ code: 'wrong_state' })
  await objectToEvaluation(team.as('colleague'), { ...refOf(id), text: 'Keberatan' })
  await expect(issue(id, 'document')).rejects.toMatchObject({ code: 'wrong_state' })
  const planId = await accepted()
  for (const who of ['member', 'superior', 'colleague'] as const) {
    const asked = issueForm(team.as(who), { ...refOf(planId), form: 'plan' })
    await expect(asked, who).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(issue(planId, 'document')).rejects.toMatchObject({
    code: 'kinerja.form_employee_first',
    facts: { dueOn: '2026-02-16' },
  })
  for (const who of ['leader', 'superior', 'colleague'] as const) {
    const asked = signForm(team.as(who), { ...refOf(planId), form: 'document' })
    await expect(asked, who).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(signForm(team.as('member'), { ...refOf(planId), form: 'evaluation' })).rejects.toMatchObject({
    code: 'not_found',
  })
  const both = await Promise.all([issue(planId, 'plan'), issue(planId, 'plan')])
  expect(both[0]).toEqual(both[1])
})

test('what the employee has signed cannot be looked up before the appraiser signs it, and is signed once', async () => {
  const planId = await accepted()
  const sign = () => signForm(team.as('member'), { ...refOf(planId), form: 'document' })
  await Promise.all([sign(), sign()])
  await sign()
  const counts = async () => {
    const [row] = await database.owner`select (select count(*) from half_signed_forms)::int as halves,
      (select count(*) from issued_documents)::int as documents`
    return row
  }
  expect(await counts()).toEqual({ halves: 1, documents: 0 })
  await issue(planId, 'document')
  await sign()
  expect(await counts()).toEqual({ halves: 1, documents: 1 })
})

test('the appraiser signs nothing but what the form says now; a half of something else is dropped and signed anew', async () => {
  const planId = await accepted()
  const sign = () => signForm(team.as('member'), { ...refOf(planId), form: 'plan' })
  const spoilt = [
    () => database.owner`update half_signed_forms set half = jsonb_set(half, '{request,data,number}', '"1/2025"')`,
    () => database.owner`update half_signed_forms set half = jsonb_set(half, '{letter,fileSha256}', '"0"')`,
    () => database.owner`update plan_items set text = 'Tersusunnya seluruh arsip'`,
  ]
  for (const spoil of spoilt) {
    await sign()
    await spoil()
    await expect(issue(planId, 'plan')).rejects.toMatchObject({ code: 'kinerja.form_stale' })
    expect(await database.owner`select from half_signed_forms`).toHaveLength(0)
  }
  await sign()
  const text = await textOf((await issue(planId, 'plan')).documentId)
  expect(text).toContain('Tersusunnya seluruh arsip')
})

test('what there is to sign follows the state and the post', async () => {
  const planId = await accepted()
  const evaluation = await findEvaluation(team.as('member'), refOf(planId))
  if (!evaluation) throw new Error('no evaluation')
  await signForm(team.as('member'), { ...refOf(planId), form: 'document' })
  expect((await listEvaluationForms(team.as('member'), evaluation))[1]).toMatchObject({
    isHalfSigned: true,
    awaits: ['appraiser'],
  })
  await issue(planId, 'document')
  expect(await listEvaluationForms(team.as('member'), evaluation)).toMatchObject([
    { form: 'evaluation', document: null, awaits: ['appraiser'] },
    { form: 'document', document: { code: expect.any(String) }, awaits: [] },
    { form: 'conversion', document: null, awaits: ['appraiser'] },
  ])
  const draft = await aPlan(database.owner, team, 'colleague', { state: 'draft', results: ['Terdatanya aset'] })
  const plan = await findPlan(team.as('colleague'), draft.id)
  expect(plan && (await listPlanForms(team.as('colleague'), plan))).toEqual([])
  await expect(issue(draft.id, 'plan')).rejects.toMatchObject({ code: 'wrong_state' })
})
