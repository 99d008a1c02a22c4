import { getLocale, getTranslations } from 'next-intl/server'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { ListDownload } from '@/components/ui/list-download'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import {
  CANDIDATES_PER_PAGE,
  type CandidateLine,
  candidateFilter,
  listCandidates,
  listKinds,
  listProgrammeNames,
} from '@/lib/cat/candidates-read.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { listHref } from '@/lib/list-view'
import { pageNumber, textParameters } from '@/lib/search-parameters'
import { siteZone } from '@/lib/zones-abroad'
import { exportCandidatesAction } from '../../unduhan/actions'

export async function generateMetadata() {
  return { title: (await getTranslations('candidate'))('title') }
}

const PATH = '/cat/peserta'

/** Peserta: everybody who is to be examined, and where. */
export default async function Page({ searchParams }: PageProps<'/cat/peserta'>) {
  const actor = await requireActor('exam.plan')
  const context = { actor, now: new Date() }
  const parameters = await searchParams
  const query = textParameters(parameters)
  const page = pageNumber(parameters.halaman)
  const t = await getTranslations('candidate')
  const locale = localeFrom(await getLocale())
  const programmes = await listProgrammeNames(context)
  const kinds = await listKinds(context)
  const filter = candidateFilter(query)
  const { rows, total } = await listCandidates(context, filter, page)
  const href = (halaman: number) => listHref(PATH, query, { halaman: halaman > 1 ? String(halaman) : undefined })
  const isFiltered = Boolean(filter.programme ?? filter.kind ?? filter.typed) || filter.unscheduled
  const columns: Column<CandidateLine>[] = [
    {
      key: 'name',
      header: t('column.nama'),
      cell: ({ name, number }) => (
        <TwoLines sub={<span className="num">{number.replace(/(\d{4})(?=\d)/g, '$1 ')}</span>}>
          <b className="font-semibold">{name}</b>
        </TwoLines>
      ),
    },
    {
      key: 'formation',
      header: t('formation'),
      cell: ({ position, formation, kind }) => (
        <TwoLines sub={`${formation} · ${dataWord(t, `kind.${kind}`)}`}>{position}</TwoLines>
      ),
    },
    {
      key: 'accommodation',
      header: t('column.akomodasi'),
      cell: ({ accommodation }) => (accommodation ? dataWord(t, `accommodation.${accommodation}`) : '–'),
    },
    {
      key: 'session',
      header: t('session'),
      cell: ({ sessionId, session, site, startsAt, zone }) =>
        sessionId && startsAt ? (
          <TwoLines sub={site}>
            <AppLink href={`/cat/sesi/${sessionId}`}>
              {t('sessionAt', { number: session ?? 0, at: formatInstant(startsAt, locale, siteZone(zone ?? '')) })}
            </AppLink>
          </TwoLines>
        ) : (
          <span className="text-muted">{t('unscheduled')}</span>
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <>
            <ClientMessages namespaces={['lists']}>
              <ListDownload path="/api/peserta/unduh" query={query} total={total} order={exportCandidatesAction} />
            </ClientMessages>
            <ButtonLink href="/cat/peserta/impor" variant="primary" icon={<Icon name="upload" />}>
              {t('import.title')}
            </ButtonLink>
          </>
        }
      />
      <search className="mb-4">
        <form className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_2fr_1fr_1fr_auto]">
          <label className="text-sm font-semibold">
            {t('find')}
            <input type="search" name="q" defaultValue={filter.typed} className="mt-1 font-normal" data-page-search />
          </label>
          <label className="text-sm font-semibold">
            {t('programme')}
            <select name="program" defaultValue={filter.programme ?? ''} className="mt-1 font-normal">
              <option value="">{t('all')}</option>
              {programmes.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label className="text-sm font-semibold">
            {t('column.jenis_formasi')}
            <select name="jenis" defaultValue={filter.kind ?? ''} className="mt-1 font-normal">
              <option value="">{t('all')}</option>
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {dataWord(t, `kind.${kind}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="text-sm font-semibold">
            {t('session')}
            <select name="sesi" defaultValue={filter.unscheduled ? 'belum' : ''} className="mt-1 font-normal">
              <option value="">{t('all')}</option>
              <option value="belum">{t('unscheduled')}</option>
            </select>
          </label>
          <Button type="submit" className="md:min-h-11">
            {t('show')}
          </Button>
        </form>
      </search>
      <div className="rounded-lg border border-line">
        <Table
          caption={t('title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={
            isFiltered ? (
              <EmptyState
                icon="search-x"
                title={t('noneFiltered')}
                action={<ButtonLink href={PATH}>{t('clear')}</ButtonLink>}
              />
            ) : (
              <EmptyState icon="users" title={t('none')}>
                {t('noneText')}
              </EmptyState>
            )
          }
        />
        <Pager page={page} size={CANDIDATES_PER_PAGE} total={total} href={href} />
      </div>
    </>
  )
}
