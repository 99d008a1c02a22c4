'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { action } from '@/lib/action.server'
import { uploadInput } from '@/lib/documents/upload-input'
import { keepUpload } from '@/lib/documents/uploads.server'
import { correctRecordInput, detailInput, proposalRef, recordDecreeInput } from '@/lib/sapk/inputs'
import { attachDocument, uploadDocument } from '@/lib/sapk/proposal-documents.server'
import { confirmDecree, correctRecord, recordDecree, returnRecord } from '@/lib/sapk/proposal-record.server'
import { answerItem } from '@/lib/sapk/proposal-submit.server'

const documentType = z.string().regex(/^[A-Z0-9_]{1,40}$/)
const place = z.object({ id: z.uuid(), documentType, seen: z.uuid().nullable() })

export const attachDocumentAction = action(
  'promotion.edit',
  place.extend({ documentId: z.uuid() }),
  async (context, { documentId, ...where }) => {
    await attachDocument(context, where, documentId)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const uploadDocumentAction = action(
  'promotion.edit',
  place.extend({ upload: uploadInput }),
  async (context, { upload, ...where }) => {
    await keepUpload(context, upload, (pdf) => uploadDocument(context, where, pdf))
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const answerItemAction = action(
  'promotion.edit',
  proposalRef.extend({
    item: z.string().max(60),
    reply: z.string().trim().min(1, 'reply_missing').max(1000, 'too_long'),
  }),
  async (context, { item, reply, ...ref }) => {
    await answerItem(context, ref, item, reply)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const recordDecreeAction = action(
  'promotion.record_decree',
  recordDecreeInput.extend({ upload: uploadInput }),
  async (context, { id, version, upload, ...decree }) => {
    await keepUpload(context, upload, (pdf) => recordDecree(context, { id, version }, decree, pdf))
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const correctRecordAction = action(
  'promotion.record_decree',
  correctRecordInput,
  async (context, { id, version, ...decree }) => {
    await correctRecord(context, { id, version }, decree)
    revalidatePath('/sapk/usul', 'layout')
  },
)

export const confirmDecreeAction = action('promotion.confirm_decree', proposalRef, async (context, ref) => {
  await confirmDecree(context, ref)
  revalidatePath('/sapk/usul', 'layout')
})

export const returnRecordAction = action(
  'promotion.confirm_decree',
  proposalRef.extend(detailInput.shape),
  async (context, { detail, ...ref }) => {
    await returnRecord(context, ref, detail)
    revalidatePath('/sapk/usul', 'layout')
  },
)
