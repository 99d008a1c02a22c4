import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CareerLine } from '@/components/public/career-drawing'
import { PublicFrame } from '@/components/public/public-frame'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import { Notice } from '@/components/ui/notice'

const NOTES: { icon: IconName; key: 'second' | 'phone' | 'lost' }[] = [
  { icon: 'shield-check', key: 'second' },
  { icon: 'phone-off', key: 'phone' },
  { icon: 'life-buoy', key: 'lost' },
]

/**
 * The page around every step of signing in: the form on the left, on the right what the person should know. The h1
 * is `title`; `children` is the form.
 */
export function SignInFrame({
  title,
  subtitle,
  children,
}: {
  title: string
  subtitle?: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('public.signIn')
  return (
    <PublicFrame links={[{ href: '/bantuan#masuk', label: t('help') }]}>
      <main id="isi" className="grid flex-1 lg:grid-cols-2">
        <div className="w-full px-4 py-6 md:mx-auto md:max-w-[432px] md:py-16 lg:mr-24 lg:ml-auto lg:max-w-[400px] lg:px-0">
          <h1 tabIndex={-1} className="text-2xl md:text-3xl">
            {title}
          </h1>
          {subtitle && <div className="mt-1 text-muted">{subtitle}</div>}
          <noscript>
            <div className="mt-6">
              <Notice tone="warning">{t('needsScript')}</Notice>
            </div>
          </noscript>
          <div className="mt-6 grid gap-6">{children}</div>
        </div>
        <aside
          aria-label={t('notes')}
          className="flex flex-col justify-between gap-12 border-line bg-surface px-4 py-6 max-lg:border-t md:px-12 lg:border-l lg:py-19 lg:pr-0 lg:pl-0"
        >
          <ul className="grid max-w-[464px] gap-5 max-lg:mx-auto lg:gap-8 lg:pl-16">
            {NOTES.map(({ icon, key }) => (
              <li key={key} className="grid grid-cols-[24px_1fr] gap-4 text-muted">
                <Icon name={icon} className="size-6 text-primary" />
                <span>
                  <b className="block text-text">{t(`note.${key}.title`)}</b>
                  {t(`note.${key}.text`)}
                </span>
              </li>
            ))}
          </ul>
          <div className="hidden lg:block">
            <CareerLine />
          </div>
        </aside>
      </main>
    </PublicFrame>
  )
}
