import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ChipRow, ChoiceChip } from '@/components/ui/filter-chips'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { NameCell, Table } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { listAccounts } from '@/lib/auth/accounts-read.server'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { formatInstant, formatNip } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.accounts'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/admin/akun'>) {
  const actor = await requireActor('account.read')
  const parameters = await searchParams
  const t = await getTranslations('access')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const query = textParameter(parameters.cari)
  const state = parameters.keadaan === 'active' || parameters.keadaan === 'disabled' ? parameters.keadaan : undefined
  const page = pageNumber(parameters.halaman)
  const { rows, total, size } = await listAccounts(actor, { query, state, page }, new Date())
  const address = (change: Record<string, string | undefined>) =>
    addressWith('/admin/akun', { cari: query, keadaan: state, halaman: undefined, ...change })
  return (
    <>
      <PageHeader
        title={t('accounts.title')}
        subtitle={t('accounts.subtitle')}
        actions={
          <ButtonLink href="/admin/akun/baru" variant="primary">
            {t('accounts.new')}
          </ButtonLink>
        }
      />
      <search className="mb-4 grid gap-3">
        <form className="flex max-w-[520px] gap-2">
          <input
            type="search"
            name="cari"
            defaultValue={query}
            aria-label={t('accounts.search')}
            placeholder={t('accounts.search')}
            data-page-search
          />
          <Button type="submit">{t('accounts.find')}</Button>
        </form>
        <ChipRow label={t('accounts.state')}>
          <ChoiceChip label={t('accounts.all')} href={address({ keadaan: undefined })} isCurrent={!state} />
          <ChoiceChip
            label={t('accounts.active')}
            href={address({ keadaan: 'active' })}
            isCurrent={state === 'active'}
          />
          <ChoiceChip
            label={t('accounts.disabled')}
            href={address({ keadaan: 'disabled' })}
            isCurrent={state === 'disabled'}
          />
        </ChipRow>
      </search>
      <Card flush>
        <Table
          caption={t('accounts.title')}
          rows={rows}
          rowKey={(row) => row.id}
          empty={<EmptyState title={t('accounts.none')} icon="users" />}
          columns={[
            {
              key: 'name',
              header: t('accounts.person'),
              phone: 'plain',
              cell: (row) => <NameCell href={`/admin/akun/${row.id}`} name={row.name} sub={formatNip(row.nip)} />,
            },
            { key: 'userId', header: t('accounts.userId'), cell: (row) => row.userId },
            { key: 'agency', header: t('accounts.agency'), cell: (row) => row.agencyName },
            {
              key: 'roles',
              header: t('accounts.roles'),
              cell: (row) => row.roles.map((role) => t(`role.${role}`)).join(', '),
            },
            {
              key: 'seen',
              header: t('accounts.lastSignedIn'),
              cell: (row) => (row.lastSignedInAt ? formatInstant(row.lastSignedInAt, locale, zone) : '-'),
            },
            {
              key: 'state',
              header: t('accounts.state'),
              phone: 'plain',
              cell: (row) => <AccountState state={row.state} label={t(`accounts.${row.state}`)} />,
            },
          ]}
        />
        <Pager page={page} size={size} total={total} href={(to) => address({ halaman: String(to) })} />
      </Card>
    </>
  )
}

function AccountState({ state, label }: { state: 'active' | 'disabled'; label: string }) {
  return (
    <Tag tone={state === 'active' ? 'success' : 'neutral'} icon={state === 'active' ? 'circle-check' : 'ban'}>
      {label}
    </Tag>
  )
}
