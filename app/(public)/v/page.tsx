import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CodeField } from '@/components/public/code-field'
import { PublicFrame } from '@/components/public/public-frame'
import { readCode } from '@/lib/documents/document-code'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.check'))('title'), robots: { index: false, follow: false } }
}

/** Asks for a code, for whoever has a letter on paper and no camera. */
export default async function Page({ searchParams }: PageProps<'/v'>) {
  const t = await getTranslations('public.check')
  const { kode } = await searchParams
  const typed = typeof kode === 'string' ? kode.slice(0, 60) : undefined
  const code = typed === undefined ? null : readCode(typed)
  if (code) redirect(`/v/${code}`)
  return (
    <PublicFrame>
      <main id="isi" className="mx-auto grid w-full max-w-[752px] gap-6 px-4 py-6 md:py-10">
        <h1 tabIndex={-1}>{t('title')}</h1>
        <CodeField value={typed} error={typed === undefined ? undefined : t('malformed')} />
      </main>
    </PublicFrame>
  )
}
