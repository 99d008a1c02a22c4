import { getLocale, getTranslations } from 'next-intl/server'
import { CheckedView } from '@/components/import/checked-view'
import { FailedView } from '@/components/import/failed-view'
import { FinishedView } from '@/components/import/finished-view'
import { ImportHeader, STEPS } from '@/components/import/import-frame'
import { MappingForm } from '@/components/import/mapping-form'
import { ResumeForm } from '@/components/import/resume-form'
import { RunProgress } from '@/components/import/run-progress'
import { checkViews, type ResultList, type ResultView } from '@/components/import/run-results'
import { Card } from '@/components/ui/card'
import type { Context } from '@/lib/auth/actor'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, currentSession, requireActor, requireSession } from '@/lib/auth/session.server'
import { formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { optionalColumns } from '@/lib/import/employee-columns'
import { expectedColumns, type Header, mappingOf } from '@/lib/import/headers'
import { PIECE_BYTES } from '@/lib/import/inputs'
import { columnText } from '@/lib/import/problem-text'
import type { ImportCounts, ImportRun } from '@/lib/import/run'
import { problemPage, rowPage } from '@/lib/import/run-pages.server'
import { findRun, uploadedFile } from '@/lib/import/run-store.server'
import { receivedBytes } from '@/lib/pieces.server'
import { pageNumber, textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import {
  appendImportAction,
  applyImportAction,
  checkImportAction,
  discardImportAction,
  fixImportCellAction,
  mapImportAction,
  receiveImportAction,
  resumeImportAction,
  undoImportAction,
} from '../actions'

/** The step the import has reached stands first, so that a tab in the background tells how far it is. */
export async function generateMetadata({ params, searchParams }: PageProps<'/impor/[id]'>) {
  const t = await getTranslations('import')
  const { id } = await params
  const session = await currentSession()
  const mayRead = session?.stage === 'open' && isAllowed(session.actor.role, 'import.manage') && isUuid(id)
  const run = mayRead ? await findRun({ actor: session.actor, now: new Date() }, id) : undefined
  if (!run) return { title: t('title') }
  const step = stepOf(run, textParameter((await searchParams).langkah))
  return { title: t('stepTitle', { number: STEPS.indexOf(step) + 1, total: STEPS.length, step: t(`steps.${step}`) }) }
}

function stepOf({ status }: ImportRun, asked: string | undefined): (typeof STEPS)[number] {
  if (status === 'uploading') return 'upload'
  if (status === 'uploaded' || ((status === 'checked' || status === 'failed') && asked === 'petakan')) return 'map'
  return status === 'checking' || status === 'checked' || status === 'failed' ? 'check' : 'apply'
}

/** One import at the step it has reached. */
export default async function Page({ params, searchParams }: PageProps<'/impor/[id]'>) {
  const actor = await requireActor('import.manage')
  const context = { actor, now: new Date() }
  const { id } = await params
  const query = await searchParams
  const run = isUuid(id) ? await findRun(context, id) : undefined
  if (!run) return answerNotFound(actor, 'import.manage', id)
  if (run.status === 'uploading') return <Uploading run={run} />
  if (run.status === 'checking' || run.status === 'applying') return <Running run={run} />
  if (stepOf(run, textParameter(query.langkah)) === 'map') return <Mapping run={run} />
  const counts = run.counts as ImportCounts | null
  if (run.status === 'failed' || !counts)
    return <FailedView run={run} check={checkImportAction} discard={discardImportAction} />
  const shown = { view: viewOf(textParameter(query.lihat), counts), group: textParameter(query.kolom) }
  const list = await listOf(context, id, shown, pageNumber(query.hal))
  if (run.status !== 'checked') {
    const now = context.now
    return <FinishedView run={run} counts={counts} now={now} shown={shown} list={list} undo={undoImportAction} />
  }
  const { agency } = await requireSession()
  const actions = {
    fix: fixImportCellAction,
    apply: applyImportAction,
    check: checkImportAction,
    discard: discardImportAction,
  }
  return <CheckedView run={run} counts={counts} agency={agency.name} shown={shown} list={list} actions={actions} />
}

const RESOLUTIONS = { baru: 'new', diperbarui: 'updated', sama: 'same' } as const

/** What the address asks to see; without a wish the errors, or what is new when there are none. */
function viewOf(wanted: string | undefined, counts: ImportCounts): ResultView['view'] {
  const found = checkViews.find((view) => view === wanted)
  if (found) return found
  if (counts.errorRows > 0) return 'galat'
  return counts.newRows > 0 ? 'baru' : counts.updatedRows > 0 ? 'diperbarui' : 'sama'
}

async function listOf(context: Context, id: string, { view, group }: ResultView, page: number): Promise<ResultList> {
  if (view === 'galat') return { problems: await problemPage(context, id, { isError: true, group, page }) }
  if (view === 'peringatan') return { problems: await problemPage(context, id, { isError: false, page }) }
  return { rows: await rowPage(context, id, RESOLUTIONS[view], page) }
}

async function Uploading({ run }: { run: ImportRun }) {
  const t = await getTranslations('import')
  const locale = localeFrom(await getLocale())
  const received = await receivedBytes(uploadedFile(run.id))
  const megabytes = (bytes: number) => formatNumber(Math.round(bytes / 100_000) / 10, locale)
  return (
    <>
      <ImportHeader step="upload" subtitle={<b className="text-text">{run.fileName}</b>} />
      <Card title={t('upload.goOn')}>
        <ClientMessages namespaces={['import', 'upload']}>
          <ResumeForm
            id={run.id}
            fileName={run.fileName}
            received={received}
            fileBytes={run.fileBytes}
            sizes={{ received: megabytes(received), whole: megabytes(run.fileBytes) }}
            actions={{
              resume: resumeImportAction,
              append: appendImportAction,
              receive: receiveImportAction,
              discard: discardImportAction,
            }}
            pieceBytes={PIECE_BYTES}
          />
        </ClientMessages>
      </Card>
    </>
  )
}

async function Running({ run }: { run: ImportRun }) {
  const t = await getTranslations('import')
  const isChecking = run.status === 'checking'
  const steps = run.totalRows > 0 ? t('progress.steps', { done: run.doneRows, total: run.totalRows }) : undefined
  const text = isChecking ? t('progress.rows', { done: run.doneRows }) : steps
  return (
    <>
      <ImportHeader step={isChecking ? 'check' : 'apply'} subtitle={<b className="text-text">{run.fileName}</b>} />
      <Card>
        <RunProgress
          label={isChecking ? t('progress.checking') : t('progress.applying')}
          value={run.doneRows}
          max={run.totalRows}
          text={text}
          note={t('progress.stay')}
        />
      </Card>
    </>
  )
}

async function Mapping({ run }: { run: ImportRun }) {
  const t = await getTranslations('import')
  const headers = run.headers as Header[]
  const columns = new Map(
    [...expectedColumns(mappingOf(headers), run.dataOn ?? ''), ...optionalColumns].map((column) => [
      column.code,
      column,
    ]),
  )
  return (
    <>
      <ImportHeader
        step="map"
        subtitle={
          <>
            <b className="text-text">{run.fileName}</b>. {t('map.lead')}
          </>
        }
      />
      <ClientMessages namespaces={['import', 'upload']}>
        <MappingForm
          id={run.id}
          fileName={run.fileName}
          dataOn={run.dataOn ?? ''}
          headers={headers}
          choices={[...columns.values()].map(({ code, isRequired }) => ({
            code,
            isRequired,
            label: columnText(t, code),
          }))}
          action={mapImportAction}
          discard={discardImportAction}
        />
      </ClientMessages>
    </>
  )
}
