'use server'

import { action } from '@/lib/action.server'
import { revealEventInput } from '@/lib/audit-reveal'
import { revealEvent } from '@/lib/audit-reveal.server'

/** The values of one event unmasked; who saw them and why is an event itself. */
export const revealEventAction = action('audit.reveal', revealEventInput, revealEvent)
