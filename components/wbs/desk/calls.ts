import { caseCalls } from '@/components/wbs/desk/case-calls'
import { fileCalls } from '@/components/wbs/desk/file-calls'
import { keyCalls } from '@/components/wbs/desk/key-calls'
import { offlineCalls } from '@/components/wbs/desk/offline-calls'
import { peopleCalls } from '@/components/wbs/desk/people-calls'
import { readingCalls } from '@/components/wbs/desk/reading-calls'
import { renewalCalls } from '@/components/wbs/desk/renewal-calls'
import { sealCalls } from '@/components/wbs/desk/seal-calls'

/** What the page may ask of the worker. Secret keys stay in there. */
export const calls = {
  ...caseCalls,
  ...fileCalls,
  ...keyCalls,
  ...offlineCalls,
  ...peopleCalls,
  ...readingCalls,
  ...renewalCalls,
  ...sealCalls,
}
