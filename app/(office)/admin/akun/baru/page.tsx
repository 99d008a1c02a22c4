import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewAccountForm } from '@/components/access/new-account-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { createAccountAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.accounts'))('new') }
}

export default async function Page() {
  await requireActor('account.create')
  const t = await getTranslations('access.accounts')
  return (
    <>
      <PageHeader
        title={t('new')}
        subtitle={t('newSubtitle')}
        crumbs={[{ label: t('title'), href: '/admin/akun' }, { label: t('new') }]}
      />
      <Card className="max-w-[640px]">
        <NewAccountForm action={createAccountAction} />
      </Card>
    </>
  )
}
