import 'server-only'
import type { WbsTx } from '@/db/wbs/client.server'
import type { CivilDate } from '@/lib/civil-date'
import { answerAsCustodian, type CustodianTask, listCustodianTasks } from '@/lib/wbs/custodian.server'
import { askForIdentity, orderIdentity, takeIdentity } from '@/lib/wbs/disclosure.server'
import { asOfficer, type Officer } from '@/lib/wbs/officer.server'

type Rule<Input, Output> = (tx: WbsTx, officer: Officer, input: Input, today: CivilDate) => Promise<Output>

const asked =
  <Input, Output>(rule: Rule<Input, Output>) =>
  (accountId: string | null, input: Input, now: Date): Promise<Output> =>
    asOfficer(accountId, now, (tx, officer, on) => rule(tx, officer, input, on))

/** What officers do about sealed identities. */
export const sealDesk = {
  ask: asked(askForIdentity),
  order: asked(orderIdentity),
  take: asked(takeIdentity),
  answer: asked(answerAsCustodian),
  tasks: asked((tx, officer, _: null, today): Promise<CustodianTask[]> => listCustodianTasks(tx, officer, today)),
}
