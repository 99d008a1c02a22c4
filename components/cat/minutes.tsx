'use client'

import { useTranslations } from 'next-intl'
import { ProofDialog } from '@/components/cat/proof-dialog'
import { SignMinutes, type SignMinutesAction } from '@/components/cat/sign-minutes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { StatusTag } from '@/components/ui/status-tag'
import type { Action } from '@/lib/refusal'

type Signed = { id: string; code: string; number: string }

/** The minutes of a closed session: a draft to read, the signature of the supervisor, that of the witness, the paper. */
export function Minutes({
  sessionId,
  signed,
  halfSigned,
  witnesses,
  sign,
  witness,
}: {
  sessionId: string
  signed: Signed | null
  /** Signed by the supervisor, and whether the person who looks is the witness. */
  halfSigned: { by: string; witness: string; isMine: boolean } | null
  /** Missing for whoever does not sign as the supervisor. */
  witnesses: readonly { accountId: string; name: string }[] | null
  sign: SignMinutesAction
  witness: Action<{ id: string; password: string; code: string }, { code: string }>
}) {
  const t = useTranslations('exam.minutes')
  return (
    <Card title={t('title')}>
      <div className="grid gap-3 text-sm">
        <p className="max-w-[70ch] text-muted">{t('text')}</p>
        {signed ? (
          <Paper signed={signed} />
        ) : (
          <>
            <p>
              <StatusTag look="waiting">
                {halfSigned ? t('half', { by: halfSigned.by, witness: halfSigned.witness }) : t('waits')}
              </StatusTag>
            </p>
            {witnesses?.length === 0 && <p>{t('noWitness')}</p>}
            <div className="flex flex-wrap gap-2 empty:hidden">
              {(witnesses || halfSigned) && (
                <ButtonLink
                  href={`/api/sesi/${sessionId}/berita-acara`}
                  target="_blank"
                  icon={<Icon name="file-search" />}
                >
                  {t('preview')}
                </ButtonLink>
              )}
              {witnesses && witnesses.length > 0 && (
                <SignMinutes
                  sessionId={sessionId}
                  label={t(halfSigned ? 'signAgain' : 'sign')}
                  witnesses={witnesses}
                  action={sign}
                />
              )}
              {halfSigned?.isMine && (
                <ProofDialog id={sessionId} label={t('signAsWitness')} why={t('whyWitness')} action={witness} />
              )}
            </div>
          </>
        )}
      </div>
    </Card>
  )
}

function Paper({ signed: { id, code, number } }: { signed: Signed }) {
  const t = useTranslations('exam.minutes')
  return (
    <>
      <p>
        <StatusTag look="issued">{t('signed', { number })}</StatusTag>
      </p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/api/berkas/${id}`} target="_blank" icon={<Icon name="file-check" />}>
          {t('open')}
        </ButtonLink>
        <ButtonLink href={`/v/${code}`} target="_blank" icon={<Icon name="qr-code" />}>
          {t('check')}
        </ButtonLink>
      </div>
    </>
  )
}
