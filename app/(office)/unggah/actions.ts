'use server'

import { action } from '@/lib/action.server'
import { dropInput, pieceInput } from '@/lib/documents/upload-input'
import { appendUpload, dropUpload } from '@/lib/documents/uploads.server'

export const appendUploadAction = action('document.upload', pieceInput, appendUpload)

export const dropUploadAction = action('document.upload', dropInput, dropUpload)
