import { getTranslations } from 'next-intl/server'
import { Tabs } from '@/components/ui/tabs'
import type { Role } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'

const PARTS = [
  { name: 'absence', href: '/kinerja/tindak-lanjut', permission: 'absence.read' },
  { name: 'allowance', href: '/kinerja/tindak-lanjut/tunjangan', permission: 'allowance.read' },
  { name: 'reward', href: '/kinerja/tindak-lanjut/penghargaan', permission: 'reward.read' },
  { name: 'exchange', href: '/kinerja/tindak-lanjut/siasn', permission: 'evaluation.export' },
] as const satisfies { name: string; href: string; permission: Permission }[]

/** What follows from performance: what is proposed, what is paid, who is rewarded. A role sees what it may open. */
export async function ConsequenceTabs({
  role,
  current,
}: {
  role: Role | 'system'
  current: (typeof PARTS)[number]['name']
}) {
  const t = await getTranslations('consequence')
  return (
    <div className="mb-6">
      <Tabs
        label={t('title')}
        items={PARTS.filter(({ permission }) => isAllowed(role, permission)).map(({ name, href }) => ({
          href,
          label: t(`part.${name}`),
          isCurrent: name === current,
        }))}
      />
    </div>
  )
}
