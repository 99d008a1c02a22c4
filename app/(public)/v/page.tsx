import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CodeField } from '@/components/public/code-field'
import { PublicFrame } from '@/components/public/public-frame'
import { readCode } from '@/lib/documents/document-code'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.check'))('label'), robots: { index: false } }
}

/** Asks for a code, and leads to its page; forgives spaces, hyphens and look-alike letters. */
export default async function Page({ searchParams }: PageProps<'/v'>) {
  const { kode } = await searchParams
  const typed = typeof kode === 'string' ? kode.slice(0, 64) : undefined
  const code = typed === undefined ? null : readCode(typed)
  if (code) redirect(`/v/${code}` as Route)
  const t = await getTranslations('public.check')
  return (
    <PublicFrame>
      <main id="isi" className="mx-auto w-full max-w-[752px] px-4 py-6 md:py-12">
        <h1 tabIndex={-1} className="mb-6">
          {t('title')}
        </h1>
        <CodeField value={typed} error={typed === undefined ? undefined : t('malformed')} />
      </main>
    </PublicFrame>
  )
}
