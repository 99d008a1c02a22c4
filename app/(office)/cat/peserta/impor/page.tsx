import { getTranslations } from 'next-intl/server'
import { CandidateUpload } from '@/components/cat/candidate-upload'
import { PhotoUpload } from '@/components/cat/photo-upload'
import { StagedFiles } from '@/components/cat/staged-files'
import { ImportStart } from '@/components/import/import-start'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { listStagedCandidates } from '@/lib/cat/candidate-import.server'
import { listProgrammeNames } from '@/lib/cat/candidates-read.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { keepPhotosAction, stageCandidatesAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('candidate.import'))('title') }
}

/** A file of formations and candidates is chosen and read; what is in it is shown before anything is written. Photos. */
export default async function Page() {
  const actor = await requireActor('exam.import_candidates')
  const context = { actor, now: new Date() }
  const t = await getTranslations('candidate')
  const files = await listStagedCandidates(context)
  const programmes = await listProgrammeNames(context)
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
          <CandidateUpload programmes={programmes} stage={stageCandidatesAction} />
        </ClientMessages>
      </ImportStart>
      <Card title={t('photos.title')} className="mt-6">
        <p className="mb-4 max-w-[75ch] text-sm">{t('photos.text')}</p>
        <ClientMessages namespaces={['candidate', 'import']}>
          <PhotoUpload programmes={programmes} keep={keepPhotosAction} />
        </ClientMessages>
      </Card>
    </>
  )
}
