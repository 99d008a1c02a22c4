import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewPasswordForm } from '@/components/access/new-password-form'
import { PageHeader } from '@/components/ui/page-header'
import { requireStage } from '@/lib/auth/session.server'
import { replaceFirstPasswordAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.newPassword'))('title') }
}

export default async function Page() {
  await requireStage('password')
  const t = await getTranslations('access.newPassword')
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <NewPasswordForm action={replaceFirstPasswordAction} />
    </>
  )
}
