import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PublicFrame } from '@/components/public/public-frame'
import { buttonClass } from '@/components/ui/button-class'
import { Timeline } from '@/components/ui/timeline'

const SECTIONS = [
  { id: 'masuk', key: 'signIn' },
  { id: 'akun', key: 'account' },
  { id: 'peran', key: 'roles' },
  { id: 'kenaikan-pangkat', key: 'promotion' },
  { id: 'kapan-naik-pangkat', key: 'forecast' },
  { id: 'impor', key: 'import' },
  { id: 'struktur', key: 'structure' },
  { id: 'kinerja-harian', key: 'daily' },
  { id: 'evaluasi-kinerja', key: 'evaluation' },
  { id: 'ujian', key: 'exam' },
  { id: 'laporan', key: 'report' },
  { id: 'dokumen', key: 'document' },
  { id: 'papan-tombol', key: 'keyboard' },
  { id: 'aksesibilitas', key: 'accessibility' },
  { id: 'data-pribadi', key: 'privacy' },
] as const

const ROLES = [
  'officer',
  'approver',
  'agencySigner',
  'verifier',
  'bknSigner',
  'employee',
  'appraiser',
  'performanceOfficer',
  'itemWriter',
  'itemReviewer',
  'examManager',
  'examRegistrar',
  'examSupervisor',
  'wbsOfficer',
  'auditor',
  'admin',
] as const

const STEPS = ['list', 'propose', 'agency', 'send', 'verify', 'opinion', 'decree', 'record'] as const

const KEYS = ['commands', 'search', 'sheet', 'go', 'move', 'pick', 'open', 'edit', 'review', 'primary'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.help'))('title') }
}

/** One page of help, the same for everybody, reached from the same place on every page. */
export default function Page() {
  const t = useTranslations('public.help')
  const frame = useTranslations('public.front')
  return (
    <PublicFrame
      action={
        <a href="/masuk" className={buttonClass({ variant: 'primary' })}>
          {frame('signIn')}
        </a>
      }
    >
      <main id="isi" className="mx-auto w-full max-w-[1024px] px-4 py-6 md:px-12 md:py-10">
        <h1 tabIndex={-1}>{t('title')}</h1>
        <p className="mt-1 max-w-[64ch] text-muted">{t('lead')}</p>
        <div className="mt-6 gap-12 md:mt-8 lg:grid lg:grid-cols-[224px_minmax(0,1fr)]">
          <nav aria-label={t('contents')} className="mb-8 lg:sticky lg:top-6 lg:self-start">
            <ul className="grid border-l-2 border-line text-sm sm:max-lg:grid-cols-2">
              {SECTIONS.map(({ id, key }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="flex min-h-11 items-center px-4 no-underline hover:underline lg:min-h-8"
                  >
                    {t(`${key}.title`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="grid gap-10">
            {SECTIONS.map(({ id, key }) => (
              <Section key={id} id={id} title={t(`${key}.title`)} text={t(`${key}.text`)}>
                {BODIES[key]?.()}
              </Section>
            ))}
          </div>
        </div>
      </main>
    </PublicFrame>
  )
}

const BODIES: Partial<Record<(typeof SECTIONS)[number]['key'], () => ReactNode>> = {
  roles: () => <Roles />,
  promotion: () => <Journey />,
  keyboard: () => <Keys />,
}

function Section({ id, title, text, children }: { id: string; title: string; text: string; children?: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="scroll-mt-6 text-lg md:text-xl">
        {title}
      </h2>
      {text.split('\n').map((paragraph) => (
        <p key={paragraph} className="mt-2 max-w-[70ch]">
          {paragraph}
        </p>
      ))}
      {children}
    </section>
  )
}

function Roles() {
  const t = useTranslations('public.help.roles')
  return (
    <dl className="mt-4 border-t border-line text-sm">
      {ROLES.map((role) => (
        <div key={role} className="gap-4 border-b border-line py-2.5 md:grid md:grid-cols-[208px_1fr]">
          <dt className="font-semibold">{t(`${role}.name`)}</dt>
          <dd className="text-muted">{t(`${role}.does`)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Journey() {
  const t = useTranslations('public.help.promotion.step')
  return (
    <div className="mt-4">
      <Timeline
        entries={STEPS.map((step) => ({
          key: step,
          state: 'done',
          title: t(`${step}.title`),
          meta: <span className="text-sm">{t(`${step}.text`)}</span>,
        }))}
      />
    </div>
  )
}

function Keys() {
  const t = useTranslations('public.help.keyboard')
  return (
    <dl className="mt-4 border-t border-line text-sm">
      {KEYS.map((key) => (
        <div key={key} className="grid grid-cols-[128px_1fr] gap-4 border-b border-line py-2 md:grid-cols-[208px_1fr]">
          <dt>
            <kbd>{t(`${key}.keys`)}</kbd>
          </dt>
          <dd className="text-muted">{t(`${key}.does`)}</dd>
        </div>
      ))}
    </dl>
  )
}
