import { getTranslations } from 'next-intl/server'
import { ImportHeader } from '@/components/import/import-frame'
import { CheckedAbsenceFile, FinishedAbsenceFile, PARTS, SLUGS } from '@/components/kinerja/absence-file'
import { AbsenceMapping } from '@/components/kinerja/absence-mapping'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { findAbsenceFile } from '@/lib/kinerja/absence-import.server'
import { addressWith, pageNumber, textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import {
  applyAbsencesAction,
  discardAbsencesAction,
  fixAbsenceCellAction,
  mapAbsencesAction,
  undoAbsencesAction,
} from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('consequence.absence.file'))('title') }
}

/** One file of absences at the step that it has reached. Nothing of it is recorded before the last. */
export default async function Page({ params, searchParams }: PageProps<'/kinerja/tindak-lanjut/impor/[id]'>) {
  const actor = await requireActor('absence.import')
  const { id } = await params
  const now = new Date()
  const file = isUuid(id) ? await findAbsenceFile({ actor, now }, id) : undefined
  if (!file) return answerNotFound(actor, 'absence.import', id)
  const { lihat, hal, langkah } = await searchParams
  const t = await getTranslations('consequence.absence')
  const path = `/kinerja/tindak-lanjut/impor/${id}`
  const isMapping = !file.appliedAt && (!file.isMapped || textParameter(langkah) === 'petakan')
  const asked = PARTS.find((part) => SLUGS[part] === textParameter(lihat))
  const part = asked ?? PARTS.find((each) => file.counts[each] > 0) ?? 'new'
  return (
    <ClientMessages namespaces={['consequence', 'import']}>
      <ImportHeader
        title={t('file.title')}
        crumbs={[{ label: t('title'), href: '/kinerja/tindak-lanjut' }, { label: file.fileName }]}
        step={file.appliedAt ? 'apply' : isMapping ? 'map' : 'check'}
        isDone={file.appliedAt !== null}
        mapHref={file.appliedAt ? undefined : addressWith(path, { langkah: 'petakan' })}
        subtitle={
          <>
            <b className="text-text">{file.fileName}</b>, {file.ground}
          </>
        }
      />
      {file.appliedAt ? (
        <FinishedAbsenceFile file={file} now={now} undo={undoAbsencesAction} />
      ) : isMapping ? (
        <AbsenceMapping
          id={id}
          fileName={file.fileName}
          headings={file.headings}
          map={mapAbsencesAction}
          discard={discardAbsencesAction}
        />
      ) : (
        <CheckedAbsenceFile
          path={path}
          file={file}
          part={part}
          page={pageNumber(hal)}
          fix={fixAbsenceCellAction}
          apply={applyAbsencesAction}
          discard={discardAbsencesAction}
        />
      )}
    </ClientMessages>
  )
}
