import * as z from 'zod'
import { CORE_VALUES } from '@/lib/kinerja/plan'

/** What the feedback is about: a result of the plan by its id, or a core value. */
const about = z.union([z.uuid(), z.enum(CORE_VALUES)])

export const feedbackWords = z.object({ about, text: z.string().trim().min(1).max(2000, 'too_long') })
export const feedbackInput = feedbackWords.extend({ planId: z.uuid() })
