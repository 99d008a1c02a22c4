'use client'

import { createContext, useContext } from 'react'
import type { OpenedCase, Sealed } from '@/components/wbs/desk/reading-calls'
import type { Result } from '@/lib/refusal'
import type { MessageKind } from '@/lib/wbs/envelope'
import type { Officer, ReportSummary } from '@/lib/wbs/officer.server'

/** A message ready to be sent, and to which report. */
export type SealedFor = Sealed & { report: string }

/** What a section of the page of one report works with. Everything in it was opened and checked in this browser. */
export type ReportDesk = OpenedCase & {
  id: string
  summary: ReportSummary
  me: Officer
  /**
   * Signs, locks and delivers a message that the reporter reads, and then reads the report anew. Sealed once more where
   * somebody else wrote meanwhile. Throws `Trouble`.
   *
   * @param deliver the action that takes it; without, it is a plain message
   */
  send<T = void>(kind: MessageKind, body: object, deliver?: Deliver<T>): Promise<Result<T>>
  /** The same for a private note, which no reporter has a key of. */
  note<T = void>(body: object, deliver?: Deliver<T>): Promise<Result<T>>
  reload(): Promise<void>
}

export type Deliver<T> = (sealed: SealedFor) => Promise<Result<T>>

const ReportContext = createContext<ReportDesk | null>(null)

export const ReportProvider = ReportContext.Provider

/** The report whose page this is; below `ReportDeskView` alone. */
export function useReport(): ReportDesk {
  const report = useContext(ReportContext)
  if (!report) throw new Error('no report is open here')
  return report
}

/** Whose key it is, by name; undefined for whoever the signed list does not name, as the reporter. */
export function useKeyNames(): (keyId: string | null) => string | undefined {
  const { manifest } = useReport()
  return (keyId) => manifest.keys.find(({ id }) => id === keyId)?.name
}
