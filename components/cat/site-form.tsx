'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { SiteInput } from '@/lib/cat/site'
import { ZONE_LABEL } from '@/lib/format'
import type { Action } from '@/lib/refusal'
import { agencyZones } from '@/lib/registry/agency'
import { zonesAbroad } from '@/lib/zones-abroad'

const schema = () => import('@/lib/cat/site').then((file) => file.siteInput)

/** Name, address and zone of a site. A new one leads on to its rooms. */
export function SiteForm({ site, save }: { site: SiteInput; save: Action<SiteInput, string> }) {
  const t = useTranslations('site')
  const router = useRouter()
  const [isSaved, setIsSaved] = useState(false)
  const { form, submit, summary, isBusy } = useActionForm(schema, save, site, (id) => {
    if (site.id === null) router.push(`/cat/lokasi/${id}` as Parameters<typeof router.push>[0])
    setIsSaved(true)
  })
  const { errors } = form.formState
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <ErrorSummary {...summary} />
      <Notice tone="success" live>
        {isSaved && site.id !== null && t('saved')}
      </Notice>
      <Field label={t('name')} hint={t('nameHint')} error={errors.name?.message}>
        <input autoComplete="off" {...form.register('name')} />
      </Field>
      <Field label={t('address')} hint={t('addressHint')} error={errors.address?.message}>
        <textarea rows={2} {...form.register('address')} />
      </Field>
      <Field label={t('timeZone')} hint={t('timeZoneHint')} error={errors.timeZone?.message}>
        <select {...form.register('timeZone')}>
          {agencyZones.map((zone) => (
            <option key={zone} value={zone}>
              {ZONE_LABEL[zone]}
            </option>
          ))}
          <optgroup label={t('abroad')}>
            {zonesAbroad.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </optgroup>
        </select>
      </Field>
      <div>
        <Button type="submit" variant={site.id === null ? 'primary' : 'secondary'} busy={isBusy}>
          {t(site.id === null ? 'saveNew' : 'save')}
        </Button>
      </div>
    </form>
  )
}
