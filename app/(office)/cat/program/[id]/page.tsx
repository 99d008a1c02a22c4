import { getTranslations } from 'next-intl/server'
import { CertaintyTag } from '@/components/cat/certainty-tag'
import { ConfirmProgramme } from '@/components/cat/confirm-programme'
import { ProgrammeAccommodations } from '@/components/cat/programme-accommodations'
import { ProgrammeBlueprint } from '@/components/cat/programme-blueprint'
import { ProgrammeFillRules } from '@/components/cat/programme-fill-rules'
import { ProgrammeForm } from '@/components/cat/programme-form'
import { ProgrammeGrades } from '@/components/cat/programme-grades'
import { ProgrammeSecondRules } from '@/components/cat/programme-second-rules'
import { ProgrammeSections } from '@/components/cat/programme-sections'
import { FactStrip } from '@/components/ui/key-values'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { EARLIER_OF, EARLIER_USES } from '@/lib/cat/earlier-score'
import { BOARD_SHOWS, highestScore, inNextYear } from '@/lib/cat/programme'
import { setEarlierScores } from '@/lib/cat/programme-confirm.server'
import { findProgramme } from '@/lib/cat/programmes-read.server'
import { civilDay, yearOf } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { isUuid } from '@/lib/uuid'
import {
  confirmProgrammeAction,
  copyProgrammeAction,
  saveAccommodationAction,
  saveCellAction,
  saveFactsAction,
  saveFillRuleAction,
  saveGradeAction,
  saveSecondRuleAction,
  saveSectionAction,
} from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('programme'))('one') }
}

