import 'server-only'

export { recapSource } from '@/lib/kinerja/recap-export.server'
export { countToldByAppraiser, listToldByAppraiser } from '@/lib/kinerja/told.server'
