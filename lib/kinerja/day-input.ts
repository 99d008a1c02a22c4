import * as z from 'zod'

/** PP 46/2011 came into force: earlier work is read from old papers alone. */
const FIRST_DAY = '2014-01-01'

/** A day that a plan or an appraiser may have. */
export const dayInput = z.iso.date().refine((day) => day >= FIRST_DAY && day < '2100-01-01', 'kinerja.plan_day')
