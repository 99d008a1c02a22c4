import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { predicateOf } from '@/lib/kinerja/rating'
import { RATINGS, type Rating } from '@/lib/registry/predicate'

const ACROSS = [...RATINGS].reverse()

/** The matrix of PermenPANRB 6/2022 with the cell that two ratings choose. */
export function PredicateMatrix({ result, behaviour }: { result?: Rating | null; behaviour?: Rating | null }) {
  const t = useTranslations('evaluation')
  return (
    <table className="w-full table-fixed border-separate border-spacing-1 text-center text-xs">
      <caption className="sr-only">
        {result && behaviour
          ? t('matrixChosen', { predicate: t(`predicate.${predicateOf(result, behaviour)}`) })
          : t('matrixNone')}
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="colgroup" colSpan={3} className="font-semibold text-muted">
            {t('behaviour')}
          </th>
        </tr>
        <tr>
          <th scope="col" className="text-right font-normal text-muted">
            {t('resultAxis')}
          </th>
          {ACROSS.map((each) => (
            <th key={each} scope="col" className={each === behaviour ? 'font-semibold' : 'font-normal text-muted'}>
              {t(`short.${each}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {RATINGS.map((row) => (
          <tr key={row}>
            <th scope="row" className={`text-right ${row === result ? 'font-semibold' : 'font-normal text-muted'}`}>
              {t(`short.${row}`)}
            </th>
            {ACROSS.map((column) => (
              <Cell
                key={column}
                isChosen={row === result && column === behaviour}
                isCrossed={row === result || column === behaviour}
                word={t(`predicate.${predicateOf(row, column)}`)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ isChosen, isCrossed, word }: { isChosen: boolean; isCrossed: boolean; word: string }) {
  const look = isChosen ? 'border-primary bg-primary font-semibold text-on-primary' : isCrossed ? 'bg-soft' : ''
  return (
    <td className={`h-14 rounded-md border border-line px-0.5 wrap-break-word ${look}`}>
      {isChosen && <Icon name="check" className="mx-auto size-4" />}
      {word}
    </td>
  )
}
