import { useTranslations } from 'next-intl'
import { aspectWord } from '@/lib/cat/aspect-word'
import type { BankSection } from '@/lib/cat/bank-section'

/** The sections of the bank in a list to choose from. */
export function SectionOptions({ bank }: { bank: readonly BankSection[] }) {
  return bank.map(({ code, name }) => <option key={code} value={code}>{`${code}: ${name}`}</option>)
}

/** The aspects of one section, in the same way. */
export function AspectOptions({ bank, section }: { bank: readonly BankSection[]; section: string }) {
  const t = useTranslations('bank')
  const aspects = bank.find(({ code }) => code === section)?.aspects ?? []
  return aspects.map((aspect) => (
    <option key={aspect} value={aspect}>
      {aspectWord(t, aspect)}
    </option>
  ))
}
