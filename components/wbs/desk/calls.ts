import { keyCalls } from '@/components/wbs/desk/key-calls'
import { readingCalls } from '@/components/wbs/desk/reading-calls'
import { sealCalls } from '@/components/wbs/desk/seal-calls'

/** What the page may ask of the worker. Secret keys stay in there. */
export const calls = { ...keyCalls, ...readingCalls, ...sealCalls }
