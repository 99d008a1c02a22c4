import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Table, TwoLines } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { countIssuedByTemplate } from '@/lib/documents/issued-by-template.server'
import { templateVersions } from '@/lib/documents/template-versions'
import { formatInstant, formatNumber } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.templates'))('title') }
}

/** Templat: the versions of every letter. They are part of the product, so that this page only shows them. */
export default async function Page() {
  await requireActor('template.read')
  const t = await getTranslations('documents.templates')
  const kind = await getTranslations('documents.kind')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const used = await countIssuedByTemplate(new Date())
  const rows = templateVersions().map((row) => ({ ...row, ...used.find(({ template }) => template === row.name) }))
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <Card flush>
        <Table
          caption={t('title')}
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            {
              key: 'letter',
              header: t('letter'),
              phone: 'plain',
              cell: (row) => <TwoLines sub={t('version', { version: row.version })}>{kind(row.kind)}</TwoLines>,
            },
            {
              key: 'state',
              header: t('state'),
              cell: ({ isInForce }) =>
                isInForce ? (
                  <Tag tone="success" icon="circle-check">
                    {t('inForce')}
                  </Tag>
                ) : (
                  <Tag tone="neutral" icon="file-text">
                    {t('replaced')}
                  </Tag>
                ),
            },
            {
              key: 'issued',
              header: t('issued'),
              align: 'right',
              cell: ({ issued = 0 }) => formatNumber(issued, locale),
            },
            {
              key: 'first',
              header: t('first'),
              nowrap: true,
              cell: ({ firstAt }) => (firstAt ? formatInstant(firstAt, locale, zone) : '-'),
            },
            {
              key: 'last',
              header: t('last'),
              nowrap: true,
              cell: ({ lastAt }) => (lastAt ? formatInstant(lastAt, locale, zone) : '-'),
            },
            {
              key: 'sample',
              header: t('sample'),
              cell: ({ name, kind: letter, version }) => (
                <a
                  className="text-link underline"
                  href={`/api/templat/${name}`}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t('openSample', { letter: kind(letter), version })}
                >
                  {t('open')}
                </a>
              ),
            },
          ]}
        />
      </Card>
    </>
  )
}
