import { useTranslations } from 'next-intl'
import { VisibleSpaces } from '@/components/import/import-frame'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { expectedColumns, type Header, mappingOf } from '@/lib/import/headers'
import { columnText } from '@/lib/import/problem-text'

const SHOWN = 6

/** How the file's columns were understood: the ones that needed tidying first. */
export function ColumnCard({
  headers,
  dataOn,
  changeHref,
}: {
  headers: readonly Header[]
  dataOn: string
  changeHref: string
}) {
  const t = useTranslations('import')
  const mapped = headers.filter((header) => header.field !== null)
  const tidied = mapped.filter((header) => header.isTidied)
  const total = expectedColumns(mappingOf(headers), dataOn).length
  return (
    <Card
      flush
      title={t('map.title')}
      action={<AppLink href={changeHref}>{t('map.change')}</AppLink>}
      footer={t('map.matched', { count: mapped.length, total })}
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
          {(tidied.length > 0 ? tidied : mapped).slice(0, SHOWN).map(({ column, text, field, isTidied }) => (
            <tr key={column}>
              <td className="font-medium">
                <VisibleSpaces text={text} />
              </td>
              <td>
                {columnText(t, field ?? '')} {isTidied && <span className="text-xs text-muted">{t('map.tidied')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
