import { getTranslations } from 'next-intl/server'
import { ApplyCandidates } from '@/components/cat/apply-candidates'
import { CheckedCandidates } from '@/components/cat/checked-candidates'
import { FaultyCandidates } from '@/components/cat/faulty-candidates'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Stepper } from '@/components/ui/stepper'
import { Tabs } from '@/components/ui/tabs'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { effectOf, isFaulty } from '@/lib/cat/candidate-check'
import { findStagedCandidates } from '@/lib/cat/candidate-import.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import { applyCandidatesAction } from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('candidate.import'))('check') }
}

const PARTS = ['faulty', 'new', 'changed', 'same'] as const
const SLUGS = { faulty: 'galat', new: 'baru', changed: 'diperbarui', same: 'sama' } as const

/** What a file holds, row by row, with what is wrong and how to mend it. Nothing of it is written yet. */
export default async function Page({ params, searchParams }: PageProps<'/cat/peserta/impor/[id]'>) {
  const actor = await requireActor('exam.import_candidates')
  const { id } = await params
  const staged = isUuid(id) ? await findStagedCandidates({ actor, now: new Date() }, id) : undefined
  if (!staged) return answerNotFound(actor, 'exam.import_candidates', id)
  const { bagian, halaman } = await searchParams
  const t = await getTranslations('candidate')
  const { counts, checked } = staged
  const asked = PARTS.find((part) => SLUGS[part] === textParameter(bagian))
  const part = asked ?? PARTS.find((each) => counts[each] > 0) ?? 'new'
  const address = (changes: { bagian?: string; halaman?: string }) => addressWith(`/cat/peserta/impor/${id}`, changes)
  const steps = ['upload', 'check', 'apply'] as const
  const now = staged.appliedAt ? steps.length : 1
  const of = (each: (typeof PARTS)[number]) =>
    checked.filter((row) => (isFaulty(row) ? each === 'faulty' : each === effectOf(row)))
  const list = {
    page: pageNumber(halaman),
    href: (page: number) => address({ bagian: SLUGS[part], halaman: page > 1 ? String(page) : undefined }),
  }
  return (
    <>
      <PageHeader
        title={staged.fileName}
        subtitle={staged.programme}
        crumbs={[
          { label: t('title'), href: '/cat/peserta' },
          { label: t('import.title'), href: '/cat/peserta/impor' },
          { label: t('import.check') },
        ]}
      />
      <div className="mb-6">
        <Stepper
          label={t('import.steps')}
          steps={steps.map((step, at) => ({
            label: t(`import.step.${step}`),
            state: at < now ? 'done' : at === now ? 'now' : 'later',
          }))}
        />
      </div>
      {staged.appliedAt ? (
        <Notice
          tone="success"
          title={t('import.done', { count: counts.new + counts.changed })}
          action={<ButtonLink href="/cat/peserta">{t('import.toList')}</ButtonLink>}
        >
          {t('import.doneCounts', counts)}
        </Notice>
      ) : (
        <>
          <Card title={t('import.apply')} className="mb-6">
            <ClientMessages namespaces={['candidate']}>
              <ApplyCandidates id={id} counts={counts} apply={applyCandidatesAction} />
            </ClientMessages>
          </Card>
          <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
            <Tabs
              label={t('import.parts')}
              items={PARTS.map((each) => ({
                label: t(`import.part.${each}`),
                count: counts[each],
                href: address({ bagian: SLUGS[each] }),
                isCurrent: each === part,
              }))}
            />
            {counts.faulty > 0 && (
              <a
                href={`/api/peserta/impor/${id}`}
                className="inline-flex min-h-11 items-center gap-2 text-sm font-semibold"
              >
                <Icon name="download" className="size-4" />
                {t('import.faultyFile')}
              </a>
            )}
          </div>
          <div className="mt-4 rounded-lg border border-line">
            {part === 'faulty' ? (
              <FaultyCandidates rows={of('faulty')} {...list} />
            ) : (
              <CheckedCandidates caption={t(`import.part.${part}`)} rows={of(part)} {...list} />
            )}
          </div>
        </>
      )}
    </>
  )
}
