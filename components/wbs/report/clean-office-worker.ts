import { cleanOffice } from '@/lib/wbs/clean-office'
import { serveCleaning } from './cleaning'

serveCleaning((bytes) => cleanOffice(bytes))
