'use client'

import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Table } from '@/components/ui/table'
import { useFirstFocus } from '@/components/ui/use-first-focus'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { LockBar } from '@/components/wbs/desk/lock-bar'
import type { OfflineContent } from '@/components/wbs/desk/offline-calls'
import { UnlockForm } from '@/components/wbs/desk/unlock-form'
import { useTroubleText, useVault } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { Desk } from '@/lib/wbs/desk.server'
import type { OfflineRow } from '@/lib/wbs/offline.server'
import { fromBase64url } from '@/lib/wbs/protocol'

type FetchFile = Action<{ report: string }, { file: string }>
type Props = { desk: Desk; files: readonly OfflineRow[]; caption: string; fetchFile: FetchFile; pager: ReactNode }

/** Files that were locked by hand: fetched as they came, and opened here with the own key. */
export function OfflineDesk({ desk, files, caption, fetchFile, pager }: Props) {
  const isOpen = useVault(desk.officer.keyId)
  const troubleText = useTroubleText()
  const refusalText = useRefusalText()
  const [shown, setShown] = useState<{ id: string; content: OfflineContent }>()
  const [trouble, setTrouble] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)

  const fetched = async (id: string) => {
    const answer = await fetchFile({ report: id })
    if (!answer.ok) throw refusalText(answer.refusal)
    return answer.data.file
  }
  const tried = async (work: () => Promise<void>) => {
    if (isBusy) return
    setIsBusy(true)
    setTrouble(undefined)
    setShown(undefined)
    try {
      await work()
    } catch (error) {
      setTrouble(typeof error === 'string' ? error : troubleText(error))
    }
    setIsBusy(false)
  }
  const open = (id: string) =>
    tried(async () => setShown({ id, content: await vault('openOffline', { file: await fetched(id) }) }))
  const save = (id: string) => tried(async () => saveFile(await fetched(id), `${id.slice(0, 8)}.age`))

  if (!isOpen) return <UnlockForm desk={desk} />
  return (
    <>
      <LockBar />
      <Notice live>{trouble}</Notice>
      <Card flush>
        <FileTable files={files} caption={caption} isBusy={isBusy} open={open} save={save} />
      </Card>
      {pager}
      {shown && <Content key={shown.id} content={shown.content} />}
    </>
  )
}

type Commands = { isBusy: boolean; open: (id: string) => void; save: (id: string) => void }

function FileTable({ files, caption, isBusy, open, save }: Commands & Pick<Props, 'files' | 'caption'>) {
  const t = useTranslations('desk.offline')
  const locale = localeFrom(useLocale())
  return (
    <Table
      caption={caption}
      rows={files}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'report',
          header: t('report'),
          phone: 'plain',
          cell: ({ receivedOn }) => t('from', { date: formatDate(receivedOn, 'long', locale) }),
        },
        {
          key: 'size',
          header: t('size'),
          cell: ({ bytes }) => t('kilobytes', { kilobytes: Math.ceil(bytes / 1000) }),
        },
        {
          key: 'actions',
          header: t('actions'),
          headerHidden: true,
          phone: 'plain',
          cell: ({ id }) => (
            <span className="flex flex-wrap gap-2">
              <Button size="sm" busy={isBusy} onClick={() => open(id)}>
                {t('open')}
              </Button>
              <Button size="sm" busy={isBusy} onClick={() => save(id)}>
                {t('save')}
              </Button>
            </span>
          ),
        },
      ]}
    />
  )
}

/** Text is shown as text; nothing else of a stranger's is opened in this page. */
function Content({ content }: { content: OfflineContent }) {
  const t = useTranslations('desk.offline')
  const text = useFirstFocus<HTMLDivElement>()
  if (content === undefined)
    return (
      <Notice live tone="warning" title={t('cannot')}>
        {t('cannotText')}
      </Notice>
    )
  if (content === null)
    return (
      <Notice live tone="warning">
        {t('notText')}
      </Notice>
    )
  return (
    <div ref={text} tabIndex={-1}>
      <Card title={t('opened')} className="mt-4">
        <p className="mb-3 text-sm text-muted">{t('unsigned')}</p>
        <p className="whitespace-pre-wrap wrap-anywhere">{content}</p>
      </Card>
    </div>
  )
}

function saveFile(file: string, name: string): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(fromBase64url(file))], { type: 'application/octet-stream' }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
}