/** One programme: sections, time, scoring, passing grades and blueprint, each number with its certainty. */
export default async function Page({ params }: PageProps<'/cat/program/[id]'>) {
  const actor = await requireActor('exam.read_programme')
  const { id } = await params
  const found = isUuid(id) ? await findProgramme({ actor, now: new Date() }, id) : undefined
  if (!found) return answerNotFound(actor, 'exam.read_programme', id)
  const { programme, isUsed } = found
  const t = await getTranslations('programme')
  const { version, durationSeconds, ranking } = programme
  const isOwn = programme.agencyId !== null
  const makesLaw = actor.scope.kind === 'national'
  const mayEdit = isOwn !== makesLaw && !isUsed && isAllowed(actor.role, 'exam.save_programme')
  const waitsForOther = setEarlierScores({ actor }, programme)
  const mayConfirm = isOwn !== makesLaw && !waitsForOther && isAllowed(actor.role, 'exam.confirm_programme')
  const next = makesLaw ? inNextYear(programme) : { code: '', name: '', year: yearOf(civilDay(new Date())) }
  const isOpen = !programme.isConfirmed || found.grades.some((grade) => !grade.isConfirmed)
  const hasOpenRules = [...found.secondRules, ...found.fillRules].some((rule) => !rule.isConfirmed)
  const most = highestScore(programme.sections)
  return (
    <ClientMessages namespaces={['programme']}>
      <PageHeader
        title={programme.name}
        subtitle={`${programme.code} · ${t(isOwn ? 'own' : 'ofLaw')} · ${programme.source}`}
        crumbs={[{ label: t('title'), href: '/cat/program' }, { label: programme.code }]}
        actions={
          <>
            {mayEdit && (
              <ProgrammeForm
                kind="facts"
                title={t('changeFacts')}
                icon="pencil"
                fields={[
                  { name: 'name', label: t('name') },
                  { name: 'year', label: t('year'), isNumber: true },
                  { name: 'source', label: t('source'), hint: t('sourceHint') },
                  { name: 'minutes', label: t('minutesField'), isNumber: true },
                  { name: 'weightPercent', label: t('weightField'), isNumber: true },
                  { name: 'perVacancy', label: t('perVacancyField'), hint: t('perVacancyHint'), isNumber: true },
                  { name: 'tieBreak', label: t('tieBreakField'), hint: t('tieBreakHint') },
                  {
                    name: 'exclusionYears',
                    label: t('exclusionYears'),
                    hint: t('exclusionHint'),
                    isNumber: true,
                  },
                  { name: 'earlierFrom', label: t('earlier.from'), hint: t('earlier.fromHint') },
                  {
                    name: 'earlierOf',
                    label: t('earlier.of'),
                    options: EARLIER_OF.map((value) => ({ value, label: t(`earlier.ofWhom.${value}`) })),
                  },
                  {
                    name: 'earlierUse',
                    label: t('earlier.use'),
                    options: EARLIER_USES.map((value) => ({ value, label: t(`earlier.uses.${value}`) })),
                  },
                  { name: 'earlierMark', label: t('earlier.mark'), hint: t('earlier.markHint') },
                  {
                    name: 'boardShows',
                    label: t('boardField'),
                    options: BOARD_SHOWS.map((value) => ({ value, label: t(`board.${value}`) })),
                  },
                ]}
                defaults={{
                  id,
                  version,
                  name: programme.name,
                  year: String(programme.year),
                  source: programme.source,
                  minutes: String(durationSeconds / 60),
                  weightPercent: String(programme.weightPercent),
                  perVacancy: ranking ? String(ranking.perVacancy) : '',
                  tieBreak: (ranking?.tieBreak ?? programme.sections.map(({ code }) => code).reverse()).join(', '),
                  exclusionYears: String(programme.exclusionYears ?? ''),
                  earlierFrom: ranking?.earlier?.programme ?? '',
                  earlierOf: ranking?.earlier?.of ?? 'above_grade',
                  earlierUse: ranking?.earlier?.use ?? 'instead',
                  earlierMark: ranking?.earlier?.mark ?? '',
                  boardShows: programme.boardShows,
                }}
                save={saveFactsAction}
              />
            )}
            {isAllowed(actor.role, 'exam.copy_programme') && (
              <ProgrammeForm
                kind="copy"
                title={t(makesLaw ? 'copyLaw' : 'copy')}
                icon="copy"
                variant={mayConfirm && (isOpen || hasOpenRules) ? 'secondary' : 'primary'}
                fields={[
                  { name: 'code', label: t('code'), hint: t('codeHint') },
                  { name: 'name', label: t('name') },
                  { name: 'year', label: t('year'), isNumber: true },
                  { name: 'source', label: t('source'), hint: t('sourceHint') },
                ]}
                defaults={{ id, ...next, year: String(next.year), source: '' }}
                save={copyProgrammeAction}
              />
            )}
            {mayConfirm && (isOpen || hasOpenRules) && (
              <ConfirmProgramme id={id} version={version} source={programme.source} confirm={confirmProgrammeAction} />
            )}
          </>
        }
      />
      {isOpen && (
        <div className="mb-6">
          <Notice tone="warning" title={t(programme.isConfirmed ? 'gradesOpen' : 'programmeOpen')}>
            {t(mayConfirm ? 'openOwn' : waitsForOther ? 'earlier.two' : 'openOther')}
          </Notice>
        </div>
      )}
      <FactStrip
        items={[
          { label: t('certainty'), value: <CertaintyTag isConfirmed={!isOpen} /> },
          {
            label: t('time'),
            value: t('minutes', { count: durationSeconds / 60 }),
          },
          { label: t('highest'), value: String(most), note: t('weight', { percent: programme.weightPercent }) },
          {
            label: t('ranking'),
            value: ranking ? t('perVacancy', { count: ranking.perVacancy }) : t('unranked'),
            note: ranking ? t('ties', { order: ranking.tieBreak.join(', ') }) : undefined,
          },
          ...(ranking?.earlier
            ? [
                {
                  label: t('earlier.title'),
                  value: [ranking.earlier.programme, ranking.earlier.mark].filter(Boolean).join(' · '),
                  note: `${t(`earlier.ofWhom.${ranking.earlier.of}`)}. ${t(`earlier.uses.${ranking.earlier.use}`)}.`,
                },
              ]
            : []),
        ]}
      />
      <div className="grid gap-6">
        <ProgrammeSections {...found} mayEdit={mayEdit} save={saveSectionAction} />
        <ProgrammeAccommodations {...found} mayEdit={mayEdit} save={saveAccommodationAction} />
        <ProgrammeGrades {...found} mayEdit={mayEdit} save={saveGradeAction} />
        {programme.ranking && <ProgrammeSecondRules {...found} mayEdit={mayEdit} save={saveSecondRuleAction} />}
        {programme.ranking && <ProgrammeFillRules {...found} mayEdit={mayEdit} save={saveFillRuleAction} />}
        <ProgrammeBlueprint {...found} mayEdit={mayEdit} save={saveCellAction} />
      </div>
    </ClientMessages>
  )
}
