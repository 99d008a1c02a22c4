import 'server-only'

export { countToldByAppraiser, listToldByAppraiser } from '@/lib/kinerja/told.server'
