import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { Icon } from '@/components/ui/icon'
import { FILE_CHECK_LIMIT } from '@/lib/documents/file-check'

export type FileAnswer = 'match' | 'too_large' | 'missing' | 'busy'

const LOOKS = {
  match: { icon: 'file-check', className: 'bg-success-bg text-success' },
  differs: { icon: 'file-x', className: 'bg-danger-bg text-danger' },
  too_large: { icon: 'triangle-alert', className: 'bg-warning-bg text-warning' },
  missing: { icon: 'triangle-alert', className: 'bg-warning-bg text-warning' },
  busy: { icon: 'hourglass', className: 'bg-warning-bg text-warning' },
} as const

/**
 * Compares a file with the issued one. As it stands the form sends the file; `public/verification.js` compares on the
 * device instead, and only then says so.
 */
export function FileCheck({ code, sha256, answer }: { code: string; sha256: string; answer?: FileAnswer }) {
  const t = useTranslations('documents.check')
  return (
    <section aria-labelledby="cocokkan">
      <h2 id="cocokkan" className="text-lg">
        {t('title')}
      </h2>
      <form
        action={`/v/${code}/berkas`}
        method="post"
        encType="multipart/form-data"
        data-sha256={sha256}
        data-limit={FILE_CHECK_LIMIT}
        className="group"
      >
        <p className="mt-1 mb-3 text-sm text-muted">
          {t('lead')} <span data-without-script>{t('sent')}</span>
          <span data-with-script hidden>
            {t('local')}
          </span>
        </p>
        <div className="relative flex min-h-18 flex-wrap items-center gap-3 rounded-md border-[1.5px] border-dashed border-border px-4 py-3 hover:bg-surface has-[:focus-visible]:outline-3 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-focus md:px-6">
          <Icon name="file-search" className="size-5 text-link" />
          <label htmlFor="berkas">
            <span className="font-semibold text-link">{t('choose')}</span>
            <span data-with-script hidden className="text-muted">
              {' '}
              <span className="max-md:hidden">{t('drop')}</span>
            </span>
          </label>
          <input
            id="berkas"
            name="berkas"
            type="file"
            accept="application/pdf"
            required
            className="min-h-11 min-w-0 flex-1 basis-56 py-2.5 text-sm text-muted outline-none file:hidden group-data-local:absolute group-data-local:inset-0 group-data-local:cursor-pointer group-data-local:opacity-0"
          />
          <button type="submit" data-without-script className={buttonClass()}>
            {t('submit')}
          </button>
        </div>
        <div role="status" className="mt-3">
          {answer && <Answer of={answer} />}
          {(['match', 'differs', 'too_large', 'missing'] as const).map((each) => (
            <Answer key={each} of={each} isHidden />
          ))}
        </div>
      </form>
      <details className="mt-3 text-sm">
        <summary className="min-h-11 py-3 md:min-h-6 md:py-0.5">{t('fingerprint')}</summary>
        <p className="num mt-2 break-words">{sha256.match(/.{4}/g)?.join(' ')}</p>
      </details>
      <script src="/verification.js" async />
    </section>
  )
}

/** One sentence; a hidden one waits for the script to show it. */
function Answer({ of, isHidden = false }: { of: keyof typeof LOOKS; isHidden?: boolean }) {
  const t = useTranslations('documents.check.answer')
  const { icon, className } = LOOKS[of]
  return (
    <p
      className={`flex items-center gap-3 rounded-md px-4 py-3 text-sm font-semibold ${className}`}
      data-answer={isHidden ? of : undefined}
      hidden={isHidden}
    >
      <Icon name={icon} />
      {t(of)}
    </p>
  )
}
