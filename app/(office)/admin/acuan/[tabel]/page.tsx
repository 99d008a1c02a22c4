import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ReferenceForm } from '@/components/registry/reference-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { AppLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { civilDay, isCivilDate } from '@/lib/civil-date'
import { formatDate, formatNumber } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import {
  codeVersion,
  type ReferenceField,
  referenceFields,
  referenceSlugs,
  referenceTables,
  referenceText,
  referenceTexts,
} from '@/lib/registry/reference-edit'
import { listReferenceHistory, listReferenceRows } from '@/lib/registry/reference-edit.server'
import { addressWith, textParameter } from '@/lib/search-parameters'
import { setReferenceRowAction } from '../actions'

/** A table with more fields shows them in one cell, so that it fits the page. */
const MOST_COLUMNS = 5

type Row = Awaited<ReturnType<typeof listReferenceRows>>[number]

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reference'))('title') }
}

/** One table as it is in force on a day; `ubah` opens one row, `baru` an empty one. */
export default async function Page({ params, searchParams }: PageProps<'/admin/acuan/[tabel]'>) {
  const actor = await requireActor('reference.update')
  const context = { actor, now: new Date() }
  const { tabel } = await params
  const tableName = referenceTables.find((name) => referenceSlugs[name] === tabel)
  if (!tableName) notFound()
  const t = await getTranslations('reference')
  const locale = localeFrom(await getLocale())
  const parameters = await searchParams
  const asked = textParameter(parameters.tanggal)
  const on = asked && isCivilDate(asked) ? asked : civilDay(context.now)
  const rows = await listReferenceRows(context, tableName, on)
  const code = textParameter(parameters.ubah)
  const edited = rows.find((row) => row.code === code)
  const isNew = textParameter(parameters.baru) !== undefined
  const history = edited ? await listReferenceHistory(context, tableName, edited.code) : []

  const path = `/admin/acuan/${tabel}`
  const fields = referenceFields(tableName)
  const day = (date: string) => formatDate(date, 'short', locale)
  const shown = (row: Row, name: string) => {
    const value = (row.data as Record<string, unknown>)[name]
    if (typeof value === 'number') return formatNumber(value, locale)
    const text = referenceText(value)
    return text && dataWord(t, `choices.${text}`)
  }
  const span = ({ validFrom, validTo }: Row) =>
    validTo ? t('span', { from: day(validFrom), to: day(validTo) }) : t('since', { from: day(validFrom) })
  const columnOf = ({ name, kind }: ReferenceField): Column<Row> => ({
    key: name,
    header: dataWord(t, `fields.${name}`),
    align: kind === 'number' ? 'right' : 'left',
    cell: (row) => shown(row, name) || '-',
  })
  const inOneCell: Column<Row> = {
    key: 'content',
    header: t('content'),
    cell: (row) => (
      <dl className="flex flex-wrap gap-x-4 gap-y-0.5">
        {fields.map(({ name }) => (
          <div key={name} className="flex gap-1.5">
            <dt className="text-muted">{dataWord(t, `fields.${name}`)}</dt>
            <dd>{shown(row, name) || '-'}</dd>
          </div>
        ))}
      </dl>
    ),
  }
  const columns: Column<Row>[] = [
    { key: 'code', header: t('code'), nowrap: true, cell: (row) => <b>{row.code}</b> },
    ...(fields.length > MOST_COLUMNS ? [inOneCell] : fields.map(columnOf)),
    {
      key: 'validity',
      header: t('validity'),
      cell: (row) => <TwoLines sub={row.source}>{span(row)}</TwoLines>,
    },
    {
      key: 'edit',
      header: t('edit'),
      headerHidden: true,
      phone: 'plain',
      cell: (row) => (
        <AppLink
          href={addressWith(path, { tanggal: asked, ubah: row.code })}
          aria-label={t('editOf', { code: row.code })}
          scroll={false}
          data-row-focus=""
          data-edit=""
        >
          {t('edit')}
        </AppLink>
      ),
    },
  ]
  return (
    <>
      <PageHeader
        title={t(`tables.${tableName}`)}
        subtitle={t('onDay', { date: formatDate(on, 'long', locale), count: rows.length })}
        crumbs={[{ label: t('title'), href: '/admin/acuan' }, { label: t(`tables.${tableName}`) }]}
        actions={<ButtonLink href={addressWith(path, { tanggal: asked, baru: '1' })}>{t('add')}</ButtonLink>}
      />
      {(edited || isNew) && (
        <Card title={edited ? t('editOf', { code: edited.code }) : t('add')} className="mb-6">
          <ClientMessages namespaces={['reference']}>
            <ReferenceForm
              key={edited?.code ?? ''}
              row={{
                tableName,
                code: edited?.code ?? '',
                version: codeVersion(history),
                validFrom: edited?.validFrom ?? '',
                validTo: edited?.validTo ?? '',
                source: edited?.source ?? '',
                data: referenceTexts(tableName, edited?.data ?? {}),
              }}
              fields={fields}
              isNew={!edited}
              doneHref={addressWith(path, { tanggal: asked })}
              save={setReferenceRowAction}
            />
          </ClientMessages>
          {history.length > 1 && (
            <section className="mt-6 border-t border-line pt-4">
              <h3 className="text-base">{t('history')}</h3>
              <ul className="mt-2 grid gap-2 text-sm">
                {history.map((row) => (
                  <li key={row.validFrom}>
                    <b>{span(row)}</b>: {fields.map(({ name }) => shown(row, name) || '-').join(' · ')}
                    <span className="block text-xs text-muted">{row.source}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </Card>
      )}
      <search>
        <form className="mb-4 flex flex-wrap items-end gap-3">
          <Field label={t('inForceOn')}>
            <input type="date" name="tanggal" defaultValue={on} />
          </Field>
          <Button type="submit">{t('show')}</Button>
        </form>
      </search>
      <div className="rounded-lg border border-line">
        <Table
          caption={t(`tables.${tableName}`)}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.code} ${row.validFrom}`}
          empty={
            <EmptyState icon="list" title={t('none')} action={<ButtonLink href={path}>{t('today')}</ButtonLink>} />
          }
        />
      </div>
    </>
  )
}
