'use client'

import { useTranslations } from 'next-intl'
import { ProofDialog } from '@/components/cat/proof-dialog'
import { Card } from '@/components/ui/card'
import type { CertificateCount } from '@/lib/cat/certificates.server'
import type { Action } from '@/lib/refusal'

/** How many certificates are out, and the act that has the rest signed. */
export function Certificates({
  programmeId,
  count: { scored, issued, waiting },
  action,
}: {
  programmeId: string
  count: CertificateCount
  action: Action<{ id: string; password: string; code: string }, unknown>
}) {
  const t = useTranslations('results.certificates')
  const left = scored - issued - waiting
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p>{scored === 0 ? t('none') : t('count', { issued, scored })}</p>
        {waiting > 0 && <p role="status">{t('waiting', { count: waiting })}</p>}
        {left > 0 && (
          <div>
            <ProofDialog id={programmeId} label={t('sign', { count: left })} why={t('why')} action={action} />
          </div>
        )}
      </div>
    </Card>
  )
}
