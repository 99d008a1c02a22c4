import { useTranslations } from 'next-intl'
import { AppLink } from '@/components/ui/link'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { Tag, type Tone } from '@/components/ui/tag'
import { aspectWord } from '@/lib/cat/aspect-word'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { Sign } from '@/lib/cat/item-review'
import type { AnsweredItem } from '@/lib/cat/item-review.server'
import { formatDecimals, formatPercent, type Locale } from '@/lib/format'

const TONES: Record<Sign['code'], Tone> = {
  check_key: 'danger',
  better_wrong: 'danger',
  uneven_weights: 'warning',
  too_hard: 'warning',
  too_easy: 'warning',
  weak: 'info',
  idle_options: 'info',
}

/** The items of one section with their statistics; those with the most to look at come first. */
export function ReviewedItems({ caption, items, locale }: { caption: string; items: AnsweredItem[]; locale: Locale }) {
  const t = useTranslations('bank')
  const number = (value: number | null) => (value === null ? '–' : formatDecimals(value, locale, 2))
  const share = (value: number) => formatPercent(Math.round(value * 100), locale)
  const columns: Column<AnsweredItem>[] = [
    {
      key: 'code',
      header: t('code'),
      phone: 'plain',
      cell: ({ id, code, aspect }) => (
        <TwoLines sub={aspectWord(t, aspect)}>
          <span className="md:whitespace-nowrap">
            <AppLink href={`${BANK_PATH}/${id}`}>{code}</AppLink>
          </span>
        </TwoLines>
      ),
    },
    {
      key: 'difficulty',
      header: t('analysis.difficulty'),
      align: 'right',
      cell: ({ difficulty }) => number(difficulty),
    },
    { key: 'rest', header: t('analysis.itemRest'), align: 'right', cell: ({ itemRest }) => number(itemRest) },
    {
      key: 'options',
      header: t('analysis.options'),
      cell: ({ options, blank }) => (
        <span className="num flex flex-wrap gap-x-3 gap-y-1 text-sm">
          {options.map(({ id, points, share: part }) => (
            <span key={id} className={points > 0 ? 'font-semibold' : 'text-muted'}>
              {t('analysis.option', { option: id, points, share: share(part) })}
            </span>
          ))}
          <span className="text-muted">{t('analysis.blank', { share: share(blank) })}</span>
        </span>
      ),
    },
    {
      key: 'signs',
      header: t('analysis.signs'),
      phone: 'plain',
      cell: ({ signs, dif }) => (
        <span className="flex flex-wrap gap-1">
          {signs.length + dif.length === 0 && <span className="text-muted">{t('analysis.sound')}</span>}
          {signs.map(({ code, options }) => (
            <Tag key={code} tone={TONES[code]} icon={TONES[code] === 'info' ? 'info' : 'triangle-alert'}>
              {t(`analysis.sign.${code}`, { options: options.join(', ') })}
            </Tag>
          ))}
          {dif.map(({ delta, class: size, ...of }) => {
            const region = of.group === 'region' ? of.region : ''
            return (
              <Tag key={`${of.group} ${region}`} tone={size === 'C' ? 'danger' : 'warning'} icon="triangle-alert">
                {t(`analysis.dif.${of.group}`, { direction: delta < 0 ? 'harder' : 'easier', size, region })}
              </Tag>
            )
          })}
        </span>
      ),
    },
  ]
  const rows = [...items].sort((a, b) => weight(b) - weight(a) || (a.code < b.code ? -1 : 1))
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ id }) => id} empty={null} />
}

/** Signs that a person should act on weigh more than those that are only told. */
function weight({ signs, dif }: AnsweredItem): number {
  const of: Partial<Record<Tone, number>> = { danger: 100, warning: 10, info: 1 }
  const ofGroups = dif.reduce((sum, { class: size }) => sum + (size === 'C' ? 100 : 10), 0)
  return signs.reduce((sum, { code }) => sum + (of[TONES[code]] ?? 0), ofGroups)
}
