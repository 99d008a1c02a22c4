import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'

/** Where an import begins: the file to choose, the template beside it, and below what was imported before. */
export function ImportStart({
  title,
  template,
  before,
  children,
}: {
  title: string
  template: { href: string; label?: string; hint: string }
  before: ReactNode
  children: ReactNode
}) {
  const t = useTranslations('import')
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_288px]">
        <Card title={title}>{children}</Card>
        <Card>
          <a href={template.href} className="flex min-h-11 items-center gap-2 font-semibold">
            <Icon name="download" />
            {template.label ?? t('upload.template')}
          </a>
          <p className="text-sm text-muted">{template.hint}</p>
        </Card>
      </div>
      <Card title={t('runs.title')} flush className="mt-6">
        {before}
      </Card>
    </>
  )
}
