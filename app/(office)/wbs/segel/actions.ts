'use server'

import { action } from '@/lib/action.server'
import { keepIdentity } from '@/lib/wbs/identity-keeping.server'
import { keepingInput } from '@/lib/wbs/office-inputs'
import { sealDesk } from '@/lib/wbs/seal-desk.server'
import { askingInput, custodianInput, takingInput } from '@/lib/wbs/seal-inputs'

export const askForIdentityAction = action('wbs.handle', askingInput, ({ actor, now }, input) =>
  sealDesk.ask(actor.accountId, input, now),
)

export const orderIdentityAction = action('wbs.handle', askingInput, ({ actor, now }, input) =>
  sealDesk.order(actor.accountId, input, now),
)

export const takeIdentityAction = action('wbs.handle', takingInput, ({ actor, now }, input) =>
  sealDesk.take(actor.accountId, input, now),
)

export const answerAsCustodianAction = action('wbs.handle', custodianInput, ({ actor, now }, input) =>
  sealDesk.answer(actor.accountId, input, now),
)

export const keepIdentityAction = action('wbs.handle', keepingInput, ({ actor, now }, input) =>
  keepIdentity(actor.accountId, input, now),
)
