import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useSkipReason } from '@/components/sapk/skip-list'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { SigningFailure } from '@/lib/sapk/signing-failures.server'

/** What was not signed and why, a line for each paper. Needs the namespaces `bulk`, `findings` and `refusals`. */
export function SigningFailures({ failures }: { failures: readonly SigningFailure[] }) {
  const t = useTranslations('proposal.signing')
  const condition = useSkipReason()
  const sentence = useRefusalText()
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
            {sentence({
              code: refusalCode,
              facts: facts.condition ? { ...facts, condition: condition(String(facts.condition)) } : facts,
              fields: {},
              findings: [],
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
