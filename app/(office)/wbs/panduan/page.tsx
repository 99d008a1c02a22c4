import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'

/** Each part by its name, and how many sentences it has. */
const PARTS = { readers: 5, unopened: 5, unreadable: 4, never: 6, who: 6 } as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('guide'))('title') }
}

/** What officers ask of WBS before they press something: who reads, what does not open, and what nobody can undo. */
export default async function Page() {
  await requireActor('wbs.handle')
  const [t, inbox] = [await getTranslations('guide'), await getTranslations('desk.inbox')]
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        crumbs={[{ label: inbox('title'), href: '/wbs' }, { label: t('title') }]}
      />
      <div className="grid gap-6">
        {Object.entries(PARTS).map(([part, sentences]) => (
          <Card key={part} title={t(`${part as 'readers'}.title`)}>
            <ul className="grid max-w-[70ch] list-disc gap-2 pl-5">
              {numbers(sentences).map((number) => (
                <li key={number}>{t(`${part as 'readers'}.${number}`)}</li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  )
}

function numbers(most: number): '1'[] {
  return Array.from({ length: most }, (_, at) => `${at + 1}` as '1')
}
