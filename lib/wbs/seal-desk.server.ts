import 'server-only'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { answerAsCustodian, type CustodianTask, listCustodianTasks } from '@/lib/wbs/custodian.server'
import { askForIdentity, orderIdentity, readIdentityOffice, takeIdentity } from '@/lib/wbs/disclosure.server'
import { type Officer, requireOfficer } from '@/lib/wbs/officer.server'

type Rule<Input, Output> = (tx: WbsTx, officer: Officer, input: Input, today: CivilDate) => Promise<Output>

/** Lets an account of the office act by a rule, in one transaction. Refuses what `requireOfficer` and the rule refuse. */
function asOfficer<Input, Output>(rule: Rule<Input, Output>) {
  return (accountId: string | null, input: Input, now: Date): Promise<Output> =>
    transactWbs(async (tx) => {
      return rule(tx, await requireOfficer(tx, accountId), input, civilDateIn('Asia/Jakarta', now))
    })
}

/** What officers do about sealed identities. */
export const sealDesk = {
  ask: asOfficer(askForIdentity),
  order: asOfficer(orderIdentity),
  take: asOfficer(takeIdentity),
  read: asOfficer(readIdentityOffice),
  answer: asOfficer(answerAsCustodian),
  tasks: asOfficer((tx, officer, _: null, today): Promise<CustodianTask[]> => listCustodianTasks(tx, officer, today)),
}
