'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

type Request = { attemptId: string; who: string; number: string }

/** Who typed their PIN at another device while the one at their seat is at work; one press lets that one go on. */
export function DeviceRequests({
  requests,
  allow,
}: {
  requests: readonly Request[]
  /** Missing for whoever only looks. */
  allow: Action<{ id: string }> | null
}) {
  const t = useTranslations('exam.asking')
  if (requests.length === 0) return null
  return (
    <div className="mb-4">
      <Notice tone="warning" title={t('title', { count: requests.length })} live>
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

function Asking({ request, allow }: { request: Request; allow: Action<{ id: string }> | null }) {
  const t = useTranslations('exam.asking')
  const command = useCommand()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span className="font-semibold">
        {request.who} <span className="num font-normal">{request.number}</span>
      </span>
      {allow && (
        <Button
          size="sm"
          icon={<Icon name="check" />}
          busy={command.isBusy}
          onClick={() => void command.run(() => allow({ id: request.attemptId }))}
        >
          {t('allow')}
        </Button>
      )}
      <span role="alert" className="font-semibold text-danger empty:hidden">
        {command.trouble}
      </span>
    </li>
  )
}
