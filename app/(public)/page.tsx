import { useTranslations } from 'next-intl'
import { CareerDrawing } from '@/components/public/career-drawing'
import { CodeField } from '@/components/public/code-field'
import { PublicFrame } from '@/components/public/public-frame'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import { settings } from '@/lib/settings.server'
import type words from '@/messages/id/public.json'

type ServiceName = keyof typeof words.front.service

const SERVICES: { name: ServiceName; icon: IconName; href: string }[] = [
  { name: 'promotion', icon: 'route', href: '/bantuan#kenaikan-pangkat' },
  { name: 'forecast', icon: 'calendar-clock', href: '/bantuan#kapan-naik-pangkat' },
  { name: 'record', icon: 'id-card', href: '/bantuan#data-pribadi' },
  { name: 'performance', icon: 'target', href: '/bantuan#kinerja-harian' },
  { name: 'exam', icon: 'monitor-check', href: '/bantuan#ujian' },
  { name: 'document', icon: 'badge-check', href: '/bantuan#dokumen' },
]

/** The front page: what this is, the check of a document for everybody, the way in. */
export default function Page() {
  const t = useTranslations('public')
  const isReportingHere = settings().SATYA_SURFACE === 'all'
  return (
    <PublicFrame
      links={[
        { href: '#layanan', label: t('front.services') },
        { href: '/cat/pengumuman', label: t('front.announcements') },
        { href: '/bantuan', label: t('frame.help') },
      ]}
      action={
        <a href="/masuk" className={buttonClass({ variant: 'primary' })}>
          {t('front.signIn')}
        </a>
      }
    >
      <main id="isi" className="mx-auto w-full max-w-[1280px] px-4 md:px-12">
        <div className="items-center gap-24 py-6 md:pt-10 md:pb-8 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,480px)]">
          <div>
            <h1 className="text-2xl md:text-4xl md:tracking-[-0.025em]">{t('front.title')}</h1>
            <p className="mt-2 max-w-[54ch] text-muted md:mt-3 md:text-lg md:leading-7">{t('front.lead')}</p>
            <div className="mt-5 md:mt-6">
              <CodeField />
            </div>
          </div>
          <div className="hidden lg:block">
            <CareerDrawing
              labels={{
                start: t('front.line.start'),
                rank: t('front.line.rank'),
                today: t('front.line.today'),
                end: t('front.line.end'),
              }}
            />
          </div>
        </div>
        <section aria-labelledby="layanan">
          <h2 id="layanan" className="mb-3 scroll-mt-6 text-lg">
            {t('front.servicesTitle')}
          </h2>
          <ul className="grid overflow-clip rounded-lg border border-line md:grid-cols-2 lg:grid-cols-3">
            {SERVICES.map((service) => (
              <Service key={service.name} {...service} />
            ))}
          </ul>
        </section>
        <section aria-label={t('front.notes')} className="grid gap-3 py-6 text-sm md:pb-8 lg:flex lg:justify-between">
          <p className="flex gap-3">
            <Icon name="key-round" className="size-5 text-primary" />
            <span>
              <b>{t('front.account.title')}</b> {t('front.account.text')}{' '}
              <a href="/bantuan#akun">{t('front.account.link')}</a>
            </span>
          </p>
          <p className="flex gap-3">
            <Icon name="shield-check" className="size-5 text-primary" />
            <span>
              {t('front.genuine.text')} <a href="/bantuan#dokumen">{t('front.genuine.link')}</a>
            </span>
          </p>
          {isReportingHere && (
            <p className="flex gap-3">
              <Icon name="lock" className="size-5 text-primary" />
              <span>
                {t('front.report.text')} <a href="/lapor">{t('front.report.link')}</a>
              </span>
            </p>
          )}
        </section>
      </main>
    </PublicFrame>
  )
}

function Service({ name, icon, href }: { name: ServiceName; icon: IconName; href: string }) {
  const t = useTranslations('public.front.service')
  return (
    <li className="group relative -mr-px -mb-px border-r border-b border-line py-3.5 pr-4 pl-14 hover:bg-surface md:py-5 md:pr-6 md:pl-18">
      <Icon
        name={icon}
        className="absolute top-3.5 left-4 size-6 text-primary [stroke-width:1.5] md:top-5.5 md:left-6 md:size-7"
      />
      <h3 className="text-base tracking-normal">
        <a
          href={href}
          className="text-text no-underline group-hover:text-link group-hover:underline after:absolute after:inset-0"
        >
          {t(`${name}.title`)}
        </a>
      </h3>
      <p className="mt-0.5 text-sm text-muted">{t(`${name}.text`)}</p>
    </li>
  )
}
