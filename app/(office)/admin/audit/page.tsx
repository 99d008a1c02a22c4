import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { EventName } from '@/components/access/event-name'
import { EventOptions } from '@/components/access/event-options'
import { ReasonText } from '@/components/access/reason-text'
import { RevealEvent } from '@/components/access/reveal-event'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { PageHeader } from '@/components/ui/page-header'
import { Table, TwoLines } from '@/components/ui/table'
import { type AuditLine, listAuditEvents } from '@/lib/audit-read.server'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { isCivilDate } from '@/lib/civil-date'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { addressWith, textParameter } from '@/lib/search-parameters'
import { revealEventAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit.list'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/admin/audit'>) {
  const actor = await requireActor('audit.read')
  const parameters = await searchParams
  const t = await getTranslations('audit.list')
  const roleName = await getTranslations('access.role')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const day = (name: string) => {
    const text = textParameter(parameters[name])
    return text && isCivilDate(text) ? text : undefined
  }
  const filter = {
    event: textParameter(parameters.peristiwa),
    name: textParameter(parameters.nama),
    since: day('dari'),
    until: day('sampai'),
    zone,
  }
  const olderThan = textParameter(parameters.sebelum)
  const before = olderThan && /^\d{1,15}$/.test(olderThan) ? Number(olderThan) : undefined
  const { rows, next } = await listAuditEvents(actor, { ...filter, before }, new Date())
  const address = (sebelum?: number) =>
    addressWith('/admin/audit', {
      peristiwa: filter.event,
      nama: filter.name,
      dari: filter.since,
      sampai: filter.until,
      sebelum: sebelum?.toString(),
    })
  return (
    <ClientMessages namespaces={['audit']}>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <search>
        <form className="mb-4 grid items-end gap-3 md:grid-cols-[1fr_1fr_auto_auto_auto]">
          <Field label={t('event')}>
            <select name="peristiwa" defaultValue={filter.event ?? ''}>
              <EventOptions chosen={filter.event} />
            </select>
          </Field>
          <Field label={t('actor')}>
            <input type="text" name="nama" defaultValue={filter.name} data-page-search />
          </Field>
          <Field label={t('from')}>
            <input type="date" name="dari" defaultValue={filter.since} />
          </Field>
          <Field label={t('to')}>
            <input type="date" name="sampai" defaultValue={filter.until} />
          </Field>
          <Button type="submit">{t('show')}</Button>
        </form>
      </search>
      <Card flush>
        <Table
          caption={t('title')}
          rows={rows}
          rowKey={(row) => String(row.seq)}
          empty={
            <EmptyState
              title={t('none')}
              icon="scroll-text"
              action={<ButtonLink href="/admin/audit">{t('clear')}</ButtonLink>}
            />
          }
          detail={{
            label: (row) => t('detailOf', { seq: row.seq }),
            content: (row) => <Change row={row} />,
          }}
          columns={[
            { key: 'at', header: t('at'), nowrap: true, cell: (row) => formatInstant(row.at, locale, zone) },
            { key: 'event', header: t('event'), phone: 'plain', cell: (row) => <EventName event={row.event} /> },
            {
              key: 'actor',
              header: t('actor'),
              cell: (row) => (
                <TwoLines sub={[roleName(row.role), row.unit].filter(Boolean).join(', ')}>{row.actorName}</TwoLines>
              ),
            },
            { key: 'agency', header: t('agency'), cell: (row) => row.agencyName ?? '-' },
            {
              key: 'reason',
              header: t('reason'),
              cell: (row) => (row.reason ? <ReasonText reason={row.reason} /> : '-'),
            },
          ]}
        />
      </Card>
      {next && (
        <p className="mt-4">
          <ButtonLink href={address(next)}>{t('older')}</ButtonLink>
        </p>
      )}
    </ClientMessages>
  )
}

function Change({ row: { seq, subjectId, before, after, isMasked } }: { row: AuditLine }) {
  const text = JSON.stringify({ subject: subjectId, before, after }, null, 2)
  if (isMasked) return <RevealEvent seq={seq} masked={text} action={revealEventAction} />
  return <pre className="overflow-x-auto p-2 text-xs whitespace-pre-wrap">{text}</pre>
}
