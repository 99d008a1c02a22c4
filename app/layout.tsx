import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { preferences } from '@/lib/auth/preferences.server'
import './globals.css'

const inter = localFont({
  src: './fonts/inter.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter',
})

const jakarta = localFont({
  src: './fonts/plus-jakarta-sans.woff2',
  weight: '200 800',
  display: 'swap',
  variable: '--font-jakarta',
})

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0e171d' },
  ],
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return { title: { default: 'Satya', template: '%s - Satya' }, description: t('description') }
}

/**
 * The frame of every page. Language and theme are decided on the server, so the first paint is
 * already right and no inline script is needed. A client component that speaks stands below `ClientMessages`.
 */
export default async function RootLayout({ children }: LayoutProps<'/'>) {
  const locale = await getLocale()
  const t = await getTranslations('common')
  const kept = await cookies()
  const { theme } = await preferences()
  return (
    <html
      lang={locale}
      data-theme={theme === 'system' ? undefined : theme}
      data-density={kept.get('density')?.value === 'compact' ? 'compact' : undefined}
      data-hotkeys={kept.get('hotkeys')?.value === 'off' ? 'off' : undefined}
      data-rail={kept.get('rail')?.value === 'slim' ? 'slim' : undefined}
      className={`${inter.variable} ${jakarta.variable}`}
    >
      <body>
        <a
          href="#isi"
          className="absolute top-3 -left-[999px] z-50 rounded-md bg-bg px-4 py-2 shadow-overlay focus:left-4 print:hidden"
        >
          {t('skip')}
        </a>
        {children}
      </body>
    </html>
  )
}
