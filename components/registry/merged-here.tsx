import { useTranslations } from 'next-intl'
import { SplitButton } from '@/components/registry/split-button'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { formatNip } from '@/lib/format'
import type { Action } from '@/lib/refusal'
import type { SplitInput } from '@/lib/registry/inputs'

/** The records that lead to this one; each keeps its own histories and papers. */
export function MergedHere({
  files,
  split,
}: {
  files: readonly { id: string; nip: string; name: string }[]
  /** For whoever may undo a merge. */
  split?: Action<SplitInput>
}) {
  const t = useTranslations('registry.mergedHere')
  if (files.length === 0) return null
  return (
    <Card title={t('title')} className="mb-4">
      <ul className="grid gap-3 text-sm">
        {files.map(({ id, nip, name }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span className="min-w-0 flex-1 basis-64">{t('text', { nip: formatNip(nip), name })}</span>
            <AppLink href={`/pegawai/${id}?gabungan=ya`}>
              {t('open')}
              <span className="sr-only"> {formatNip(nip)}</span>
            </AppLink>
            {split && <SplitButton id={id} nip={nip} action={split} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}
