'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useFaultFocus } from '@/components/ui/use-fault-focus'
import { useFirstFocus } from '@/components/ui/use-first-focus'

/** How many of the words are typed back, as proof that they stand on paper. */
const ASKED = 3

type Props = { words: readonly string[]; isBusy: boolean; submit: string; onWritten: () => void }

/** The words that open the key when the passphrase is forgotten: shown once, then some of them are typed back. */
export function RecoveryWords(props: Props) {
  const t = useTranslations('desk.key')
  const [isHidden, setIsHidden] = useState(false)
  const text = useFirstFocus<HTMLParagraphElement>()
  if (isHidden) return <TypeBack {...props} onBack={() => setIsHidden(false)} />
  return (
    <div className="grid gap-4">
      <p ref={text} tabIndex={-1}>
        {t('wordsText')}
      </p>
      <ol className="grid grid-cols-2 gap-x-6 gap-y-1 sm:grid-cols-3">
        {props.words.map((word, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand in two places, and none moves
          <li key={place} className="flex gap-2">
            <span className="num w-6 text-right text-muted">{place + 1}.</span>
            <span className="font-semibold">{word}</span>
          </li>
        ))}
      </ol>
      <div>
        <Button variant="primary" onClick={() => setIsHidden(true)}>
          {t('written')}
        </Button>
      </div>
    </div>
  )
}

function TypeBack({ words, isBusy, submit: send, onWritten, onBack }: Props & { onBack: () => void }) {
  const t = useTranslations('desk.key')
  const [asked] = useState(() => places(words.length))
  const [wrong, setWrong] = useState<Record<number, boolean>>({})
  const form = useFaultFocus(wrong)
  const fields = useFirstFocus<HTMLDivElement>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const missed = asked.filter(
      (place) =>
        String(typed.get(`word-${place}`))
          .trim()
          .toLowerCase() !== words[place],
    )
    setWrong(Object.fromEntries(missed.map((place) => [place, true])))
    if (missed.length === 0) onWritten()
  }
  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-4">
      <p>{t('typeBack')}</p>
      <div ref={fields} className="grid gap-4">
        {asked.map((place) => (
          <Field key={place} label={t('word', { number: place + 1 })} error={wrong[place] ? t('wrongWord') : undefined}>
            <input type="text" name={`word-${place}`} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Field>
        ))}
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" busy={isBusy}>
          {send}
        </Button>
        <Button onClick={onBack}>{t('showAgain')}</Button>
      </div>
    </form>
  )
}

/** Which words are asked for, in their order. */
function places(count: number): number[] {
  const left = Array.from({ length: count }, (_, place) => place)
  const drawn = Array.from({ length: ASKED }, () => {
    const [at = 0] = crypto.getRandomValues(new Uint32Array(1))
    return left.splice(at % left.length, 1)[0] ?? 0
  })
  return drawn.sort((one, other) => one - other)
}
