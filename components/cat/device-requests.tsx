'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

type Allow = Action<{ id: string; code: string }>
type Request = { attemptId: string; who: string; number: string; codes: readonly string[] }

/**
 * Who typed their PIN at another device while the one at their seat is at work. Each such device shows a code: the
 * supervisor lets the one go on in front of which the candidate stands.
 */
export function DeviceRequests({
  requests,
  allow,
}: {
  requests: readonly Request[]
  /** Missing for whoever only looks. */
  allow: Allow | null
}) {
  const t = useTranslations('exam.asking')
  if (requests.length === 0) return null
  return (
    <div className="mb-4">
      <Notice tone="warning" title={t('title', { count: requests.flatMap(({ codes }) => codes).length })} live>
        <p className="max-w-[75ch]">{t('text')}</p>
        <ul className="mt-2 grid gap-2">
          {requests.map((each) => (
            <Asking key={each.attemptId} request={each} allow={allow} />
          ))}
        </ul>
      </Notice>
    </div>
  )
}

function Asking({ request, allow }: { request: Request; allow: Allow | null }) {
  const t = useTranslations('exam.asking')
  const command = useCommand()
  return (
    <li className="grid gap-1.5">
      <span className="font-semibold">
        {request.who} <span className="num font-normal">{request.number.replace(/(\d{4})(?=\d)/g, '$1 ')}</span>
      </span>
      <ul className="flex flex-wrap gap-x-5 gap-y-2">
        {request.codes.map((code) => (
          <li key={code} className="flex items-center gap-2">
            {t('code')} <b className="num text-lg">{code}</b>
            {allow && (
              <Button
                size="sm"
                icon={<Icon name="check" />}
                aria-label={t('allowCode', { code })}
                busy={command.isBusy}
                onClick={() => void command.run(() => allow({ id: request.attemptId, code }))}
              >
                {t('allow')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <span role="alert" className="font-semibold text-danger empty:hidden">
        {command.trouble}
      </span>
    </li>
  )
}
