import { getTranslations } from 'next-intl/server'
import type { PlainFormWords } from '@/components/ui/use-plain-form'

/** The words of the sign-in forms, which run without translation code in the browser. */
export async function signInWords() {
  const t = await getTranslations('access')
  const form = await getTranslations('common.form')
  const refusals = await getTranslations('refusals')
  const plain: PlainFormWords = {
    errorMark: form('errorMark'),
    required: form('required', { field: '{field}' }),
    unreachable: form('unreachable'),
    refused: form('refused', { code: '{code}' }),
    refusals: {
      sign_in_failed: refusals('sign_in_failed'),
      sign_in_required: refusals('sign_in_required'),
      wrong_code: refusals('wrong_code'),
      wrong_state: refusals('wrong_state'),
      enrolment_expired: refusals('enrolment_expired'),
      password_too_short: refusals('password_too_short'),
      password_too_long: refusals('password_too_long'),
      password_common: refusals('password_common'),
      password_personal: refusals('password_personal'),
      password_same: refusals('password_same'),
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
    newPassword: { label: t('newPassword.label'), hint: t('newPassword.hint'), submit: t('newPassword.submit') },
    enrol: { code: t('enrol.code'), codeHint: t('enrol.codeHint'), submit: t('enrol.submit') },
    recovery: {
      title: t('recovery.title'),
      explanation: t('recovery.explanation'),
      copy: t('recovery.copy'),
      print: t('recovery.print'),
      done: t('recovery.done'),
    },
  }
}

export type SignInWords = Awaited<ReturnType<typeof signInWords>>
