import { getTranslations } from 'next-intl/server'
import type { PlainFormWords } from '@/components/ui/use-plain-form'

/** The words of the sign-in forms, which run without translation code in the browser. */
export async function signInWords() {
  const t = await getTranslations('access')
  const form = await getTranslations('common.form')
  const refusals = await getTranslations('refusals')
  const plain: PlainFormWords = {
    required: form('required'),
    unreachable: form('unreachable'),
    refused: form('refused', { code: '{code}' }),
    refusals: {
      sign_in_failed: refusals('sign_in_failed'),
      sign_in_required: refusals('sign_in_required'),
      wrong_code: refusals('wrong_code'),
      too_many_attempts: t('signIn.tooMany', { seconds: '{seconds}' }),
    },
  }
  return {
    form: plain,
    userId: t('signIn.userId'),
    userIdHint: t('signIn.userIdHint'),
    password: t('signIn.password'),
    submit: t('signIn.submit'),
    show: t('show'),
    hide: t('hide'),
    showPassword: t('showPassword'),
    code: { label: t('code.label'), hint: t('code.hint'), submit: t('code.submit') },
  }
}

export type SignInWords = Awaited<ReturnType<typeof signInWords>>
