import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { AccountForms } from '@/components/access/account-forms'
import { Card } from '@/components/ui/card'
import { KeyValues } from '@/components/ui/key-values'
import { PageHeader } from '@/components/ui/page-header'
import { findAccountById } from '@/lib/auth/accounts-read.server'
import { officeZone } from '@/lib/auth/office-zone.server'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { formatDate, formatInstant, formatNip } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import {
  assignActingAction,
  changeRolesAction,
  disableAccountAction,
  enableAccountAction,
  endActingAction,
  resetAccountAction,
} from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.accounts'))('facts') }
}

export default async function Page({ params }: PageProps<'/admin/akun/[id]'>) {
  const actor = await requireActor('account.read')
  const { id } = await params
  const account = isUuid(id) ? await findAccountById(actor, id, new Date()) : undefined
  if (!account) return answerNotFound(actor, 'account.read', id)
  const t = await getTranslations('access.accounts')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const reason = account.stateReason ?? ''
  return (
    <>
      <PageHeader
        title={account.name}
        subtitle={`${account.userId} · ${account.agencyName}`}
        crumbs={[{ label: t('title'), href: '/admin/akun' }, { label: account.name }]}
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title={t('facts')}>
          <KeyValues
            items={[
              { label: t('nip'), value: formatNip(account.nip) },
              { label: t('letterNumber'), value: account.letterNumber },
              { label: t('letterOn'), value: formatDate(account.letterOn, 'long', locale) },
              { label: t('createdAt'), value: formatInstant(account.createdAt, locale, zone) },
              { label: t('state'), value: t(account.state) },
              ...(reason ? [{ label: t('stateReason'), value: dataWord(t, `cause.${reason}`) }] : []),
              {
                label: t('lastSignedIn'),
                value: account.lastSignedInAt ? formatInstant(account.lastSignedInAt, locale, zone) : '-',
              },
            ]}
          />
        </Card>
        <AccountForms
          account={{
            id: account.id,
            version: account.version,
            userId: account.userId,
            state: account.state,
            roles: account.roles,
            acting: account.acting && {
              ...account.acting,
              isOver: account.acting.until < civilDateIn('Asia/Jakarta', new Date()),
            },
          }}
          isOwn={account.id === actor.accountId}
          changeRoles={changeRolesAction}
          assignActing={assignActingAction}
          endActing={endActingAction}
          disable={disableAccountAction}
          enable={enableAccountAction}
          reset={resetAccountAction}
        />
      </div>
    </>
  )
}
