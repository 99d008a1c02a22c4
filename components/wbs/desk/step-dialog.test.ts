import { NextIntlClientProvider } from 'next-intl'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type ReportDesk, ReportProvider } from '@/components/wbs/desk/report-context'
import { StepDialog } from '@/components/wbs/desk/step-dialog'
import common from '@/messages/id/common.json'
import desk from '@/messages/id/desk.json'
import refusals from '@/messages/id/refusals.json'
import report from '@/messages/id/report.json'

const notOpened = (seq: number) => ({ seq, epoch: 0, code: 'malformed' as const, signer: null, sentBy: null })

/** The dialog of a step as it first stands, on a desk where these messages and notes do not open. */
function dialogWhere(pesan: number[], catatan: number[]): string {
  const unopened = { pesan: pesan.map(notOpened), catatan: catatan.map(notOpened) }
  const value = { id: 'laporan', me: { keyId: 'kunci' }, messages: [], notes: [], unopened } as unknown as ReportDesk
  const studied = { hashes: {}, signed: [], proposals: [], doubtful: [], after: 1, state: 'investigating' }
  const actions = { decide: async () => ({ ok: true }), propose: async () => ({ ok: true }) }
  const of = { step: 'examine', studied, actions, onClose: () => {}, onDone: () => {} }
  const dialog = createElement(StepDialog, of as unknown as Parameters<typeof StepDialog>[0])
  const messages = { common, desk, refusals, report }
  const words = { locale: 'id' as const, timeZone: 'Asia/Jakarta', messages, children: dialog }
  return renderToStaticMarkup(createElement(ReportProvider, { value }, createElement(NextIntlClientProvider, words)))
}

test('nobody decides past a message or a note that does not open here before they asked another reader of each', () => {
  expect(dialogWhere([3], [2, 5])).toContain('Saya sudah menanyakan isi pesan 3, catatan 2, catatan 5')
  expect(dialogWhere([], [2])).toContain('Saya sudah menanyakan isi catatan 2')
  expect(dialogWhere([], [])).not.toContain('Saya sudah menanyakan')
})
