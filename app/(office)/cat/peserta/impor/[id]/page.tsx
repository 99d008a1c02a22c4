import { getTranslations } from 'next-intl/server'
import { CandidateMapping } from '@/components/cat/candidate-mapping'
import { CheckedFile, PARTS, SLUGS } from '@/components/cat/checked-file'
import { FinishedFile } from '@/components/cat/finished-file'
import { ImportHeader } from '@/components/import/import-frame'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { findStagedCandidates } from '@/lib/cat/candidate-import.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import {
  applyCandidatesAction,
  discardCandidatesAction,
  fixCandidateCellAction,
  mapCandidatesAction,
  undoCandidatesAction,
} from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('candidate.import'))('title') }
}

/** One file of formations and candidates at the step that it has reached. Nothing of it is written before the last. */
export default async function Page({ params, searchParams }: PageProps<'/cat/peserta/impor/[id]'>) {
  const actor = await requireActor('exam.import_candidates')
  const { id } = await params
  const now = new Date()
  const file = isUuid(id) ? await findStagedCandidates({ actor, now }, id) : undefined
  if (!file) return answerNotFound(actor, 'exam.import_candidates', id)
  const { lihat, hal, langkah } = await searchParams
  const t = await getTranslations('candidate')
  const path = `/cat/peserta/impor/${id}`
  const isMapping = !file.appliedAt && (!file.isMapped || textParameter(langkah) === 'petakan')
  const asked = PARTS.find((part) => SLUGS[part] === textParameter(lihat))
  const part = asked ?? PARTS.find((each) => file.counts[each] > 0) ?? 'new'
  return (
    <>
      <ImportHeader
        title={t('import.title')}
        crumbs={[
          { label: t('title'), href: '/cat/peserta' },
          { label: t('import.title'), href: '/cat/peserta/impor' },
          { label: file.fileName },
        ]}
        step={file.appliedAt ? 'apply' : isMapping ? 'map' : 'check'}
        isDone={file.appliedAt !== null}
        mapHref={file.appliedAt ? undefined : addressWith(path, { langkah: 'petakan' })}
        subtitle={
          <>
            <b className="text-text">{file.fileName}</b>, {file.programme}
          </>
        }
      />
      {file.appliedAt ? (
        <FinishedFile file={file} now={now} undo={undoCandidatesAction} />
      ) : isMapping ? (
        <ClientMessages namespaces={['candidate', 'import']}>
          <CandidateMapping
            id={id}
            fileName={file.fileName}
            sheets={file.sheets}
            map={mapCandidatesAction}
            discard={discardCandidatesAction}
          />
        </ClientMessages>
      ) : (
        <CheckedFile
          path={path}
          file={file}
          part={part}
          page={pageNumber(hal)}
          actions={{ fix: fixCandidateCellAction, apply: applyCandidatesAction, discard: discardCandidatesAction }}
        />
      )}
    </>
  )
}
