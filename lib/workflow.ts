import { Refusal } from '@/lib/refusal'

/** A workflow as a table: for each state the events it takes and the state each leads to. */
export type Flow<State extends string> = Record<State, Partial<Record<string, State>>>

/** The events that some state of the flow takes. */
export type FlowEvent<F> = { [S in keyof F]: keyof F[S] }[keyof F] & string

/** Whether `from` takes the event. */
export function takes<F extends Flow<string>>(flow: F, from: keyof F & string, event: FlowEvent<F>): boolean {
  return flow[from]?.[event] !== undefined
}

/** The state that `event` leads to. Refuses with wrong_state when `from` does not take the event. */
export function move<F extends Flow<string>>(flow: F, from: keyof F & string, event: FlowEvent<F>): keyof F & string {
  const to = flow[from]?.[event]
  if (!to) throw new Refusal('wrong_state', { state: from, event })
  return to
}
