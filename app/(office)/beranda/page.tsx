import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ControlHome } from '@/components/access/control-home'
import { HomeWork } from '@/components/kinerja/home-work'
import { EmployeeHome } from '@/components/registry/employee-home'
import { OfficerHome } from '@/components/sapk/officer-home'
import { QueueHome } from '@/components/sapk/queue-home'
import { PageHeader } from '@/components/ui/page-header'
import { isAllowed } from '@/lib/auth/permissions'
import { requireActor } from '@/lib/auth/session.server'
import { countWaitingEvaluations } from '@/lib/kinerja/evaluations-read.server'
import { homeWork, officerWork } from '@/lib/kinerja/home-work.server'
import { officerHome } from '@/lib/sapk/officer-home.server'
import { findCareer } from '@/lib/sapk/public.server'

export async function generateMetadata() {
  return { title: (await getTranslations('access.home'))('title') }
}

/** Beranda: each role begins with what waits for it. */
export default async function Page() {
  const actor = await requireActor('home.read')
  const now = new Date()
  switch (actor.role) {
    case 'mutation_officer':
      return <OfficerHome home={await officerHome({ actor, now })} now={now} />
    case 'agency_approver':
    case 'agency_signer':
    case 'bkn_verifier':
    case 'bkn_signer':
      return <QueueHome actor={actor} now={now} />
    case 'item_writer':
    case 'item_reviewer':
      return redirect('/cat/bank-soal')
    case 'bkn_admin':
    case 'auditor':
      return <ControlHome actor={actor} now={now} />
    case 'exam_manager':
    case 'exam_registrar':
    case 'exam_supervisor':
      return redirect('/cat/sesi')
    case 'wbs_officer':
      return redirect('/wbs')
    default: {
      const [t, work, evaluations, officer, career] = await Promise.all([
        getTranslations('registry.home'),
        homeWork({ actor, now }),
        countWaitingEvaluations({ actor, now }),
        isAllowed(actor.role, 'appraiser.read') ? officerWork({ actor, now }) : undefined,
        actor.employeeId ? findCareer({ actor, now }, actor.employeeId) : null,
      ])
      return (
        <>
          <PageHeader title={t('hello', { name: actor.name })} />
          <EmployeeHome career={career ?? null} work={work && <HomeWork {...{ work, evaluations, officer }} />} />
        </>
      )
    }
  }
}
