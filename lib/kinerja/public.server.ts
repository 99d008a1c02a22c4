import 'server-only'

export { forgetAbsenceFiles } from '@/lib/kinerja/absence-import.server'
export { annualPredicates, readAnnualPredicates } from '@/lib/kinerja/annual-predicates.server'
export { countDailyReminders, listDailyReminders, sendDailyReminders } from '@/lib/kinerja/daily-reminders.server'
export { exchangeSource } from '@/lib/kinerja/exchange.server'
export { recapSource } from '@/lib/kinerja/recap-export.server'
export { countToldByAppraiser, listToldByAppraiser } from '@/lib/kinerja/told.server'
export { countPartySteps, listPartySteps, type PartyEvent } from '@/lib/kinerja/told-steps.server'
