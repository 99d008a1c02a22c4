import * as z from 'zod'
import { uploadInput } from '@/lib/documents/upload-input'
import { reason } from '@/lib/reason-input'
import { HISTORY_KINDS } from '@/lib/registry/history'

/** One row of a history. */
export const historyRef = z.object({ employeeId: z.uuid(), kind: z.enum(HISTORY_KINDS), id: z.uuid() })
export type HistoryRef = z.infer<typeof historyRef>

export const attachInput = historyRef.extend({ documentId: z.uuid() })
export type AttachInput = z.infer<typeof attachInput>

export const uploadPaperInput = historyRef.extend({
  documentType: z.string().regex(/^[A-Z0-9_]{1,40}$/),
  upload: uploadInput,
})
export type UploadPaperInput = z.infer<typeof uploadPaperInput>

export const detachInput = attachInput.extend({ reason })
export type DetachInput = z.infer<typeof detachInput>

/** The papers that whoever verifies has before them. */
export const verifyInput = historyRef.extend({ documentIds: z.array(z.uuid()).max(100) })
export type VerifyInput = z.infer<typeof verifyInput>
