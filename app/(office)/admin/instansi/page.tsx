import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { NameCell, Table } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/auth/session.server'
import { listAgencyPage } from '@/lib/registry/agencies.server'
import { missingOf } from '@/lib/registry/agency'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agency'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/admin/instansi'>) {
  const actor = await requireActor('agency.update')
  const parameters = await searchParams
  const t = await getTranslations('agency')
  const query = textParameter(parameters.cari)
  const page = pageNumber(parameters.halaman)
  const { rows, total, size } = await listAgencyPage({ actor, now: new Date() }, query, page)
  const href = (to: number) => addressWith('/admin/instansi', { cari: query, halaman: String(to) })
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        crumbs={[{ label: (await getTranslations('structure'))('title'), href: '/admin/struktur' }]}
        actions={
          <ButtonLink href="/admin/instansi/baru" variant="primary">
            {t('new')}
          </ButtonLink>
        }
      />
      <search className="mb-4">
        <form className="flex max-w-[520px] gap-2">
          <input
            type="search"
            name="cari"
            defaultValue={query}
            aria-label={t('search')}
            placeholder={t('search')}
            data-page-search
          />
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      <Card flush>
        <Table
          caption={t('title')}
          rows={rows}
          rowKey={(row) => String(row.id)}
          empty={<EmptyState title={t('none')} icon="building-2" />}
          columns={[
            {
              key: 'name',
              header: t('name'),
              phone: 'plain',
              cell: (row) => <NameCell href={`/admin/instansi/${row.id}`} name={row.name} sub={row.code} />,
            },
            { key: 'kind', header: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
            { key: 'office', header: t('servedById'), cell: (row) => row.officeName ?? '-' },
            { key: 'seat', header: t('seat'), cell: (row) => row.seat || '-' },
            {
              key: 'missing',
              header: t('state'),
              phone: 'plain',
              cell: (row) => {
                const missing = missingOf(row).map((field) => t(field))
                return missing.length === 0 ? (
                  <Tag tone="success" icon="circle-check">
                    {t('complete')}
                  </Tag>
                ) : (
                  <Tag tone="warning" icon="circle-alert">
                    {t('missing', { fields: missing.join(', ') })}
                  </Tag>
                )
              },
            },
          ]}
        />
        <Pager page={page} size={size} total={total} href={href} />
      </Card>
    </>
  )
}
