import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'

/** Asks for the code under a QR; a plain GET form to `/v`, so that it works without JavaScript. */
export function CodeField({ value, error }: { value?: string; error?: string }) {
  const t = useTranslations('public.check')
  return (
    <form action="/v" method="get" className="max-w-[480px]">
      <label htmlFor="kode" className="block text-sm font-semibold">
        {t('label')}
      </label>
      <p id="kode-hint" className="text-sm text-muted">
        {t.rich('hint', { code: (chunks) => <span className="whitespace-nowrap">{chunks}</span> })}
      </p>
      {error && (
        <p id="kode-error" className="text-sm font-semibold text-danger">
          {error}
        </p>
      )}
      <div className="mt-1 grid grid-cols-[1fr_auto] gap-2">
        <input
          id="kode"
          name="kode"
          type="text"
          defaultValue={value}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-describedby={error ? 'kode-hint kode-error' : 'kode-hint'}
          aria-invalid={error ? true : undefined}
          className="num"
        />
        <button type="submit" className={`${buttonClass()} min-h-11!`}>
          {t('submit')}
        </button>
      </div>
    </form>
  )
}
