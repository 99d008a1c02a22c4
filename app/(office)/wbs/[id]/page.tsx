import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { StatusTag } from '@/components/ui/status-tag'
import { CaseSectionLater } from '@/components/wbs/desk/case-later'
import { ConversationSection } from '@/components/wbs/desk/conversation'
import { FilesSection } from '@/components/wbs/desk/files'
import { IdentityKeeping } from '@/components/wbs/desk/identity-keeping'
import { NotesSection } from '@/components/wbs/desk/notes'
import { PeopleSection } from '@/components/wbs/desk/people-section'
import { ReportAnswers } from '@/components/wbs/desk/report-answers'
import { ReportDeskView } from '@/components/wbs/desk/report-desk'
import { SealSection } from '@/components/wbs/desk/seal'
import { lookOf } from '@/components/wbs/desk/state-look'
import { requireActor } from '@/lib/auth/session.server'
import { formatDate } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import { readReportPage } from '@/lib/wbs/report-page.server'
import { openNotesAction, readReportAction, sendMessageAction } from '../actions'
import { askForKeyAction, changeKeysAction, giveKeyAction } from '../kunci/actions'
import { readPartAction } from '../lampiran/actions'
import {
  decideAction,
  declareConflictAction,
  leaveReportAction,
  proposeAction,
  retractUnreadableAction,
  stateUnreadableAction,
} from '../penanganan/actions'
import { askForIdentityAction, keepIdentityAction, orderIdentityAction, takeIdentityAction } from '../segel/actions'

const ACTIONS = {
  read: readReportAction,
  send: sendMessageAction,
  openNotes: openNotesAction,
  ask: askForKeyAction,
  state: stateUnreadableAction,
  retract: retractUnreadableAction,
}
const CASE_ACTIONS = {
  decide: decideAction,
  propose: proposeAction,
  declareConflict: declareConflictAction,
  leave: leaveReportAction,
}

const VIEWER_ICONS = {
  previous: <Icon name="chevron-left" />,
  next: <Icon name="chevron-right" />,
  smaller: <Icon name="zoom-out" />,
  larger: <Icon name="zoom-in" />,
  rotate: <Icon name="rotate-cw" />,
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.report'))('title') }
}

const SEAL_ACTIONS = { ask: askForIdentityAction, order: orderIdentityAction, take: takeIdentityAction }

/** One report: what the server knows of it, and the desk on which the own browser opens the rest. */
export default async function Page({ params }: PageProps<'/wbs/[id]'>) {
  const actor = await requireActor('wbs.handle')
  const { id } = await params
  const shown = isUuid(id) ? await readReportPage(actor.accountId, id, new Date()) : undefined
  if (!shown) notFound()
  const { desk, summary, identity, people, known, keeping } = shown
  const t = await getTranslations('desk')
  const locale = localeFrom(await getLocale())
  return (
    <>
      <PageHeader
        title={t('report.title')}
        crumbs={[{ label: t('inbox.title'), href: '/wbs' }, { label: t('report.title') }]}
        subtitle={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusTag look={lookOf(summary.state)}>{t(`states.${summary.state}`)}</StatusTag>
            <span>{t('report.received', { date: formatDate(summary.receivedOn, 'long', locale) })}</span>
            {summary.dueOn && <span>{t('report.due', { date: formatDate(summary.dueOn, 'long', locale) })}</span>}
          </span>
        }
      />
      <ClientMessages namespaces={['desk', 'report', 'viewer']}>
        <ReportDeskView
          desk={desk}
          summary={summary}
          actions={ACTIONS}
          isAsked={people.asking.some(({ reader }) => reader === desk.officer.keyId)}
          stated={known.stated}
        >
          <div className="grid gap-6">
            <ReportAnswers />
            <CaseSectionLater known={known} actions={CASE_ACTIONS} readers={people.readers} />
            <ConversationSection />
            <FilesSection readPart={readPartAction} icons={VIEWER_ICONS} />
            <SealSection identity={identity} actions={SEAL_ACTIONS} />
            {identity.custodians.length > 0 && <IdentityKeeping keeping={keeping} action={keepIdentityAction} />}
            <NotesSection />
            <PeopleSection people={people} change={changeKeysAction} give={giveKeyAction} />
          </div>
        </ReportDeskView>
      </ClientMessages>
    </>
  )
}
