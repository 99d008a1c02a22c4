import { useTranslations } from 'next-intl'
import { VisibleSpaces } from '@/components/import/import-frame'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'

const SHOWN = 6

/** A column of the file that was taken for one of ours. */
export type TakenColumn = { key: string; text: string; label: string; isTidied: boolean }

/** How the file's columns were understood, of so many that there may be: the ones that needed tidying first. */
export function ColumnCard({
  columns,
  total,
  changeHref,
}: {
  columns: readonly TakenColumn[]
  total: number
  changeHref: string
}) {
  const t = useTranslations('import')
  const tidied = columns.filter((column) => column.isTidied)
  return (
    <Card
      flush
      title={t('map.title')}
      action={<AppLink href={changeHref}>{t('map.change')}</AppLink>}
      footer={t('map.matched', { count: columns.length, total })}
    >
      <table className="table">
        <caption className="sr-only">{t('map.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.file')}</th>
            <th scope="col">{t('map.satya')}</th>
          </tr>
        </thead>
        <tbody>
          {(tidied.length > 0 ? tidied : columns).slice(0, SHOWN).map(({ key, text, label, isTidied }) => (
            <tr key={key}>
              <td className="font-medium">
                <VisibleSpaces text={text} />
              </td>
              <td>
                {label} {isTidied && <span className="text-xs text-muted">{t('map.tidied')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
