import { getLocale, getTranslations } from 'next-intl/server'
import { CandidateUpload } from '@/components/cat/candidate-upload'
import { StagedFiles } from '@/components/cat/staged-files'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { listStagedCandidates } from '@/lib/cat/candidate-import.server'
import { listProgrammeNames } from '@/lib/cat/candidates-read.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { stageCandidatesAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('candidate.import'))('title') }
}

/** A file of formations and candidates is chosen and read; what is in it is shown before anything is written. */
export default async function Page() {
  const actor = await requireActor('exam.import_candidates')
  const context = { actor, now: new Date() }
  const t = await getTranslations('candidate')
  const locale = localeFrom(await getLocale())
  const zone = await officeZone()
  const files = await listStagedCandidates(context)
  return (
    <>
      <PageHeader
        title={t('import.title')}
        subtitle={t('import.lead')}
        crumbs={[{ label: t('title'), href: '/cat/peserta' }, { label: t('import.title') }]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_288px]">
        <Card title={t('import.choose')}>
          <ClientMessages namespaces={['candidate', 'import']}>
            <CandidateUpload programmes={await listProgrammeNames(context)} stage={stageCandidatesAction} />
          </ClientMessages>
        </Card>
        <Card>
          <a href="/api/peserta/templat" className="flex min-h-11 items-center gap-2 font-semibold">
            <Icon name="download" />
            {t('import.template')}
          </a>
          <p className="text-sm text-muted">{t('import.templateHint')}</p>
        </Card>
      </div>
      <StagedFiles
        title={t('import.before')}
        none={t('import.noneBefore')}
        files={files.map(({ id, fileName, createdAt, appliedAt }) => ({
          href: `/cat/peserta/impor/${id}`,
          fileName,
          at: formatInstant(createdAt, locale, zone),
          state: t(appliedAt ? 'import.applied' : 'import.waiting'),
        }))}
      />
    </>
  )
}
