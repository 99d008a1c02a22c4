'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { handOutNextList, publishSigned } from '@/lib/wbs/key-desk.server'
import { keyInput, keyPlan, nothingMore, offerApproval, offerRefusal, signedFile } from '@/lib/wbs/key-list'
import { approveOffer, dropKeyChange, planKeyChange, refuseOffer } from '@/lib/wbs/key-list.server'
import { askForKey, giveKey } from '@/lib/wbs/key-request.server'
import {
  askedKeyInput,
  givenKeyInput,
  keyChangeInput,
  oldReportInput,
  oldShareInput,
  relockInput,
} from '@/lib/wbs/office-inputs'
import { handOutReport } from '@/lib/wbs/office-report.server'
import { asOfficer } from '@/lib/wbs/officer.server'
import { endOldKey } from '@/lib/wbs/old-keys.server'
import { handOutOldShare, takeOverShare } from '@/lib/wbs/old-shares.server'
import { relockRecipientKey } from '@/lib/wbs/recipient-key.server'

export const approveOfferAction = action('wbs.handle', offerApproval, async ({ actor, now }, approval) => {
  await asOfficer(actor.accountId, now, (tx, keeper, on) => approveOffer(tx, keeper, approval, on))
  revalidatePath('/wbs/kunci')
})

export const refuseOfferAction = action('wbs.handle', offerRefusal, async ({ actor, now }, { offer }) => {
  await asOfficer(actor.accountId, now, (tx, keeper, on) => refuseOffer(tx, keeper, offer, on))
  revalidatePath('/wbs/kunci')
})

export const planKeyChangeAction = action('wbs.handle', keyPlan, async ({ actor, now }, plan) => {
  await asOfficer(actor.accountId, now, (tx, keeper, on) => planKeyChange(tx, keeper, plan, on))
  revalidatePath('/wbs/kunci')
})

export const dropKeyChangeAction = action('wbs.handle', keyInput, async ({ actor, now }, { key }) => {
  await asOfficer(actor.accountId, now, (tx, keeper) => dropKeyChange(tx, keeper, key))
  revalidatePath('/wbs/kunci')
})

export const takeNextListAction = action('wbs.handle', nothingMore, async ({ actor, now }) =>
  JSON.stringify(await asOfficer(actor.accountId, now, handOutNextList), null, 2),
)

export const publishListAction = action('wbs.handle', signedFile, async ({ actor, now }, { signed }) => {
  await asOfficer(actor.accountId, now, (tx, keeper, on) => publishSigned(tx, keeper, signed, on))
  revalidatePath('/wbs', 'layout')
})

export const changeKeysAction = action('wbs.handle', keyChangeInput, ({ actor, now }, change) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => changeKeys(tx, officer, change, on)),
)

export const askForKeyAction = action('wbs.handle', askedKeyInput, ({ actor, now }, asked) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => askForKey(tx, officer, asked, on)),
)

export const giveKeyAction = action('wbs.handle', givenKeyInput, ({ actor, now }, given) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => giveKey(tx, officer, given, on)),
)

export const relockKeyAction = action('wbs.handle', relockInput, async ({ actor, now }, made) => {
  await asOfficer(actor.accountId, now, (tx, officer) => relockRecipientKey(tx, officer, made))
  revalidatePath('/wbs', 'layout')
})

export const readWithOldKeyAction = action('wbs.handle', oldReportInput, ({ actor, now }, { report, key }) =>
  handOutReport(actor.accountId, report, now, key),
)

export const endOldKeyAction = action('wbs.handle', keyInput, async ({ actor, now }, { key }) => {
  await asOfficer(actor.accountId, now, (tx, officer, on) => endOldKey(tx, officer, key, on))
  revalidatePath('/wbs', 'layout')
})

export const readOldShareAction = action('wbs.handle', oldReportInput, ({ actor, now }, place) =>
  asOfficer(actor.accountId, now, (tx, officer) => handOutOldShare(tx, officer, place)),
)

export const takeOverShareAction = action('wbs.handle', oldShareInput, ({ actor, now }, given) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => takeOverShare(tx, officer, given, on)),
)
