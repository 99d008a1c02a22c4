import { getTranslations } from 'next-intl/server'
import { CandidateUpload } from '@/components/cat/candidate-upload'
import { StagedFiles } from '@/components/cat/staged-files'
import { ImportStart } from '@/components/import/import-start'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { listStagedCandidates } from '@/lib/cat/candidate-import.server'
import { listProgrammeNames } from '@/lib/cat/candidates-read.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { stageCandidatesAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('candidate.import'))('title') }
}

/** A file of formations and candidates is chosen and read; what is in it is shown before anything is written. */
export default async function Page() {
  const actor = await requireActor('exam.import_candidates')
  const context = { actor, now: new Date() }
  const t = await getTranslations('candidate')
  const files = await listStagedCandidates(context)
  return (
    <>
      <PageHeader
        title={t('import.title')}
        subtitle={t('import.lead')}
        crumbs={[{ label: t('title'), href: '/cat/peserta' }, { label: t('import.title') }]}
      />
      <ImportStart
        title={t('import.choose')}
        template={{ href: '/api/peserta/templat', hint: t('import.templateHint') }}
        before={<StagedFiles path="/cat/peserta/impor" files={files} />}
      >
        <ClientMessages namespaces={['candidate', 'import']}>
          <CandidateUpload programmes={await listProgrammeNames(context)} stage={stageCandidatesAction} />
        </ClientMessages>
      </ImportStart>
    </>
  )
}
