import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { RefusedReason } from '@/components/sapk/refused-reason'
import type { SigningFailure } from '@/lib/sapk/signing-failures.server'

/** What was not signed and why, a line for each paper. Needs the namespaces `bulk`, `findings` and `refusals`. */
export function SigningFailures({ failures }: { failures: readonly SigningFailure[] }) {
  const t = useTranslations('proposal.signing')
  if (failures.length === 0) return null
  return (
    <details className="col-span-full" open={failures.length <= 3}>
      <summary className="cursor-pointer font-semibold">{t('reasons')}</summary>
      <ul className="mt-1 grid gap-1">
        {failures.map(({ proposalId, name, refusalCode, facts }) => (
          <li key={`${proposalId} ${name}`}>
            {proposalId ? (
              <Link className="font-semibold text-primary underline" href={`/sapk/usul/${proposalId}`}>
                {name}
              </Link>
            ) : (
              <b>{name}</b>
            )}
            {': '}
            <RefusedReason code={refusalCode} facts={facts} />
          </li>
        ))}
      </ul>
    </details>
  )
}
