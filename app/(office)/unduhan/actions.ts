'use server'

import { getLocale } from 'next-intl/server'
import * as z from 'zod'
import { action } from '@/lib/action.server'
import { localeFrom } from '@/lib/i18n/preferences'
import { orderExport } from '@/lib/list-exports.server'
import { exportFormats } from '@/lib/list-source'

const order = z.object({
  format: z.enum(exportFormats),
  query: z.record(z.string().max(20), z.string().max(200)),
})

export const exportNominativeAction = action('nominative.export', order, async (context, input) => {
  await orderExport(context, { ...input, list: 'nominative', locale: localeFrom(await getLocale()) })
})

export const exportProposalsAction = action('promotion.export', order, async (context, input) => {
  await orderExport(context, { ...input, list: 'proposals', locale: localeFrom(await getLocale()) })
})

export const exportCandidatesAction = action('exam.export_candidates', order, async (context, input) => {
  await orderExport(context, { ...input, list: 'candidates', locale: localeFrom(await getLocale()) })
})

export const exportExchangeAction = action('evaluation.export', order, async (context, input) => {
  await orderExport(context, { ...input, list: 'exchange', locale: localeFrom(await getLocale()) })
})

export const exportRecapAction = action('recap.export', order, async (context, input) => {
  await orderExport(context, { ...input, list: 'recap', locale: localeFrom(await getLocale()) })
})

export const exportDocumentsAction = action('document.export', order, async (context, input) => {
  await orderExport(context, { ...input, list: 'documents', locale: localeFrom(await getLocale()) })
})

export const exportEmployeesAction = action('employee.export', order, async (context, input) => {
  await orderExport(context, { ...input, list: 'employees', locale: localeFrom(await getLocale()) })
})
