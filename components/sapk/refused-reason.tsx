'use client'

import { useSkipReason } from '@/components/sapk/skip-list'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Facts } from '@/lib/refusal'

/** Why a paper was not signed, as a sentence. Needs the namespaces `bulk`, `findings` and `refusals`. */
export function RefusedReason({ code, facts }: { code: string; facts: Facts }) {
  const condition = useSkipReason()
  const sentence = useRefusalText()
  return sentence({
    code,
    facts: facts.condition ? { ...facts, condition: condition(String(facts.condition)) } : facts,
    fields: {},
    findings: [],
  })
}
