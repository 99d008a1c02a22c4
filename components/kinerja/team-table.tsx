import { useLocale, useTranslations } from 'next-intl'
import { WeekDay } from '@/components/kinerja/day-cell'
import type { EntryActs } from '@/components/kinerja/entry-commands'
import { MemberEntries } from '@/components/kinerja/member-entries'
import { EmptyState } from '@/components/ui/empty-state'
import { AppLink } from '@/components/ui/link'
import { type Column, NameCell, Table } from '@/components/ui/table'
import { type CivilDate, isoWeekday } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'
import { waitingIn } from '@/lib/kinerja/team-week'
import type { TeamMember } from '@/lib/kinerja/team-week.server'

/**
 * People by working days. Whose entries bear a sign has no box in the row: they are read and picked one by one in the
 * row that opens.
 */
export function TeamTable({
  days,
  members,
  opened,
  href,
  acts,
}: {
  days: readonly CivilDate[]
  members: readonly TeamMember[]
  /** Whose entries are shown. */
  opened: string | undefined
  /** The same page with other words in its address. */
  href: (changes: Record<string, string | undefined>) => string
  acts: EntryActs
}) {
  const t = useTranslations('team')
  const locale = localeFrom(useLocale())
  const toggleHref = ({ id }: TeamMember) => href({ buka: id === opened ? undefined : id })
  const columns: Column<TeamMember>[] = [
    {
      key: 'person',
      header: t('column.person'),
      cell: (member) => (
        <NameCell
          href={toggleHref(member)}
          name={member.name}
          sub={<span className="whitespace-normal">{member.position}</span>}
        />
      ),
    },
    ...days.map((day, at) => ({
      key: day,
      header: `${dataWord(t, `weekday.${isoWeekday(day)}`)} ${Number(day.slice(8))}`,
      cell: ({ cells }: TeamMember) => {
        const cell = cells[at]
        return cell && <WeekDay cell={cell} />
      },
      phone: 'label' as const,
    })),
    {
      key: 'waiting',
      header: t('column.waiting'),
      align: 'right',
      phone: 'plain',
      cell: (member) => (
        <>
          <span className="text-muted md:hidden">{t('column.waiting')}: </span>
          {waitingIn([member])}
        </>
      ),
    },
  ]
  return (
    <Table
      caption={t('caption', {
        from: formatDate(days[0] ?? '', 'long', locale),
        to: formatDate(days.at(-1) ?? '', 'long', locale),
      })}
      columns={columns}
      rows={members}
      rowKey={({ id }) => id}
      select={{
        name: 'person',
        label: ({ name }) => t('pick', { name }),
        isPickable: (member) => waitingIn([member]) > 0 && member.signs.length === 0,
      }}
      detail={{
        label: ({ name }) => t('open', { name }),
        content: (member) => (member.id === opened ? <MemberEntries member={member} acts={acts} /> : null),
        isOpen: ({ id }) => id === opened,
        href: toggleHref,
      }}
      empty={
        <EmptyState
          title={t('noneTitle')}
          icon="search-x"
          action={<AppLink href={href({ tampil: undefined })}>{t('all')}</AppLink>}
        >
          {t('none')}
        </EmptyState>
      }
    />
  )
}
