import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { eq } from 'drizzle-orm'
import { createTranslator } from 'use-intl/core'
import { closeDatabase, transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { type Context, systemContext } from '@/lib/auth/actor'
import { loadMessages } from '@/lib/i18n/messages.server'
import { applyRun, countAnew } from '@/lib/import/apply-run.server'
import { checkRun } from '@/lib/import/check-run.server'
import { type ListedProblem, nextProblems } from '@/lib/import/problem-list.server'
import { adviceText, columnText, type ImportTranslator, problemText } from '@/lib/import/problem-text'
import { appendToRun, discardRun, receiveRun, startRun } from '@/lib/import/receive-run.server'
import { type ImportCounts, type ImportRun, UNDO_HOURS } from '@/lib/import/run'
import { getRun } from '@/lib/import/run-store.server'
import { failureOf } from '@/lib/log.server'
import { Refusal } from '@/lib/refusal'

const ROWS_A_TABLE = 1_000
const PIECE_BYTES = 4_000_000

/**
 * `npm run import -- pegawai FILE --agency CODE [--apply] [--all-or-nothing] [--json]`: the same engine as the pages.
 * Exit code 0 when every row is sound, 1 when some are not or nothing could be done, 2 for a wrong call.
 */
async function main(): Promise<number> {
  const messages = await loadMessages('id')
  const t = createTranslator({ locale: 'id', messages, namespace: 'import' }) as unknown as ImportTranslator
  const refusals = createTranslator({ locale: 'id', messages })
  const call = readCall()
  if (!call) return say(t('cli.usage'), 2)
  const { file, agency, isApplying, mode, isJson } = call
  const context = await contextOf(agency)
  if (!context) return say(t('cli.noAgency', { code: agency }), 2)
  const size = (await stat(file).catch(() => undefined))?.size
  if (size === undefined) return say(t('cli.noFile', { file }), 2)

  try {
    const began = performance.now()
    const runId = await upload(context, file, size)
    await checkRun(context, runId)
    const checkSeconds = secondsSince(began)
    const checked = await getRun(context, runId)
    if (checked.status === 'failed') throw failureOfRun(checked)
    const counts = checked.counts as ImportCounts

    const applying = performance.now()
    if (isApplying && !(await applyRun(context, runId, mode))) throw failureOfRun(await getRun(context, runId))
    const applySeconds = isApplying ? secondsSince(applying) : 0

    if (isJson) {
      const summary = {
        file: basename(file),
        sheet: checked.sheetName,
        dataOn: checked.dataOn,
        applied: isApplying,
        ...counts,
        importableRows: counts.dataRows - counts.errorRows,
        checkSeconds,
        applySeconds,
        peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
      }
      await printJson(summary, t, problemsOf(context, runId))
    } else {
      for await (const problems of problemsOf(context, runId)) printTable(t, problems)
      console.log(
        t('cli.summary', {
          rows: counts.dataRows,
          new: counts.newRows,
          updated: counts.updatedRows,
          same: counts.sameRows,
          errors: counts.errorRows,
          warnings: counts.warningRows,
        }),
      )
      console.log(isApplying ? t('cli.applied', { hours: UNDO_HOURS }) : t('cli.dryRun'))
    }
    if (isApplying)
      await countAnew(context).catch((error) => console.error(failureOf(error))) // what was applied stands
    else await discardRun(context, runId)
    return counts.errorRows > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return say(refusals(`refusals.${error.code}` as never, error.facts as never), 1)
  }
}

function failureOfRun({ failure, failureFacts }: ImportRun): Refusal {
  return new Refusal(failure ?? 'import.step_failed', (failureFacts ?? {}) as Refusal['facts'])
}

/** Every finding by row, a piece at a time: a workbook may have one in each of its cells. */
async function* problemsOf(context: Context, runId: string): AsyncGenerator<ListedProblem[]> {
  let afterRow = 0
  for (;;) {
    const problems = await nextProblems(context, runId, { afterRow, rows: ROWS_A_TABLE })
    const last = problems.at(-1)
    if (!last) return
    yield problems
    afterRow = last.row
  }
}

function printTable(t: ImportTranslator, problems: ListedProblem[]): void {
  const lines = problems.map((problem) => ({
    [t('check.row')]: problem.row,
    [t('check.column')]: columnText(t, problem.column),
    [t('check.value')]: problem.value,
    [t('cli.code')]: problem.code,
    [t('check.problem')]: problemText(t, problem, 'id'),
    [t('check.advice')]: problem.suggestion ?? adviceText(t, problem),
  }))
  console.table(lines)
}

/** One object, a line for each problem, written as it is read. */
async function printJson(summary: object, t: ImportTranslator, pieces: AsyncIterable<ListedProblem[]>): Promise<void> {
  await printed(`${JSON.stringify(summary, null, 1).slice(0, -2)},\n "problems": [`)
  let separator = '\n'
  for await (const problems of pieces) {
    const lines = problems.map((problem) =>
      JSON.stringify({ ...problem, problem: problemText(t, problem, 'id'), advice: adviceText(t, problem) }),
    )
    await printed(`${separator}${lines.join(',\n')}`)
    separator = ',\n'
  }
  await printed('\n]}\n')
}

/** Whoever reads slowly is waited for, so that the text does not gather in memory. */
async function printed(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

function readCall() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        agency: { type: 'string' },
        apply: { type: 'boolean', default: false },
        'all-or-nothing': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [kind, file, ...more] = positionals
    if (kind !== 'pegawai' || !file || more.length > 0 || !values.agency) return undefined
    const mode = values['all-or-nothing'] ? ('all_or_nothing' as const) : ('valid_rows' as const)
    return { file, agency: values.agency, isApplying: values.apply, mode, isJson: values.json }
  } catch {
    return undefined
  }
}

/** Whoever may run this command acts for the agency: row-level security shows no other. */
async function contextOf(code: string): Promise<Context | undefined> {
  const system = systemContext('npm run import', new Date())
  const [found] = await transact(system, (tx) =>
    tx.select({ id: agencies.id }).from(agencies).where(eq(agencies.code, code)),
  )
  if (!found) return undefined
  return {
    ...system,
    actor: { ...system.actor, agencyId: found.id, scope: { kind: 'agencies', agencyIds: [found.id] } },
  }
}

async function upload(context: Context, file: string, fileBytes: number): Promise<string> {
  const runId = await startRun(context, { fileName: basename(file), fileBytes })
  let offset = 0
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    offset = await appendToRun(context, runId, offset, piece)
  }
  await receiveRun(context, runId)
  return runId
}

function secondsSince(start: number): number {
  return Math.round(performance.now() - start) / 1000
}

function say(sentence: string, code: number): number {
  console.error(sentence)
  return code
}

process.exitCode = await main().finally(closeDatabase)
