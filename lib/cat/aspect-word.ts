import { dataWord } from '@/lib/i18n/data-word'

/** The words of `bank.aspect` for an aspect; one that an agency made for itself is read from its code. */
export function aspectWord(translate: Parameters<typeof dataWord>[0], aspect: string): string {
  const key = `aspect.${aspect.replaceAll('.', '_')}`
  if (translate.has(key as never)) return dataWord(translate, key)
  const words = aspect.replaceAll('_', ' ').replaceAll('.', ': ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
