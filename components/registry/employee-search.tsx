import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'

/** One line to find somebody; the answer is a page of its own, with an address. */
export function EmployeeSearch({ typed }: { typed?: string }) {
  const t = useTranslations('registry.list')
  return (
    <search>
      <form action="/pegawai" className="flex flex-wrap items-end gap-2">
        <Field label={t('search')} hint={t('searchHint')} className="min-w-0 flex-1 basis-72 md:max-w-120">
          <input
            type="search"
            name="q"
            defaultValue={typed}
            minLength={2}
            maxLength={80}
            required
            autoComplete="off"
            data-page-search
          />
        </Field>
        <Button type="submit" icon={<Icon name="search" />}>
          {t('searchButton')}
        </Button>
        {typed !== undefined && (
          <ButtonLink href="/pegawai" variant="quiet" icon={<Icon name="x" />}>
            {t('clearSearch')}
          </ButtonLink>
        )}
      </form>
    </search>
  )
}
