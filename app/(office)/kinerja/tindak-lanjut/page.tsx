import { getLocale, getTranslations } from 'next-intl/server'
import { AbsenceFiles } from '@/components/kinerja/absence-files'
import { AbsenceForm } from '@/components/kinerja/absence-form'
import { AbsenceTable } from '@/components/kinerja/absence-table'
import { AbsenceUpload } from '@/components/kinerja/absence-upload'
import { ConsequenceTabs } from '@/components/kinerja/consequence-tabs'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn, yearOf } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { listAbsenceFiles } from '@/lib/kinerja/absence-import.server'
import { absenceYears, listAbsentPeople } from '@/lib/kinerja/absence-ladder.server'
import { textParameters } from '@/lib/search-parameters'
import { decideAbsenceAction, recordAbsencesAction, stageAbsencesAction, withdrawAbsenceAction } from './actions'

export async function generateMetadata() {
  return { title: (await getTranslations('consequence'))('absence.title') }
}

/** Who was absent without a valid reason in a year, and which step of the ladder it would be. */
export default async function Page({ searchParams }: PageProps<'/kinerja/tindak-lanjut'>) {
  const actor = await requireActor('absence.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('consequence')
  const zone = await officeZone()
  const today = civilDateIn(zone, context.now)
  const years = await absenceYears(context, today)
  const asked = Number(textParameters(await searchParams).tahun)
  const year = years.find((each) => each === asked) ?? yearOf(today)
  const people = await listAbsentPeople(context, year)
  const open = people.filter(
    ({ proposal, decisions }) => proposal && !decisions.some(({ sanction }) => sanction === proposal.sanction),
  )
  return (
    <ClientMessages namespaces={['consequence', 'skp', 'import']}>
      <PageHeader
        title={t('absence.title')}
        subtitle={t('absence.subtitle', { year: String(year), people: people.length, open: open.length })}
        actions={years
          .filter((each) => each !== year)
          .map((each) => (
            <ButtonLink key={each} href={`/kinerja/tindak-lanjut?tahun=${each}`}>
              {each}
            </ButtonLink>
          ))}
      />
      <ConsequenceTabs role={actor.role} current="absence" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card title={t('absence.list')} flush footer={t('absence.footer')}>
          <AbsenceTable
            people={people}
            year={year}
            locale={localeFrom(await getLocale())}
            zone={zone}
            decide={isAllowed(actor.role, 'absence.decide') ? decideAbsenceAction : undefined}
            withdraw={isAllowed(actor.role, 'absence.withdraw') ? withdrawAbsenceAction : undefined}
          />
        </Card>
        {isAllowed(actor.role, 'absence.record') && (
          <Card title={t('absence.record')}>
            <AbsenceForm record={recordAbsencesAction} />
          </Card>
        )}
        {isAllowed(actor.role, 'absence.import') && (
          <Card title={t('absence.file.fromFile')}>
            <AbsenceUpload stage={stageAbsencesAction} />
            <AbsenceFiles files={await listAbsenceFiles(context)} zone={zone} />
          </Card>
        )}
      </div>
    </ClientMessages>
  )
}
