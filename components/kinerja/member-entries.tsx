import { useLocale, useTranslations } from 'next-intl'
import { STATE_LOOKS } from '@/components/kinerja/day-cell'
import { type EntryActs, EntryCommands } from '@/components/kinerja/entry-commands'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { isoWeekday } from '@/lib/civil-date'
import { formatDate, formatNumber } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { clockOf } from '@/lib/kinerja/clock'
import type { EntryState } from '@/lib/kinerja/entry'
import type { EntrySign } from '@/lib/kinerja/entry-signs'
import type { Evidence } from '@/lib/kinerja/evidence-piece'
import type { TeamEntry, TeamMember } from '@/lib/kinerja/team-week.server'

const LOOK_OF: Record<Exclude<EntryState, 'withdrawn'>, keyof typeof STATE_LOOKS> = {
  submitted: 'waiting',
  approved: 'approved',
  returned: 'returned',
  rejected: 'rejected',
}

/** What one person wrote down in a week, day by day, with what asks for reading and the answers to each entry. */
export function MemberEntries({
  member: { cells, entries, signs, planId },
  acts,
}: {
  member: TeamMember
  acts: EntryActs
}) {
  const t = useTranslations('team')
  const locale = localeFrom(useLocale())
  return (
    <div className="grid gap-3 px-4 pt-1 pb-4">
      {signs.map((sign) => (
        <SignNotice key={sign.kind} sign={sign} />
      ))}
      {planId && (
        <p className="text-sm">
          <AppLink href={`/kinerja/skp/${planId}`}>{t('plan')}</AppLink>
        </p>
      )}
      {entries.length === 0 && <p className="text-sm text-muted">{t('noEntries')}</p>}
      {cells.map(({ day }) => {
        const of = entries.filter(({ workOn }) => workOn === day)
        if (of.length === 0) return null
        const name = t('entry.day', {
          weekday: dataWord(t, `weekday.${isoWeekday(day)}`),
          date: formatDate(day, 'long', locale),
        })
        return (
          <section key={day} aria-label={name}>
            <p className="text-sm">
              <b>{name}</b>{' '}
              <span className="text-muted">
                {t('entry.of', { count: of.length })} · {t('entry.minutes', { minutes: standingMinutes(of) })}
              </span>
            </p>
            <ul className="mt-1 rounded-md border border-line">
              {of.map((entry) => (
                <EntryLine key={entry.id} entry={entry} acts={acts} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

/** Minutes that count, or that would where nobody has answered yet. */
function standingMinutes(entries: readonly TeamEntry[]): number {
  const standing = entries.filter(({ state }) => state !== 'rejected' && state !== 'withdrawn')
  return standing.reduce(
    (sum, { approvedMinutes, startsMinute, endsMinute }) => sum + (approvedMinutes ?? endsMinute - startsMinute),
    0,
  )
}

function SignNotice({ sign }: { sign: EntrySign }) {
  const t = useTranslations('team')
  const locale = localeFrom(useLocale())
  const short = (day: string) => formatDate(day, 'short', locale).slice(0, -5)
  const days = new Intl.ListFormat(locale, { type: 'conjunction' }).format(sign.days.map(short))
  const text = {
    same_text: () => sign.kind === 'same_text' && t('sign.same_text', { days, percent: sign.percent }),
    month_end: () => sign.kind === 'month_end' && t('sign.month_end', { days, date: short(sign.receivedOn) }),
    at_cap: () => sign.kind === 'at_cap' && t('sign.at_cap', { days, minutes: sign.minutes }),
  }[sign.kind]()
  return (
    <Notice tone="warning">
      <b>{t('notPicked')}</b> {text}
    </Notice>
  )
}

function EntryLine({ entry, acts }: { entry: TeamEntry; acts: EntryActs }) {
  const t = useTranslations('team')
  const locale = localeFrom(useLocale())
  const { id, version, state, text, startsMinute, endsMinute, quantity, unit, approvedMinutes } = entry
  const look = state === 'withdrawn' ? null : LOOK_OF[state]
  const minutes = endsMinute - startsMinute
  const isCut = state === 'approved' && approvedMinutes !== null && approvedMinutes < minutes
  return (
    <li className="grid gap-x-4 gap-y-1 border-line px-3 py-2 text-sm not-first:border-t md:grid-cols-[2.75rem_7rem_minmax(0,1fr)_auto]">
      <span>{state === 'submitted' && <EntryBox id={id} text={text} />}</span>
      <span className="num whitespace-nowrap">
        {clockOf(startsMinute, locale)}–{clockOf(endsMinute, locale)}
      </span>
      <span className="min-w-0 wrap-anywhere">
        {text}
        <span className="block text-xs text-muted">
          {[
            quantity && `${formatNumber(Number(quantity), locale)} ${unit ?? ''}`.trim(),
            linkOf(entry, t),
            entry.place && dataWord(t, `entry.place.${entry.place}`),
            entry.collaborators && t('entry.collaborators', { names: entry.collaborators }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <EvidenceLinks pieces={entry.evidence} />
        {entry.lateReason && (
          <span className="block text-xs text-warning">{t('entry.late', { reason: entry.lateReason })}</span>
        )}
        {isCut && <span className="block text-xs">{t('entry.counted', { counted: approvedMinutes, minutes })}</span>}
        {entry.reviewNote && (
          <span className="block text-xs text-muted">{t('entry.note', { note: entry.reviewNote })}</span>
        )}
      </span>
      <span className="flex flex-wrap items-center gap-2">
        {look && (
          <span className="inline-flex items-center gap-1.5 text-xs">
            <Icon name={STATE_LOOKS[look].icon} className={`size-4 [stroke-width:2] ${STATE_LOOKS[look].tone}`} />
            {t(`cell.${look}`)}
          </span>
        )}
        <EntryCommands
          entry={{ id, version, state, minutes: approvedMinutes ?? minutes, worked: minutes }}
          acts={acts}
        />
      </span>
    </li>
  )
}

/** What stands beside an entry, each in a window of its own: reading goes on where it was. */
export function EvidenceLinks({ pieces }: { pieces: readonly Omit<Evidence, 'sizeBytes'>[] }) {
  const t = useTranslations('team')
  if (pieces.length === 0) return null
  return (
    <ul aria-label={t('entry.evidence')} className="flex flex-wrap gap-x-3">
      {pieces.map(({ id, kind, name, url }) => (
        <li key={id}>
          <a
            href={url ?? `/api/kinerja/bukti/${id}`}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex min-h-11 items-center gap-1 text-xs md:min-h-6"
          >
            <Icon name={EVIDENCE_ICONS[kind]} className="size-4" />
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}

const EVIDENCE_ICONS = { photo: 'eye', file: 'file-text', link: 'external-link' } as const

function EntryBox({ id, text }: { id: string; text: string }) {
  const t = useTranslations('team')
  return (
    <label className="grid size-11 place-items-center md:size-8">
      <input type="checkbox" name="entry" value={id} aria-label={t('pickEntry', { text })} />
    </label>
  )
}

/** What the work served: a result of the plan, an order, or neither. */
function linkOf(
  { kind, itemPosition, itemText, orderBy, orderNumber }: TeamEntry,
  t: ReturnType<typeof useTranslations<'team'>>,
) {
  if (kind === 'plan') return t('entry.item', { position: itemPosition ?? 0, text: itemText ?? '' })
  if (kind === 'general') return t('entry.general')
  const order = orderNumber
    ? t('entry.orderNumber', { by: orderBy ?? '', number: orderNumber })
    : t('entry.order', { by: orderBy ?? '' })
  return `${t('entry.additional')} · ${order}`
}
