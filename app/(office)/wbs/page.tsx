import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { InboxView } from '@/components/wbs/desk/inbox-view'
import { OwnKey } from '@/components/wbs/desk/own-key'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { sliceOfPage } from '@/lib/list-view'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import { seesFigures } from '@/lib/wbs/closure'
import { readShorterSoon } from '@/lib/wbs/days-in-force.server'
import { type Desk, findDesk, ownOffer } from '@/lib/wbs/desk.server'
import { wentOut } from '@/lib/wbs/going-out.server'
import { INBOX_PARTS } from '@/lib/wbs/inbox-parts'
import { officeInbox } from '@/lib/wbs/office-inbox.server'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { oldKeysOf } from '@/lib/wbs/old-keys.server'
import { CUSTODIAN } from '@/lib/wbs/seal-request'
import { isHandler } from '@/lib/wbs/steps'
import { offerKeyAction, peekReportsAction } from './actions'

const ROWS = 25

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.inbox'))('title') }
}

/** The reports that somebody of the office may open, or the way to a key. What was written is opened in the own browser. */
export default async function Page({ searchParams }: PageProps<'/wbs'>) {
  const { accountId } = await requireActor('wbs.handle')
  const t = await getTranslations('desk.inbox')
  const desk = await findDesk(accountId, civilDateIn('Asia/Jakarta', new Date()))
  if (desk) return <Inbox desk={desk} parameters={await searchParams} />
  return (
    <>
      <PageHeader title={t('title')} />
      <ClientMessages namespaces={['desk']}>
        <OwnKey holder={accountId ?? ''} offer={await ownOffer(accountId)} action={offerKeyAction} />
      </ClientMessages>
    </>
  )
}

type Parameters = Awaited<PageProps<'/wbs'>['searchParams']>

async function Inbox({ desk, parameters }: { desk: Desk; parameters: Parameters }) {
  const t = await getTranslations('desk.inbox')
  const all = await officeInbox(desk.officer)
  const asked = textParameter(parameters.bagian)
  const part = INBOX_PARTS.find((each) => each === asked) ?? 'mine'
  const isReading = all.length > 0 || isHandler(desk.officer.roles)
  const own = all.filter((row) => row.part === part)
  const { shown: rows, ...place } = sliceOfPage(own, pageNumber(parameters.halaman), ROWS)
  const href = (halaman: number) => addressWith('/wbs', { bagian: part, halaman: String(halaman) })
  const shown = INBOX_PARTS.filter((each) => each !== 'quarantine' || all.some((row) => row.part === each))
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={isReading && t('subtitle', { count: all.length })}
        actions={<Rooms roles={desk.officer.roles} />}
      />
      <WentOut holder={desk.officer.holder} report={textParameter(parameters.keluar) ?? ''} />
      <ShorterSoon />
      <NotTakenOver holder={desk.officer.holder} />
      {!isReading && <EmptyState title={t('noReader')}>{t('noReaderHint')}</EmptyState>}
      {isReading && (
        <ClientMessages namespaces={['desk', 'report']}>
          <InboxView
            desk={desk}
            rows={rows}
            caption={t(`parts.${part}`)}
            peek={peekReportsAction}
            tabs={
              <Tabs
                label={t('turn')}
                items={shown.map((each) => ({
                  href: addressWith('/wbs', { bagian: each }),
                  label: t(`parts.${each}`),
                  count: all.filter((row) => row.part === each).length,
                  isCurrent: each === part,
                }))}
              />
            }
            pager={place.total > ROWS && <Pager {...place} href={href} />}
          />
        </ClientMessages>
      )}
    </>
  )
}

/** Whoever comes from a report that they went out of reads that it is done. */
async function WentOut({ holder, report }: { holder: string; report: string }) {
  const t = await getTranslations('desk.case')
  const way = isUuid(report) && (await wentOut(holder, report))
  if (!way) return null
  return (
    <div className="mb-4">
      <Notice tone="info" title={t(`${way}.done`)}>
        {t('wentOut')}
      </Notice>
    </div>
  )
}

/** Whoever the bell brought here learns why, while it can still be withdrawn. */
async function ShorterSoon() {
  const t = await getTranslations('desk.days')
  if (!(await readShorterSoon(civilDateIn('Asia/Jakarta', new Date())))) return null
  return (
    <div className="mb-4">
      <Notice tone="warning" title={t('shorterSoon')} action={<ButtonLink href="/wbs/tenggat">{t('open')}</ButtonLink>}>
        {t('shorterSoonText')}
      </Notice>
    </div>
  )
}

/** What a renewed key does not open yet would be missing here without a word. */
async function NotTakenOver({ holder }: { holder: string }) {
  const t = await getTranslations('desk.own')
  const today = civilDateIn('Asia/Jakarta', new Date())
  const count = (await oldKeysOf(holder, today)).reduce(
    (sum, { reports, shares }) => sum + reports.length + shares.length,
    0,
  )
  if (count === 0) return null
  return (
    <div className="mb-4">
      <Notice
        tone="warning"
        title={t('inbox', { count })}
        action={<ButtonLink href="/wbs/kunci">{t('inboxLink')}</ButtonLink>}
      >
        {t('inboxText')}
      </Notice>
    </div>
  )
}

/** The other rooms of WBS, of which an officer sees those of their roles. */
async function Rooms({ roles }: { roles: readonly OfficerRole[] }) {
  const [t, guide] = [await getTranslations('desk'), await getTranslations('guide')]
  return (
    <>
      {roles.includes(CUSTODIAN) && <ButtonLink href="/wbs/segel">{t('inbox.sealed')}</ButtonLink>}
      <ButtonLink href="/wbs/kunci">{t('inbox.keys')}</ButtonLink>
      {seesFigures(roles) && <ButtonLink href="/wbs/angka">{t('figures.open')}</ButtonLink>}
      <ButtonLink href="/wbs/tenggat">{t('days.open')}</ButtonLink>
      <ButtonLink href="/wbs/panduan">{guide('open')}</ButtonLink>
      <ButtonLink href="/wbs/luring">{t('inbox.offline')}</ButtonLink>
    </>
  )
}
