import { useSyncExternalStore } from 'react'
import type { Desk } from './desk'
import { waitingEvidence, watchEvidence } from './evidence-box'
import { Icon } from './icons'
import { t, timeOfDay } from './words'

/** Whether everything is at the server, in one line. */
export function Connection({ desk }: { desk: Desk }) {
  const { offlineSince, waiting, isSending, own } = desk
  const isOnServer = (entryId: string) => own?.entries.some(({ id }) => id === entryId)
  const pieces = useSyncExternalStore(watchEvidence, waitingEvidence).filter(({ entryId }) =>
    isOnServer(entryId),
  ).length
  const zone = own?.zone ?? 'Asia/Jakarta'
  const isOff = offlineSince !== null
  const words = isOff
    ? t('connection.offlineSince', { time: timeOfDay(offlineSince, zone).slice(0, 5) })
    : isSending
      ? t('connection.sending')
      : waiting.length > 0
        ? t('connection.waiting', { count: waiting.length })
        : pieces > 0
          ? t('evidence.waiting', { count: pieces })
          : t('connection.allSent')
  const isBehind = isOff || waiting.length + pieces > 0
  return (
    <p className={isBehind ? 'conn off' : 'conn'} role="status">
      {own && (
        <>
          <Icon name={isBehind ? 'cloud-off' : 'cloud-check'} />
          {words}
        </>
      )}
    </p>
  )
}
