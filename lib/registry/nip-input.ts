import * as z from 'zod'
import { NIP_SHAPE, plainNip } from '@/lib/registry/nip'

/** A NIP in a field of a form, as people type and paste it. */
export function nipInput(fault: string) {
  return z.string().transform(plainNip).pipe(z.string().regex(NIP_SHAPE, fault))
}
