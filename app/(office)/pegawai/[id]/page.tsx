import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BlockButton } from '@/components/registry/block-button'
import { EmployeeFile, partOf } from '@/components/registry/employee-file'
import { MergedHere } from '@/components/registry/merged-here'
import { NikCheckDialog } from '@/components/registry/nik-check-dialog'
import { RevealButton } from '@/components/registry/reveal-button'
import { StandingDialog } from '@/components/registry/standing-dialog'
import { SupplementDialog } from '@/components/registry/supplement-dialog'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { CopyableNip } from '@/components/ui/nip'
import { PageHeader } from '@/components/ui/page-header'
import { recordOpening } from '@/lib/audit.server'
import { isAllowed } from '@/lib/auth/permissions'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { findArchive } from '@/lib/documents/archive.server'
import { paperName } from '@/lib/documents/paper-name'
import { PIECE_BYTES } from '@/lib/documents/upload-input'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { ownsFile } from '@/lib/registry/employee-scope.server'
import { findEmployee } from '@/lib/registry/employees.server'
import { findHistories } from '@/lib/registry/histories.server'
import { findProofs } from '@/lib/registry/history-proof.server'
import { KEPT_FIELDS, OTHER_IDENTITIES } from '@/lib/registry/main-data'
import { supplementForm } from '@/lib/registry/main-data.server'
import { listMerged } from '@/lib/registry/merge.server'
import { withTitles } from '@/lib/registry/name'
import { listStandings } from '@/lib/registry/standing.server'
import { textParameter } from '@/lib/search-parameters'
import { settings } from '@/lib/settings.server'
import { isUuid } from '@/lib/uuid'
import { splitEmployeeAction } from '../../duplikat/actions'
import { appendUploadAction, dropUploadAction } from '../../unggah/actions'
import {
  attachPaperAction,
  blockEmployeeAction,
  changeStandingAction,
  checkNikAction,
  detachPaperAction,
  revealValueAction,
  supplementAction,
  unblockEmployeeAction,
  uploadPaperAction,
  verifyHistoryAction,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.file'))('title') }
}

/** One person's file. Opening it is written down, and the person can read who did. */
export default async function Page({ params, searchParams }: PageProps<'/pegawai/[id]'>) {
  const actor = await requireActor('employee.read')
  const { id } = await params
  const context = { actor, now: new Date() }
  const employee = isUuid(id) ? await findEmployee(context, id) : undefined
  if (!employee) return answerNotFound(actor, 'employee.read', id)
  const isMerged = employee.mergedIntoId !== null
  const parameters = await searchParams
  const isAsked = textParameter(parameters.gabungan) === 'ya'
  if (employee.mergedIntoId && !isAsked) redirect(`/pegawai/${employee.mergedIntoId}`)
  await recordOpening(context, 'employee.read', employee)
  const histories = await findHistories(context, id)
  if (!histories) return answerNotFound(actor, 'employee.read', id)
  const papers = await findArchive(context, id)
  const t = await getTranslations('registry')
  const mayReveal = isAllowed(actor.role, 'employee.reveal')
  const merged = await listMerged(context, id)
  const keeps = !isMerged && ownsFile(context, employee)
  const mayChange = isAllowed(actor.role, 'employee.change_standing') && keeps
  const mayAttach = isAllowed(actor.role, 'history.attach')
  const words = await getTranslations('proposal.document')
  const attaching = {
    archive: papers.map(({ id, documentType, originalName }) => ({
      id,
      label: `${paperName(words, documentType)}: ${originalName}`,
    })),
    uploading: {
      limitMb: settings().UPLOAD_LIMIT_MB,
      pieceBytes: PIECE_BYTES,
      append: appendUploadAction,
      drop: dropUploadAction,
    },
    attach: attachPaperAction,
    upload: uploadPaperAction,
    detach: detachPaperAction,
  }
  const choices = mayChange && (await listStandings(context))
  return (
    <ClientMessages namespaces={mayAttach ? ['registry', 'upload', 'viewer'] : ['registry']}>
      <PageHeader
        title={withTitles(employee)}
        subtitle={<CopyableNip nip={employee.nip} />}
        crumbs={[{ label: t('list.title'), href: '/pegawai' }]}
        actions={
          <>
            {choices && (
              <StandingDialog
                key={employee.version}
                standing={{
                  id,
                  version: employee.version,
                  legalStatus: employee.legalStatus,
                  workAgencyId: employee.workAgencyId,
                  deceasedOn: employee.deceasedOn,
                  deathCertificateNumber: employee.deathCertificateNumber ?? '',
                }}
                choices={choices}
                action={changeStandingAction}
              />
            )}
            {isAllowed(actor.role, 'employee.supplement') && keeps && (
              <SupplementDialog
                key={`data-${employee.version}`}
                known={{ id, version: employee.version, ...supplementForm(employee) }}
                recorded={KEPT_FIELDS.filter((field) => employee[field])}
                identities={OTHER_IDENTITIES.map((value) => ({ value, label: t(`otherIdentity.${value}`) }))}
                action={supplementAction}
              />
            )}
            {employee.nik && isAllowed(actor.role, 'employee.check_nik') && keeps && (
              <NikCheckDialog
                key={`nik-${employee.version}`}
                file={{ id, version: employee.version }}
                action={checkNikAction}
              />
            )}
            {isAllowed(actor.role, employee.isBlocked ? 'employee.unblock' : 'employee.block') && keeps && (
              <BlockButton
                key={employee.version}
                file={{ id, version: employee.version }}
                isBlocked={employee.isBlocked}
                action={employee.isBlocked ? unblockEmployeeAction : blockEmployeeAction}
              />
            )}
            <ButtonLink href={`/pegawai/${id}/karier`} variant="primary" icon={<Icon name="route" />}>
              {t('career.title')}
            </ButtonLink>
          </>
        }
      />
      <MergedHere
        files={merged}
        split={isAllowed(actor.role, 'duplicate.split') && keeps ? splitEmployeeAction : undefined}
      />
      <EmployeeFile
        employee={employee}
        histories={histories}
        proofs={await findProofs(context, id)}
        papers={papers}
        part={partOf(textParameter(parameters.bagian))}
        path={`/pegawai/${id}`}
        desk={
          keeps
            ? {
                employeeId: id,
                attaching: mayAttach ? attaching : undefined,
                verify: isAllowed(actor.role, 'history.verify') ? verifyHistoryAction : undefined,
              }
            : undefined
        }
        mayWrite={isAllowed(actor.role, 'history.correct') && keeps}
        reveal={(field, label, masked) =>
          mayReveal ? (
            <RevealButton id={id} field={field} label={label} masked={masked} action={revealValueAction} />
          ) : (
            masked
          )
        }
      />
    </ClientMessages>
  )
}
