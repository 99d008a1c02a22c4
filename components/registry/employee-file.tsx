import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ArchiveList } from '@/components/registry/archive-list'
import { HistoryLists } from '@/components/registry/history-lists'
import type { ProofDesk } from '@/components/registry/history-proof'
import { MainData } from '@/components/registry/main-data'
import { FactStrip } from '@/components/ui/key-values'
import { Notice } from '@/components/ui/notice'
import { Tabs } from '@/components/ui/tabs'
import { formatDate, formatMonths } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Employee } from '@/lib/registry/employees.server'
import type { Histories, HistoryRow } from '@/lib/registry/histories.server'
import type { Proof } from '@/lib/registry/history-proof.server'
import type { Sensitive } from '@/lib/registry/masked'
import { rankTitle } from '@/lib/registry/ranks'
import { addressWith } from '@/lib/search-parameters'

export const PARTS = ['data', 'riwayat', 'berkas'] as const
export type Part = (typeof PARTS)[number]

/** One person's file: four facts that answer first, then the parts, each with an address. */
export function EmployeeFile({
  employee,
  histories,
  proofs,
  papers,
  part,
  path,
  reveal,
  desk,
  mayWrite = false,
}: {
  employee: Employee
  histories: Histories
  proofs: Record<string, Proof>
  papers: Parameters<typeof ArchiveList>[0]['papers']
  part: Part
  path: string
  reveal?: (field: Sensitive, label: string, masked: string) => ReactNode
  /** What the reader may do with the papers of the histories. */
  desk?: ProofDesk
  /** Whether the forms that correct a history are open to the reader. */
  mayWrite?: boolean
}) {
  const t = useTranslations('registry')
  const gabungan = employee.mergedIntoId ? 'ya' : undefined
  const locale = localeFrom(useLocale())
  const since = (on: string | null) => on && t('list.since', { on: formatDate(on, 'short', locale) })
  const standing = Object.values(histories).flatMap((list: readonly HistoryRow[]) =>
    list.filter((row) => !row.isReplaced && !row.isVoid),
  )
  const counts: Record<Part, number | undefined> = { data: undefined, riwayat: standing.length, berkas: papers.length }
  return (
    <>
      <div className="mb-4 grid gap-2 empty:hidden">
        {employee.mergedIntoId && <Notice tone="warning">{t('merged')}</Notice>}
        {employee.deceasedOn && (
          <Notice tone="info">{t('deceased', { on: formatDate(employee.deceasedOn, 'long', locale) })}</Notice>
        )}
        {employee.isBlocked && <Notice tone="warning">{t('blocked')}</Notice>}
      </div>
      <FactStrip
        items={[
          {
            label: t('field.rank'),
            value: employee.rank ? `${employee.rank}, ${rankTitle(employee.rank)}` : t('list.noRank'),
            note: since(employee.rankSince),
          },
          {
            label: t('field.position'),
            value: employee.positionName ?? t('notRecorded'),
            note: since(employee.positionSince),
          },
          { label: t('field.unit'), value: employee.unitName ?? t('notRecorded'), note: employee.agencyName },
          {
            label: t('field.status'),
            value: t(`status.${employee.status}`),
            note:
              employee.rankServiceMonths === null
                ? undefined
                : t('rankServiceNote', { service: formatMonths(employee.rankServiceMonths, locale) }),
          },
        ]}
      />
      <Tabs
        label={t('parts')}
        items={PARTS.map((one) => ({
          href: addressWith(path, { gabungan, bagian: one === 'data' ? undefined : one }),
          label: t(`part.${one}`),
          count: counts[one],
          isCurrent: one === part,
        }))}
      />
      <div className="mt-4">
        {part === 'data' && <MainData employee={employee} reveal={reveal} />}
        {part === 'riwayat' && (
          <HistoryLists
            histories={histories}
            proofs={proofs}
            desk={desk}
            editPath={mayWrite ? `${path}/riwayat` : undefined}
          />
        )}
        {part === 'berkas' && <ArchiveList papers={papers} />}
      </div>
    </>
  )
}

/** The part that an address names; data utama for anything else. */
export function partOf(text: string | undefined): Part {
  return PARTS.find((part) => part === text) ?? 'data'
}
