'use server'

import { action } from '@/lib/action.server'
import { revealInput } from '@/lib/registry/inputs'
import { revealValue } from '@/lib/registry/reveal.server'

/** One sensitive value in full; who saw it and why is written down. */
export const revealValueAction = action('employee.reveal', revealInput, revealValue)
