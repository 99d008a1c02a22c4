'use client'

import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { ReasonButton } from '@/components/ui/reason-button'
import { BANK_PATH } from '@/lib/cat/item-filter'
import type { Action } from '@/lib/refusal'

type Ref = { id: string; version: number }
type Reason = { reason: string }
type Decision = 'return' | 'retire' | 'leak' | 'restore'

const schema = () => import('@/lib/cat/item-input').then((file) => file.itemReason)

/** What may be done with an item now: mend and submit it, or decide on it. */
export function ItemActions({
  item,
  may,
  actions,
}: {
  item: Ref
  may: { edit: boolean; submit: boolean; review: boolean; retire: boolean; leak: boolean; restore: boolean }
  actions: Record<'submit' | 'approve', Action<Ref>> & Record<Decision, Action<Ref & Reason>>
}) {
  const t = useTranslations('bank.act')
  const reasoned = (step: Decision) => ({
    words: {
      button: t(step),
      title: t(step),
      explanation: step === 'leak' || step === 'restore' ? t(`${step}Note`) : undefined,
      reason: t('reason'),
      reasonHint: t(step === 'return' ? 'reasonHint' : 'reasonWhy'),
      close: t('close'),
    },
    schema,
    action: (input: Reason) => actions[step]({ ...item, ...input }),
  })
  return (
    <>
      {may.edit && <ButtonLink href={`${BANK_PATH}/${item.id}/ubah`}>{t('edit')}</ButtonLink>}
      {may.submit && (
        <ConfirmButton
          variant="primary"
          label={t('submit')}
          title={t('submit')}
          confirmLabel={t('submit')}
          cancelLabel={t('close')}
          run={() => actions.submit(item)}
        >
          <p>{t('submitNote')}</p>
        </ConfirmButton>
      )}
      {may.review && (
        <>
          <ReasonButton {...reasoned('return')} />
          <ConfirmButton
            variant="primary"
            label={t('approve')}
            title={t('approve')}
            confirmLabel={t('approve')}
            cancelLabel={t('close')}
            run={() => actions.approve(item)}
          >
            <p>{t('approveNote')}</p>
          </ConfirmButton>
        </>
      )}
      {may.retire && <ReasonButton {...reasoned('retire')} variant="danger" />}
      {may.leak && <ReasonButton {...reasoned('leak')} variant="danger" />}
      {may.restore && <ReasonButton {...reasoned('restore')} />}
    </>
  )
}
