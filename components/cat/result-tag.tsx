import { useTranslations } from 'next-intl'
import { type StatusLook, StatusTag } from '@/components/ui/status-tag'
import type { FilledCode, ResultCode } from '@/lib/cat/announcement'

type PlainCode = Exclude<ResultCode, FilledCode>

const LOOKS: Record<PlainCode, StatusLook> = {
  'P/L': 'approved',
  P: 'conditional',
  TL: 'unmet',
  TH: 'cancelled',
  DIS: 'rejected',
  APS: 'cancelled',
}

/** A result code as it is announced; what it means stands beside the table. */
export function ResultTag({ code }: { code: ResultCode }) {
  return <StatusTag look={isPlain(code) ? LOOKS[code] : 'approved'}>{code}</StatusTag>
}

/** What each result code means. */
export function ResultCodes() {
  const t = useTranslations('results')
  return (
    <dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-2">
      {(Object.keys(LOOKS) as PlainCode[]).map((code) => (
        <div key={code} className="flex gap-3">
          <dt className="min-w-12 font-semibold">{code}</dt>
          <dd className="text-muted">{t(`code.${messageKey(code)}`)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Message keys have no slash. */
function messageKey(code: PlainCode) {
  return code === 'P/L' ? 'P_L' : code
}

function isPlain(code: ResultCode): code is PlainCode {
  return code in LOOKS
}
