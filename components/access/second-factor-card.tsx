'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type * as z from 'zod'
import { ProofForm } from '@/components/access/proof-form'
import { RecoveryCodes } from '@/components/access/recovery-codes'
import type { SignInWords } from '@/components/access/sign-in-words'
import type { proofInput } from '@/lib/auth/inputs'
import type { Action } from '@/lib/refusal'

type Proof = z.input<typeof proofInput>

/** The authenticator of an account: how many recovery codes are left, new codes, another authenticator. */
export function SecondFactorCard({
  hasSecondFactor,
  isConfirmed,
  codesLeft,
  enrolment,
  recovery,
  confirm,
  renewCodes,
}: {
  hasSecondFactor: boolean
  /** A proof has been given just now, so that `enrolment` (QR code and form) may be shown. */
  isConfirmed: boolean
  codesLeft: number
  enrolment?: ReactNode
  recovery: SignInWords['recovery']
  confirm: Action<Proof>
  renewCodes: Action<Proof, string[]>
}) {
  const t = useTranslations('access.security')
  const [codes, setCodes] = useState<string[]>()
  if (codes) return <RecoveryCodes words={recovery} codes={codes} next="/akun" onDone={() => setCodes(undefined)} />
  return (
    <div className="grid gap-4 text-sm">
      <p>{hasSecondFactor ? t('factorOn', { count: codesLeft }) : t('factorOff')}</p>
      {hasSecondFactor && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 font-semibold text-link">{t('renewCodes')}</summary>
          <ProofForm hasSecondFactor action={renewCodes} submitLabel={t('renewCodes')} onDone={setCodes} />
        </details>
      )}
      <details open={isConfirmed}>
        <summary className="min-h-11 cursor-pointer py-2 font-semibold text-link">
          {hasSecondFactor ? t('replaceFactor') : t('addFactor')}
        </summary>
        {enrolment ?? <ProofForm hasSecondFactor={hasSecondFactor} action={confirm} submitLabel={t('goOn')} />}
      </details>
    </div>
  )
}
