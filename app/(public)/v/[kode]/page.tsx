import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { useLocale, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { type FileAnswer, FileCheck } from '@/components/documents/file-check'
import { CodeField } from '@/components/public/code-field'
import { MessagePage } from '@/components/public/message-page'
import { PublicFrame } from '@/components/public/public-frame'
import { VerificationResult } from '@/components/public/verification-result'
import { printedCode, readCode } from '@/lib/documents/document-code'
import { FILE_CHECK_COOKIE, fileAnswer } from '@/lib/documents/file-check'
import { mayAsk } from '@/lib/documents/may-ask.server'
import { findPublicDocument, type PublicDocument } from '@/lib/documents/verification.server'
import { formatDate, formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.check'))('title'), robots: { index: false, follow: false } }
}

/** Whether the letter of a code is genuine and in force. Plain HTML: nothing here needs JavaScript. */
export default async function Page({ params }: PageProps<'/v/[kode]'>) {
  const t = await getTranslations('documents')
  const { kode } = await params
  const now = new Date()
  const code = readCode(decoded(kode))
  const links = [{ href: '/v', label: t('other') }]
  if (!mayAsk('code', (await headers()).get('x-forwarded-for'), now)) {
    return (
      <PublicFrame links={links}>
        <MessagePage icon="hourglass" title={t('busy')}>
          <p>{t('check.answer.busy')}</p>
        </MessagePage>
      </PublicFrame>
    )
  }
  const document = code && (await findPublicDocument(code, now))
  if (!code || !document) {
    return (
      <PublicFrame links={links}>
        <VerificationResult
          state="not_found"
          code={code ? printedCode(code) : undefined}
          detail={t('detail.not_found')}
        >
          <div className="mt-6">
            <CodeField value={code ? printedCode(code) : undefined} />
          </div>
        </VerificationResult>
      </PublicFrame>
    )
  }
  const answer = fileAnswer((await cookies()).get(FILE_CHECK_COOKIE)?.value, document.fileSha256)
  return (
    <PublicFrame links={links}>
      <Verdict code={code} document={document} answer={answer} now={now} />
    </PublicFrame>
  )
}

type VerdictProps = {
  code: string
  document: PublicDocument & { isIntact: boolean }
  answer: FileAnswer | 'differs' | undefined
  now: Date
}

function Verdict({ code, document, answer, now }: VerdictProps) {
  const t = useTranslations('documents')
  const locale = localeFrom(useLocale())
  const { status, number, issuingOffice, endedOn, successorCode } = document
  const date = formatDate(endedOn ?? document.issuedOn, 'long', locale)
  const inForce = document.isIntact ? 'valid' : 'unverified'
  const state = answer === 'differs' ? 'file_differs' : status === 'issued' ? inForce : status
  const detail = {
    valid: t('detail.valid', { at: formatInstant(now, locale, 'Asia/Jakarta') }),
    unverified: t('detail.unverified'),
    superseded: t.rich('detail.superseded', { date, a: (label) => <a href={`/v/${successorCode}`}>{label}</a> }),
    revoked: t('detail.revoked', { date, office: issuingOffice }),
    file_differs: t('detail.file_differs', { number }),
  }[state]
  const isTest = document.signer === 'test'
  const signature = document.isIntact ? 'intact' : 'unknown'
  const facts = [
    { label: t('fact.kind'), value: t(`kind.${document.kind}`) },
    { label: t('fact.number'), value: number },
    { label: t('fact.date'), value: formatDate(document.issuedOn, 'long', locale) },
    { label: t('fact.office'), value: issuingOffice },
    { label: t('fact.signatory'), value: document.signatoryTitle },
    ...(document.maskedHolder ? [{ label: t('fact.holder'), value: document.maskedHolder }] : []),
    {
      label: t('fact.signature'),
      value: t(`signature.${signature}`, { issuer: document.certificateIssuer, isTest: isTest ? 'yes' : 'no' }),
    },
  ]
  return (
    <VerificationResult state={state} code={printedCode(code)} detail={detail} facts={facts}>
      <FileCheck code={code} sha256={document.fileSha256} answer={answer === 'differs' ? undefined : answer} />
    </VerificationResult>
  )
}

/** The code of the address; what is no proper encoding is no code either. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
